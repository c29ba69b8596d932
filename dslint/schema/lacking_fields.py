"""What older releases read of an object: what the newest of several reads, without the fields that they lack.

One walk finds the lacking fields of all releases, so that only the newest needs the schema library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_path import lies_in
from dslint.kubernetes.release import Release, Version
from dslint.kubernetes.release_range import bits
from dslint.schema import served_versions
from dslint.schema.decoded_types import decoded_types
from dslint.schema.definitions import definitions

if TYPE_CHECKING:
    from dslint.schema.decoder import Decoded


class Lacking(NamedTuple):
    """The versions, one bit each, that read an object as the newest one does, but for fields that some of them lack.

    `roots` are the apiVersion and the type of the object in each version. `fields` are in the order in which the
    schema library reports them.
    """

    versions: int
    roots: tuple[tuple[str, str | None], ...]
    fields: tuple[tuple[FieldPath, int], ...]
    paths: dict[tuple[FieldPath, ...], tuple[FieldPath, ...]]
    """One of equal sets of paths, so that what versions read without them is shared."""

    def alike(self, version: Version, versions: tuple[Version, ...]) -> int:
        """The versions that read the same as one of them; all if that one reads it otherwise than the newest."""
        number = versions.index(version)
        if not self.versions >> number & 1:
            return (1 << len(versions)) - 1
        found = self.versions & bits(root == self.roots[number] for root in self.roots)
        for _, lacking in self.fields:
            found &= lacking if lacking >> number & 1 else ~lacking
        return found


class ReadAsNewest(NamedTuple):
    """What a version reads of an object of the type `root`, without the fields that it lacks."""

    value: dict[str, Any]
    root: str
    version: Version
    lacking: tuple[FieldPath, ...]


def read_as_newest(
    given: dict[str, Any], decoded: Decoded, value: dict[str, Any], newest: Release, release: Release
) -> ReadAsNewest | None:
    """What a release reads of a value; None if it reads other types than the newest one.

    The newest release was given the value with another apiVersion at most, and decoded it.
    """
    lacking = newest.once(_lacking, given)
    version = release.version_alike(lacking.alike)
    number = release.together.index(version)
    api_version, root = lacking.roots[number]
    if root is None or not lacking.versions >> number & 1 or value.get("apiVersion") != api_version:
        return None
    # In a value of a wrong type, there are no fields.
    paths = tuple(
        path
        for path, versions in lacking.fields
        if versions >> number & 1 and not lies_in(path[:-1], decoded.unreadable)
    )
    read = decoded.value
    if paths:
        read = newest.once_a_part(_without, read, lacking.paths.setdefault(paths, paths), lacking.paths)
    if read.get("apiVersion") != api_version:
        read = {**read, "apiVersion": api_version}
    return ReadAsNewest(read, root, version, paths)


def problems_of_lacking(value: dict[str, Any], found: ReadAsNewest, release: Release) -> Iterator[Problem]:
    """The problems of the fields that a release lacks."""
    for path in found.lacking:
        from dslint.schema.decoder_errors import refused_field, unknown_field
        from dslint.schema.shared_words import told_of

        told = told_of(found.root, path, found.version, release.together)
        if told is not None:
            release.version_alike(told.alike_in)
            yield refused_field(path, told.help, None, release)
            continue
        struct: Any = value
        for step in path[:-1]:
            struct = struct[step]
        yield unknown_field(definitions(found.version), found.root, path[:-1], struct, str(path[-1]), release)


def in_order(value: dict[str, Any], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of the schema library: what is in a map comes before its unknown fields."""
    numbers: dict[FieldPath, dict[object, int]] = {}

    def order(problem: Problem) -> tuple[float, ...]:
        path = problem.path
        inside: Any = value
        found: list[float] = []
        for depth, step in enumerate(path):
            if isinstance(inside, dict):
                keys = numbers.get(path[:depth])
                if keys is None:
                    keys = numbers[path[:depth]] = {key: number for number, key in enumerate(inside)}
                found.append(keys[step])
            else:
                found.append(int(step))
            inside = inside[step]
        return (*found[:-1], inf, found[-1]) if problem.at == "key" else tuple(found)

    return tuple(sorted(problems, key=order))


def _without(
    value: Any,
    paths: tuple[FieldPath, ...],
    known: dict[tuple[FieldPath, ...], tuple[FieldPath, ...]],
    newest: Release,
) -> Any:
    """A value without what is at some paths; what is not on the way there is shared, also with other versions."""
    copy: Any = value.copy()
    below: dict[str | int, list[FieldPath]] = {}
    for step, *rest in paths:
        if rest:
            below.setdefault(step, []).append(tuple(rest))
        else:
            # Null is not read at all.
            copy.pop(step, None)
    for step, inside in below.items():
        inner = tuple(inside)
        copy[step] = newest.once_a_part(_without, value[step], known.setdefault(inner, inner), known)
    return copy


def _lacking(given: dict[str, Any], newest: Release) -> Lacking:
    return lacking_fields(given, newest.version, newest.together)


def lacking_fields(value: Mapping[str, Any], newest: Version, versions: tuple[Version, ...]) -> Lacking:
    """`value` is an object as the newest of several versions is given it."""
    api_version, kind = value.get("apiVersion") or "", value.get("kind") or ""
    roots = _roots(api_version, kind, versions)
    name = definitions(newest).of(api_version, kind)
    if name is None:
        return Lacking(0, roots, (), {})
    types = decoded_types(name, newest, versions, tuple(root for _, root in roots))
    found: list[tuple[FieldPath, int]] = []
    alike = types.without_lacking(bits(root is not None for _, root in roots), value, name, (), found)
    return Lacking(alike, roots, tuple(found), {})


@lru_cache(maxsize=40)
def _roots(api_version: str, kind: str, versions: tuple[Version, ...]) -> tuple[tuple[str, str | None], ...]:
    """The apiVersion that an object has in each version, once a wrong one is right, and its type."""
    right = [served_versions.right_version(api_version, kind, version) for version in versions]
    return tuple((one, definitions(version).of(one, kind)) for one, version in zip(right, versions, strict=True))
