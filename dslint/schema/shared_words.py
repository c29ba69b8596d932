"""Which versions say the same of a field that the decoder refuses, one bit each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from dslint.findings import FieldPath, Fix
from dslint.kubernetes.release import Version
from dslint.kubernetes.release_range import bits
from dslint.schema import unknown_fields
from dslint.schema.decoder_fixes import renamed
from dslint.schema.definitions import Definitions, Schema, definitions, frame_of, is_struct
from dslint.schema.type_lookup import TypeAtPath, type_at


def same_advice(
    place: TypeAtPath, struct: Any, field: str, path: FieldPath, version: Version, versions: tuple[Version, ...]
) -> int:
    """The versions that say the same of an unknown field, one bit each. `path` leads to the struct that has it.

    The types on the path to it are the same in all of them.
    """
    meant, alike = _advised(place.owner, place.above, field, _without_indices(path), version, versions)
    if meant is None:
        return alike
    own = _fix(version, place, struct, field, meant)
    same = (
        alike >> number & 1 and _fix(one, place, struct, field, meant) == own for number, one in enumerate(versions)
    )
    return bits(bool(one) for one in same)


class Told(NamedTuple):
    """What is advised on an unknown field, and the versions that advise the same, one bit each."""

    help: str | None
    alike: int

    def alike_in(self, _: Version, __: tuple[Version, ...]) -> int:
        return self.alike


def told_of(root: str, path: FieldPath, version: Version, versions: tuple[Version, ...]) -> Told | None:
    """What is advised on an unknown field wherever it is; None if the object, or positions in lists, matter for it."""
    return _told(root, _without_indices(path), version, versions)


@lru_cache(maxsize=4096)
def _told(root: str, path: FieldPath, version: Version, versions: tuple[Version, ...]) -> Told | None:
    *above, field = path
    place = type_at(definitions(version), root, tuple(above), inside=True)
    help_, meant = unknown_fields.advised(version, place.owner, place.above, str(field), tuple(above))
    if meant is not None or "[0]" in (help_ or ""):
        return None
    return Told(help_, _advised(place.owner, place.above, str(field), tuple(above), version, versions)[1])


def same_type_at(root: str, path: FieldPath, version: Version, versions: tuple[Version, ...]) -> int:
    """The versions, one bit each, that have the same type at a path, whatever fields it has if it is a struct."""
    return _alike_at(root, _without_indices(path), version, versions)


@lru_cache(maxsize=4096)
def _alike_at(root: str, path: FieldPath, version: Version, versions: tuple[Version, ...]) -> int:
    own = _type_at(definitions(version), root, path)
    return bits(_type_at(definitions(one), root, path) == own for one in versions)


def _type_at(known: Definitions, root: str, path: FieldPath) -> object:
    if root not in known.by_name:
        return None
    place = type_at(known, root, path, inside=False)
    return place, tuple(_frames(known, place.schema))


def _frames(known: Definitions, schema: Any) -> Iterator[tuple[bool, Schema]]:
    """What a schema is, and what its items and members are, without the fields of structs."""
    while isinstance(schema, dict):
        schema = known.resolved(schema)
        yield is_struct(schema), frame_of(schema)
        schema = schema.get("items", schema.get("additionalProperties"))


def _without_indices(path: FieldPath) -> FieldPath:
    return tuple(key if isinstance(key, str) else 0 for key in path)


@lru_cache(maxsize=4096)
def _advised(
    owner: str,
    above: tuple[tuple[str, int], ...],
    field: str,
    path: FieldPath,
    version: Version,
    versions: tuple[Version, ...],
) -> tuple[str | None, int]:
    """The field that is meant, and the versions in which the same is advised, one bit each."""
    names = {owner, *(name for name, _ in above)}
    own = unknown_fields.advised(version, owner, above, field, path)
    same = (
        not names.difference(definitions(one).by_name) and unknown_fields.advised(one, owner, above, field, path) == own
        for one in versions
    )
    return own[1], bits(same)


def _fix(version: Version, place: TypeAtPath, struct: Any, field: str, meant: str) -> Fix | None:
    known = definitions(version)
    return renamed(known, known.by_name[place.owner].get("properties", {}), struct, field, meant, ())
