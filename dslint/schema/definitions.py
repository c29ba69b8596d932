"""The JSON Schemas of one Kubernetes version, read and compiled on first use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.data import refuse, schemas_folder
from dslint.kubernetes.release import Version, show

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

Schema = dict[str, Any]
Reader = Callable[[Any], Any]

PREFIX = "#/$defs/"


class _Schemas(Mapping[str, Schema]):
    """The schemas of a file by name. A manifest has values of a few types; the text of others is not decoded."""

    def __init__(self, text: str) -> None:
        """Each begins a line, as `  "core.v1.Pod": {`; what is within it stands further to the right."""
        pieces = (piece.partition('": ') for piece in text.split('\n  "')[1:])
        self._texts = {name: schema for name, _, schema in pieces}
        self._decoded: dict[str, Schema] = {}
        self._decode = json.JSONDecoder().raw_decode

    def __getitem__(self, name: str) -> Schema:
        found = self._decoded.get(name)
        if found is None:
            found = self._decoded[name] = self._decode(self._texts[name])[0]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Definitions(NamedTuple):
    """All types of one minor. `kinds` maps `apps/v1 DaemonSet` to the name of its definition."""

    version: Version
    kinds: Mapping[str, str]
    by_name: Mapping[str, Schema]
    compiled: dict[str, Draft202012Validator]
    readers: dict[str, Reader]
    """What reads the values of a definition (dslint.schema.go_values)."""

    def of(self, api_version: str, kind: str) -> str | None:
        """The definition's name; None if this version does not have the kind under that apiVersion."""
        return self.kinds.get(f"{api_version} {kind}")

    def resolved(self, schema: Schema) -> Schema:
        """The schema, or the definition that it refers to."""
        reference = schema.get("$ref")
        return schema if reference is None else self.by_name[reference.removeprefix(PREFIX)]

    def below(self, schema: Schema, key: str | int) -> Schema | None:
        """The schema of an item or a member of a value; None if there is none."""
        schema = self.resolved(schema)
        if isinstance(key, int):
            return schema.get("items")
        known = schema.get("properties", {}).get(key)
        if known is not None:
            return known  # type: ignore[no-any-return]
        others = schema.get("additionalProperties")
        return others if isinstance(others, dict) else None

    def validator(self, name: str) -> Draft202012Validator:
        """The compiled schema of one definition and of all definitions that it refers to.

        Keys of a wrong form are one error of kind `not` of their map, however many there are.
        """
        found = self.compiled.get(name)
        if found is None:
            from jsonschema_rs import Draft202012Validator

            schema = _with_one_error_a_map(self.standalone(name))
            found = self.compiled[name] = Draft202012Validator(schema, retriever=refuse)
        return found

    def standalone(self, name: str) -> Schema:
        """A schema of one definition with the definitions that it refers to, and no others."""
        reached: dict[str, Schema] = {}
        pending = [name]
        while pending:
            current = pending.pop()
            if current not in reached:
                reached[current] = self.by_name[current]
                pending.extend(references(reached[current]))
        return {"$ref": PREFIX + name, "$defs": reached}


@lru_cache(maxsize=40)
def definitions(version: Version) -> Definitions:
    """The definitions of a version, read once from schemas/."""
    text = (schemas_folder() / f"kubernetes-{show(version)}.schema.json").read_text(encoding="utf-8")
    _, _, kinds = text.partition('"x-kubernetes-kinds": ')
    kinds, _, schemas = kinds.partition('"$defs": {')
    return Definitions(version, json.JSONDecoder().raw_decode(kinds)[0], _Schemas(schemas), {}, {})


def is_struct(schema: Schema) -> bool:
    """Whether a definition has fields: it is neither a map nor a value of any shape."""
    return "properties" in schema


def frame_of(schema: Schema) -> Schema:
    """A definition without its fields."""
    return {key: value for key, value in schema.items() if key != "properties"}


_NESTED = (dict, list)


def _with_one_error_a_map(schema: Any) -> Any:
    """The same schema, with `propertyNames` in a double `not`.

    The library copies a map into the error of each of its keys: for a thousand keys, gigabytes.
    """
    # Most parts are texts: a call for each of them would take most of the time.
    if isinstance(schema, list):
        return [_with_one_error_a_map(inner) if type(inner) in _NESTED else inner for inner in schema]
    copied = {key: _with_one_error_a_map(inner) if type(inner) in _NESTED else inner for key, inner in schema.items()}
    if isinstance(copied.get("propertyNames"), dict) and "allOf" in copied["propertyNames"]:
        copied["not"] = {"not": {"propertyNames": copied.pop("propertyNames")}}
    return copied


def references(schema: Any) -> list[str]:
    """The names of the definitions that a schema refers to."""
    found: list[str] = []
    if type(schema) in _NESTED:
        _add_references(schema, found)
    return found


def _add_references(schema: Any, found: list[str]) -> None:
    inside = schema
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith(PREFIX):
            found.append(reference.removeprefix(PREFIX))
        inside = schema.values()
    for inner in inside:
        if type(inner) in _NESTED:
            _add_references(inner, found)
