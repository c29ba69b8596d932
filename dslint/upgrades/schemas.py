"""Fields and values that come and go between the published schemas of two versions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.gated_fields import gate_of
from dslint.kubernetes.release import OLDEST, Version, parse_version, show
from dslint.schema.definitions import Definitions, Schema, definitions, is_struct
from dslint.schema.served_versions import serving
from dslint.schema.type_lookup import short_name
from dslint.upgrades.changes import FIELDS, VALUES, Change

SOURCE = "api/openapi-spec/swagger.json"
_PREFIX = "#/$defs/"
_STATUS = "status"
Key = tuple[str, str]
"""A struct and a field of it."""


class FieldType(NamedTuple):
    """A field where it is met first from the top of an object, and its schema."""

    path: str
    schema: Schema
    required: bool


def schema_changes(after: Version, to: Version) -> Iterator[Change]:
    """The changes after one version, up to another, minor by minor."""
    for minor in range(max(after, OLDEST)[1], to[1]):
        old, new = (after[0], minor), (after[0], minor + 1)
        names = _roots(definitions(old), definitions(new))
        before, now = (field_types(definitions(version), names) for version in (old, new))
        yield from _fields(before, now, show(new))
        yield from _values(before, now, show(new))


def _roots(old: Definitions, new: Definitions) -> dict[str, str]:
    """The kinds to compare, each in an apiVersion that both versions have."""
    shared = [name for name in serving("DaemonSet", old.version) if new.of(name, "DaemonSet")]
    return {"Pod": "v1", **({"DaemonSet": shared[-1]} if shared else {})}


def field_types(known: Definitions, kinds: Mapping[str, str]) -> dict[Key, FieldType]:
    """The fields of these kinds by struct, with their shortest paths; those of a status are left out."""
    found: dict[Key, FieldType] = {}
    pending = deque(("", known.of(api_version, kind) or "") for kind, api_version in kinds.items())
    seen = set()
    while pending:
        path, name = pending.popleft()
        if name in seen:
            continue
        seen.add(name)
        schema = known.by_name[name]
        for field, inner in schema.get("properties", {}).items():
            if field == _STATUS and not path:
                continue
            here = f"{path}.{field}" if path else field
            found[short_name(name), field] = FieldType(here, inner, field in schema.get("required", ()))
            struct = _struct_below(known, inner)
            if struct:
                pending.append((here, struct))
    return found


def _struct_below(known: Definitions, schema: Schema) -> str:
    """The struct that a field is, or that its items or members are; "" if there is none."""
    while True:
        reference = schema.get("$ref")
        if reference is not None:
            name = str(reference).removeprefix(_PREFIX)
            if is_struct(known.by_name[name]):
                return name
            schema = known.by_name[name]
            continue
        inner = schema.get("items") or schema.get("additionalProperties")
        if not isinstance(inner, dict):
            return ""
        schema = inner


def _fields(before: Mapping[Key, FieldType], now: Mapping[Key, FieldType], version: str) -> Iterator[Change]:
    """Fields of structs that both versions have: a new struct is told by the field that holds it."""
    old_structs, new_structs = ({struct for struct, _ in fields} for fields in (before, now))
    for key, field in now.items():
        if key not in before and key[0] in old_structs:
            text = f"{field.path} is known{_behind_gate(field.path, version)}"
            yield _change(version, FIELDS, text, key)._replace(gate=gate_behind(field.path))
    for key, field in before.items():
        if key not in now and key[0] in new_structs:
            yield _change(version, FIELDS, f"{field.path} is no longer known", key)


def _behind_gate(path: str, version: str) -> str:
    gate = gate_behind(path)
    if not gate:
        return ""
    state = "on" if GATES[gate].on(parse_version(version)) else "off"
    return f" (feature gate {gate}, {state} by default)"


def gate_behind(path: str) -> str:
    """The feature gate that a field needs, by its path without indices; "" if there is none."""
    steps: list[str | int] = []
    for step in path.split("."):
        steps += [step] if step not in _LISTS else [step, 0]
    gate = gate_of(steps)
    return gate if gate in GATES else ""


_LISTS = frozenset({
    "containers", "initContainers", "ephemeralContainers", "volumes", "sources", "env", "volumeMounts",
    "topologySpreadConstraints", "requiredDuringSchedulingIgnoredDuringExecution",
})  # fmt: skip
"""The lists on the way to fields behind gates."""


def _values(before: Mapping[Key, FieldType], now: Mapping[Key, FieldType], version: str) -> Iterator[Change]:
    for key, field in now.items():
        old = before.get(key)
        if old is None:
            continue
        if old.required != field.required:
            text = f"{field.path} is {'required' if field.required else 'no longer required'}"
            yield _change(version, VALUES, text, key)
        yield from _constraints(old, field, key, version)


def _constraints(old: FieldType, new: FieldType, key: Key, version: str) -> Iterator[Change]:
    """How the values change that the server takes."""
    earlier, later = (dict(map(_constraint, field.schema.get("allOf", ()))) for field in (old, new))
    taken, choice = earlier.pop(_CHOICE, frozenset()), later.pop(_CHOICE, frozenset())
    if taken and choice:
        for values, verb in ((choice - taken, "also takes"), (taken - choice, "no longer takes")):
            if values:
                yield _change(version, VALUES, f"{new.path} {verb} {', '.join(sorted(values))}", key)
    elif choice:
        yield _change(version, VALUES, f"{new.path} takes only {', '.join(sorted(choice))}", key)
    elif taken:
        yield _change(version, VALUES, f"{new.path} takes any value", key)
    for detail in later.keys() - earlier.keys() - {_REQUIRED}:
        yield _change(version, VALUES, f"{new.path} {detail}", key)


_CHOICE, _REQUIRED = "one of", "must not be empty"


def _constraint(schema: Mapping[str, Any]) -> tuple[str, frozenset[str]]:
    """The constraint in words, with the values of a choice."""
    words = schema.get("x-kubernetes-error") or {}
    if words.get("type") == "NotSupported":
        return _CHOICE, frozenset(words["values"])
    if words.get("type") == "Required":
        return _REQUIRED, frozenset()
    if "limit" in words:
        return f"may have at most {words['limit']} characters", frozenset()
    form = str(words.get("form") or "").replace("-", " ")
    return (f"must be a valid {form}" if form else str(words.get("detail") or "")), frozenset()


def _change(version: str, subject: str, text: str, key: Key) -> Change:
    return Change(version, subject, text, SOURCE, types=frozenset({".".join(key)}))
