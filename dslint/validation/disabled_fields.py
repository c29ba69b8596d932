"""Fields that the API server drops before validation because their feature gate is off.

Kubernetes: dropDisabledFields in pkg/api/pod/util.go. A field that the stored object already uses is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import EACH, PathTree, lies_in
from dslint.kubernetes.gated_fields import GATED, GATED_IN_DAEMONSET, OLDER_THAN_GATE, Pattern, of_containers
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release

_IMAGE = ("volumes", "image")


Table = Mapping[str, tuple[Pattern, ...]]


class DisabledField(NamedTuple):
    """A field that the API server drops, and the gate that would keep it."""

    path: FieldPath
    gate: str


def disabled_in_object(value: Map, release: Release, old: Map | None) -> list[DisabledField]:
    """The fields of a DaemonSet or Pod that the API server drops, in no order; `old` is the object that it updates."""
    daemonset = value.get("kind") == "DaemonSet"
    steps = ("spec", "template", "spec") if daemonset else ("spec",)
    of_pod = disabled_fields(map_of(value, *steps), release, map_of(old, *steps) if old else None)
    found = [field._replace(path=(*steps, *field.path)) for field in of_pod]
    return [*found, *_disabled(value, release, old, _OF_DAEMONSET)] if daemonset else found


def disabled_fields(spec: Map, release: Release, old: Map | None) -> list[DisabledField]:
    """The fields in a pod spec that the API server drops, in no order; `old` is the spec that it replaces."""
    found = _disabled(spec, release, old, _OF_POD)
    if not found:
        return found
    places = frozenset(field.path for field in found)
    found = [field for field in found if not lies_in(field.path[:-1], places)]
    return [*found, *_image_mounts(spec, found)]


def disabled_paths(spec: Map, release: Release, old: Map | None) -> list[FieldPath]:
    """The paths in a pod spec that the API server drops, in no order."""
    return [field.path for field in disabled_fields(spec, release, old)]


class _Gated(NamedTuple):
    """A pattern of a table: its gate, and all patterns of that gate.

    `if_known`: releases without the gate keep the field.
    """

    gate: str
    patterns: tuple[Pattern, ...]
    if_known: bool = False


class _GatedFields(NamedTuple):
    """The patterns of all gates, in order, and the tree of them: a gate is asked for only where its field is."""

    every: tuple[_Gated, ...]
    tree: PathTree

    @classmethod
    def of(cls, table: Table, if_known: Table) -> _GatedFields:
        pairs = [(each, _Gated(gate, patterns)) for gate, patterns in table.items() for each in patterns]
        pairs += [
            (each, _Gated(gate, patterns, if_known=True)) for gate, patterns in if_known.items() for each in patterns
        ]
        return cls(tuple(gated for _, gated in pairs), PathTree(pattern for pattern, _ in pairs))


_OF_POD = _GatedFields.of(GATED, OLDER_THAN_GATE)
_OF_DAEMONSET = _GatedFields.of(GATED_IN_DAEMONSET, {})
_MOUNTS = PathTree(of_containers("volumeMounts", EACH))


def _disabled(value: Map, release: Release, old: Map | None, gated_fields: _GatedFields) -> list[DisabledField]:
    """The dropped fields in the order of the tables."""
    dropped: list[DisabledField] = []
    for gated, path in release.once(_present, value, gated_fields):
        gate = gated.gate
        if gated.if_known and not release.knows(gate):
            continue
        if not (release.enabled(gate) or (old is not None and PathTree(gated.patterns).values(old))):
            dropped.append(DisabledField(path, gate))
    return dropped


_last: tuple[Map, _GatedFields, Sequence[tuple[_Gated, FieldPath]]] | None = None
"""What the last walk found: errors and warnings of a pod ask for the same spec, one after the other."""


def _present(value: Map, gated_fields: _GatedFields, _: Release) -> Sequence[tuple[_Gated, FieldPath]]:
    """The fields with gates, in the order of the tables."""
    global _last  # noqa: PLW0603 - a cache of one
    known = _last
    if known is not None and known[0] is value and known[1] is gated_fields:
        return known[2]
    present = sorted(gated_fields.tree.values(value), key=itemgetter(0))
    found = [(gated_fields.every[number], path) for number, _, path in present]
    _last = value, gated_fields, found
    return found


def _image_mounts(spec: Map, dropped: list[DisabledField]) -> Iterator[DisabledField]:
    """An image volume is dropped as a whole, together with its mounts."""
    volumes = {field.path[1]: field.gate for field in dropped if (*field.path[:1], *field.path[2:]) == _IMAGE}
    names = {spec["volumes"][position].get("name"): gate for position, gate in volumes.items()}
    yield from (DisabledField(("volumes", position), gate) for position, gate in volumes.items())
    for _, mount, path in sorted(_MOUNTS.values(spec), key=itemgetter(0)) if names else ():
        gate = names.get(mount.get("name"))
        if gate is not None:
            yield DisabledField(path, gate)


def _own(copy: dict[str, Any], path: FieldPath) -> Any:
    """What is at a path, after everything on the way there was copied, too."""
    where: Any = copy
    for key in path:
        inner = where[key]
        where[key] = {**inner} if isinstance(inner, dict) else [*inner]
        where = where[key]
    return where


def without_disabled(spec: Map, paths: list[FieldPath]) -> Map:
    """The spec without the dropped paths. Dropped list items become None, so that positions stay the same."""
    if not paths:
        return spec
    result = {**spec}
    for path in paths:
        where = _own(result, path[:-1])
        if isinstance(path[-1], int):
            where[path[-1]] = None
        else:
            where.pop(path[-1], None)
    return result
