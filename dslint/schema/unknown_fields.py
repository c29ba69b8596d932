"""Help for an unknown field: the name that was meant, its right place, or the version that has it."""

from __future__ import annotations

import json
from functools import lru_cache

from dslint.data import schemas_folder
from dslint.findings import FieldPath
from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.field_path import field_text
from dslint.kubernetes.gated_fields import gate_of
from dslint.kubernetes.release import Version, parse_version, show
from dslint.kubernetes.suggestions import nearest, only_near
from dslint.schema.definitions import Definitions, Schema, definitions, is_struct
from dslint.schema.type_lookup import TypeAtPath

_RENAMED = {"core.v1.Handler": "core.v1.LifecycleHandler"}
"""Definitions that have been renamed."""


@lru_cache(maxsize=4096)
def advised(
    version: Version, owner: str, above: tuple[tuple[str, int], ...], field: str, path: FieldPath
) -> tuple[str | None, str | None]:
    """What to do about an unknown field, and the field that can only be meant: see `advice` and `meant`.

    Files that are written for other versions have the same unknown fields, mostly in the same places.
    """
    known, place = definitions(version), TypeAtPath({}, owner, above, ())
    return advice(known, place, field, path), meant(known, place, field, path)


def advice(known: Definitions, place: TypeAtPath, field: str, path: FieldPath) -> str | None:
    """What to do about an unknown field. `place` is the struct without such a field, `path` leads to it."""
    own = known.by_name[place.owner].get("properties", {})
    return (
        _own_word(place.owner, field)
        or _other_case(own, field)
        or _other_version(known, place.owner, field, path)
        or _other_place(known, place, field, path)
        or _of_containers(known, place.owner, field)
        or _near(own, field)
    )


_WORDS = {
    ("SecretVolumeSource", "name"): "secretName",
    ("PersistentVolumeClaimVolumeSource", "name"): "claimName",
    ("ConfigMapVolumeSource", "configMapName"): "name",
    ("SecretProjection", "secretName"): "name",
    ("ConfigMapProjection", "configMapName"): "name",
    ("SecretKeySelector", "secretName"): "name",
    ("ConfigMapKeySelector", "configMapName"): "name",
    ("SecretEnvSource", "secretName"): "name",
    ("ConfigMapEnvSource", "configMapName"): "name",
    ("LocalObjectReference", "secretName"): "name",
    ("ContainerPort", "port"): "containerPort",
    ("VolumeMount", "path"): "mountPath",
    ("ObjectFieldSelector", "path"): "fieldPath",
}
"""What a struct calls a field that similar structs call otherwise."""


def meant(known: Definitions, place: TypeAtPath, field: str, path: FieldPath) -> str | None:
    """The field that can only be meant; None where there is no such field, or another thing to do."""
    own = known.by_name[place.owner].get("properties", {})
    certain = _word(place.owner, field) or _in_other_case(own, field)
    if certain:
        return certain if certain in own else None
    if _other_version(known, place.owner, field, path) or _other_place(known, place, field, path):
        return None
    return None if _of_containers(known, place.owner, field) else only_near(field, own)


def _own_word(owner: str, field: str) -> str | None:
    word = _word(owner, field)
    return f"write {word}, which is the name of the field here" if word else None


def _word(owner: str, field: str) -> str | None:
    return _WORDS.get((owner.rpartition(".")[2], field))


def _of_containers(known: Definitions, owner: str, field: str) -> str | None:
    """A field of containers that is written on their pod."""
    struct = owner.rpartition(".")[2]
    of_security = field in _members(known, "SecurityContext")
    if struct == "PodSecurityContext" and of_security:
        return f"{field} is a field of the containers' securityContext, not of the pod's"
    if struct == "PodSpec" and field in _members(known, "Container"):
        return f"{field} is a field of each container"
    return f"{field} is a field of the containers' securityContext" if struct == "PodSpec" and of_security else None


def _members(known: Definitions, struct: str) -> Schema:
    found: Schema = known.by_name.get(f"core.v1.{struct}", {}).get("properties", {})
    return found


def _other_case(own: Schema, field: str) -> str | None:
    name = _in_other_case(own, field)
    return f'did you mean "{name}"?' if name else None


def _in_other_case(own: Schema, field: str) -> str | None:
    wanted = plain(field)
    return next((name for name in own if plain(name) == wanted), None)


def plain(field: str) -> str:
    """A name without what people write otherwise: case, underscores, dashes, spaces."""
    # A space that is not a plain one looks like indentation and belongs to the key.
    return "".join(field.split()).replace("_", "").replace("-", "").casefold()


def _other_version(known: Definitions, owner: str, field: str, path: FieldPath) -> str | None:
    since, until = versions_of(owner, field)
    if since and known.version < parse_version(since):
        return f"{field} was added in Kubernetes {since}{_gated((*path, field), parse_version(since))}"
    if until and known.version >= parse_version(until):
        return f"{field} was removed in Kubernetes {until}"
    return None


def _gated(path: FieldPath, since: Version) -> str:
    """From when on the gate of a new field is on, if that is later."""
    gate = gate_of(path)
    on_since = GATES[gate].on_since if gate else since
    if on_since is None:
        return f", where feature gate {gate} is off by default"
    return f", and is on by default from {show(on_since)} (feature gate {gate})" if on_since > since else ""


def _other_place(known: Definitions, place: TypeAtPath, field: str, path: FieldPath) -> str | None:
    """A field at the wrong depth: hostNetwork in a container, containers in a DaemonSet's spec."""
    for owner, depth in reversed(place.above):
        if field in known.by_name[owner].get("properties", {}):
            return f"{field} is a field of {field_text(path[:depth]) or 'the object itself'}"
    below = _below(known, place.owner, field, ())
    return f"{field} is a field of {field_text((*path, *below))}" if below else None


def _below(known: Definitions, owner: str, field: str, way: FieldPath) -> FieldPath | None:
    """The nearest struct below, through structs alone, that has the field."""
    nested = []
    for name, schema in known.by_name[owner].get("properties", {}).items():
        target = known.resolved(schema)
        if "$ref" not in schema or not is_struct(target):
            continue
        if field in target["properties"]:
            return (*way, name)
        nested.append((name, schema["$ref"].rpartition("/")[2]))
    if len(way) >= 2:
        return None
    found = (_below(known, target, field, (*way, name)) for name, target in nested if name != "status")
    return next((path for path in found if path), None)


def _near(own: Schema, field: str) -> str | None:
    found = nearest(field, own, alike=0.72)
    return f'did you mean "{found}"?' if found else None


def versions_of(owner: str, field: str) -> tuple[str | None, str | None]:
    """Since when and until when (exclusive) a definition has a field; None where there is no such bound."""
    return _history().get(_RENAMED.get(owner, owner), {}).get(field, (None, None))


@lru_cache(maxsize=1)
def _history() -> dict[str, dict[str, tuple[str, str | None]]]:
    document = json.loads((schemas_folder() / "kubernetes-fields.json").read_text(encoding="utf-8"))
    return document["$defs"]  # type: ignore[no-any-return]
