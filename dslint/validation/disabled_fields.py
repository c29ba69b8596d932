"""Fields that the API server drops before validation because their feature gate is off.

Kubernetes: dropDisabledFields in pkg/api/pod/util.go. A field that the stored object already uses is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import lies_in
from dslint.kubernetes.gated_fields import ANY, GATED, GATED_IN_DAEMONSET, OLDER_THAN_GATE, Pattern, of_containers
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release

_IMAGE = ("volumes", "image")


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
    return [*found, *_disabled(value, release, old, GATED_IN_DAEMONSET)] if daemonset else found


def disabled_fields(spec: Map, release: Release, old: Map | None) -> list[DisabledField]:
    """The fields in a pod spec that the API server drops, in no order; `old` is the spec that it replaces."""
    later = {gate: found for gate, found in OLDER_THAN_GATE.items() if release.knows(gate)}
    found = [*_disabled(spec, release, old, GATED), *_disabled(spec, release, old, later)]
    places = frozenset(field.path for field in found)
    found = [field for field in found if not lies_in(field.path[:-1], places)]
    return [*found, *_image_mounts(spec, found)]


def disabled_paths(spec: Map, release: Release, old: Map | None) -> list[FieldPath]:
    """The paths in a pod spec that the API server drops, in no order."""
    return [field.path for field in disabled_fields(spec, release, old)]


def _disabled(
    value: Map, release: Release, old: Map | None, table: Mapping[str, tuple[Pattern, ...]]
) -> list[DisabledField]:
    found: list[DisabledField] = []
    for gate, patterns in table.items():
        if release.enabled(gate) or (old is not None and any(_found(old, pattern) for pattern in patterns)):
            continue
        found.extend(DisabledField(path, gate) for pattern in patterns for path in _matching(value, pattern, ()))
    return found


def _found(spec: Map, pattern: Pattern) -> bool:
    return next(_matching(spec, pattern, ()), None) is not None


def _matching(value: Any, pattern: Pattern, path: FieldPath) -> Iterator[FieldPath]:
    if not pattern:
        yield path
        return
    key, rest = pattern[0], pattern[1:]
    if key == ANY:
        for position, item in enumerate(value or () if isinstance(value, list) else ()):
            yield from _matching(item, rest, (*path, position))
    elif isinstance(value, dict) and value.get(key) is not None:
        yield from _matching(value[key], rest, (*path, key))


def _image_mounts(spec: Map, dropped: list[DisabledField]) -> Iterator[DisabledField]:
    """An image volume is dropped as a whole, together with its mounts."""
    volumes = {field.path[1]: field.gate for field in dropped if (*field.path[:1], *field.path[2:]) == _IMAGE}
    names = {spec["volumes"][position].get("name"): gate for position, gate in volumes.items()}
    yield from (DisabledField(("volumes", position), gate) for position, gate in volumes.items())
    for pattern in of_containers("volumeMounts", ANY) if names else ():
        for path in _matching(spec, pattern, ()):
            gate = names.get(_at(spec, path).get("name"))
            if gate is not None:
                yield DisabledField(path, gate)


def _at(value: Any, path: FieldPath) -> Any:
    for key in path:
        value = value[key]
    return value


def without_disabled(spec: Map, paths: list[FieldPath]) -> Map:
    """The spec without the dropped paths. Dropped list items become None, so that positions stay the same."""
    if not paths:
        return spec
    result = dict(deepcopy(spec))
    for path in paths:
        where = _at(result, path[:-1])
        if isinstance(path[-1], int):
            where[path[-1]] = None
        else:
            where.pop(path[-1], None)
    return result
