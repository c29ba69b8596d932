"""Fields that the API server drops before validation because their feature gate is off.

Kubernetes: dropDisabledFields in pkg/api/pod/util.go. A field that the stored object already uses is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import lies_in
from dslint.kubernetes.gated_fields import ANY, GATED, GATED_IN_DAEMONSET, OLDER_THAN_GATE, Pattern, of_containers
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
    """A pattern of a table: its rank there, its gate, and all patterns of that gate.

    `if_known`: releases without the gate keep the field.
    """

    rank: int
    gate: str
    patterns: tuple[Pattern, ...]
    if_known: bool


class _Step(NamedTuple):
    """What patterns ask for from one place on: what ends there, a step into each item, or steps into fields by name."""

    ending: tuple[_Gated, ...]
    items: _Step | None
    fields: Mapping[str, _Step]
    names: frozenset[str]

    @classmethod
    def first(cls, table: Table, if_known: Table) -> _Step:
        """The first step of the patterns of two tables."""
        entries = [(each, gate, table) for gate, patterns in table.items() for each in patterns]
        entries += [(each, gate, if_known) for gate, patterns in if_known.items() for each in patterns]
        ranked = [
            (pattern, _Gated(rank, gate, of_table[gate], of_table is if_known))
            for rank, (pattern, gate, of_table) in enumerate(entries)
        ]
        return cls.of(ranked)

    @classmethod
    def of(cls, patterns: Sequence[tuple[Pattern, _Gated]]) -> _Step:
        below: dict[str, list[tuple[Pattern, _Gated]]] = {}
        for pattern, gated in patterns:
            if pattern:
                below.setdefault(pattern[0], []).append((pattern[1:], gated))
        steps = {key: cls.of(rest) for key, rest in below.items()}
        items = steps.pop(ANY, None)
        return cls(tuple(gated for pattern, gated in patterns if not pattern), items, steps, frozenset(steps))


# All patterns are followed in one walk, and a gate is asked for only where its field is: few objects have any.
_OF_POD = _Step.first(GATED, OLDER_THAN_GATE)
_OF_DAEMONSET = _Step.first(GATED_IN_DAEMONSET, {})


def _disabled(value: Map, release: Release, old: Map | None, first: _Step) -> list[DisabledField]:
    """The dropped fields in the order of the tables."""
    dropped: list[DisabledField] = []
    for gated, path in release.once(_present, value, first):
        gate = gated.gate
        if gated.if_known and not release.knows(gate):
            continue
        if not (release.enabled(gate) or (old is not None and any(_found(old, each) for each in gated.patterns))):
            dropped.append(DisabledField(path, gate))
    return dropped


_last: tuple[Map, _Step, Sequence[tuple[_Gated, FieldPath]]] | None = None
"""What the last walk found: errors and warnings of a pod ask for the same spec, one after the other."""


def _present(value: Map, first: _Step, _: Release) -> Sequence[tuple[_Gated, FieldPath]]:
    """The fields with gates, in the order of the tables."""
    global _last  # noqa: PLW0603 - a cache of one
    known = _last
    if known is not None and known[0] is value and known[1] is first:
        return known[2]
    present: list[tuple[_Gated, FieldPath]] = []
    _follow_fields(value, first, (), present)
    found = sorted(present, key=_rank) if present else ()
    _last = value, first, found
    return found


def _rank(present: tuple[_Gated, FieldPath]) -> int:
    return present[0].rank


def _follow(value: Any, step: _Step, path: FieldPath, present: list[tuple[_Gated, FieldPath]]) -> None:
    if step.ending:
        present.extend([(gated, path) for gated in step.ending])
    items = step.items
    if items is None:
        if isinstance(value, dict):
            _follow_fields(value, step, path, present)
    elif isinstance(value, list):
        names = items.names
        for position, item in enumerate(value):
            if isinstance(item, dict) and not names.isdisjoint(item):
                _follow_fields(item, items, (*path, position), present)


def _follow_fields(value: Map, step: _Step, path: FieldPath, present: list[tuple[_Gated, FieldPath]]) -> None:
    for key in step.names.intersection(value):
        below, inner = value[key], step.fields[key]
        if inner.ending or inner.items:
            if below is not None:
                _follow(below, inner, (*path, key), present)
        elif isinstance(below, dict) and not inner.names.isdisjoint(below):
            _follow_fields(below, inner, (*path, key), present)


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
