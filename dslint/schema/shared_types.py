"""Which versions have the same types for the fields that an object has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from dslint.findings import FieldPath, Fix
from dslint.kubernetes.release import Version
from dslint.schema import unknown_fields
from dslint.schema.decoder_fixes import renamed
from dslint.schema.definitions import Schema, definitions, is_struct, references
from dslint.schema.type_lookup import TypeAtPath


def same_types(value: Mapping[str, Any], version: Version, versions: tuple[Version, ...]) -> int:
    """The versions, one bit each, in which the object's own fields and what they are made of are as in this one."""
    return _compared(version, versions).of_object(value)


def same_advice(
    place: TypeAtPath, struct: Any, field: str, path: FieldPath, version: Version, versions: tuple[Version, ...]
) -> int:
    """The versions that say the same of an unknown field, one bit each. `path` leads to the struct that has it.

    The types on the path to it are the same in all of them.
    """
    keys = tuple(key if isinstance(key, str) else 0 for key in path)
    meant, alike = _advised(place.owner, place.above, field, keys, version, versions)
    if meant is None:
        return alike
    own = _fix(version, place, struct, field, meant)
    same = (
        alike >> number & 1 and _fix(one, place, struct, field, meant) == own for number, one in enumerate(versions)
    )
    return _bits(bool(one) for one in same)


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
    return own[1], _bits(same)


def _fix(version: Version, place: TypeAtPath, struct: Any, field: str, meant: str) -> Fix | None:
    known = definitions(version)
    return renamed(known, known.by_name[place.owner].get("properties", {}), struct, field, meant, ())


class Field(NamedTuple):
    """The versions that have a field with the same type, one bit each, and the struct that its values have.

    `several` says that the field has a list or a map of that struct. The versions may differ in what is in the struct.
    """

    versions: int
    struct: str = ""
    several: bool = False


class Struct(NamedTuple):
    """The versions in which a definition is the same with all below it, and those in which it is without its fields."""

    whole: int
    frame: int
    fields: dict[str, Field]


class ComparedTypes:
    """The types of a version, compared with those of several."""

    def __init__(self, version: Version, versions: tuple[Version, ...]) -> None:
        self.own = definitions(version)
        self.all = [definitions(one) for one in versions]
        self.structs: dict[str, Struct] = {}
        self.kinds: dict[tuple[str, str], int] = {}

    def of_object(self, value: Mapping[str, Any]) -> int:
        key = value.get("apiVersion") or "", value.get("kind") or ""
        name = self.own.of(*key)
        if key not in self.kinds:
            self.kinds[key] = _bits(known.of(*key) == name for known in self.all)
        return self.kinds[key] if name is None else self.narrowed(self.kinds[key], value, name)

    def narrowed(self, alike: int, value: Any, name: str) -> int:
        """Those of the versions that have the same types for a value of this struct."""
        struct = self.structs.get(name) or self._struct(name)
        # Most structs are the same in all versions that are left: what is in them need not be looked at.
        if not alike & ~struct.whole:
            return alike
        alike &= struct.frame
        for key, inner in value.items() if isinstance(value, dict) else ():
            field = struct.fields.get(key) or self._field(name, key, struct.fields)
            alike &= field.versions
            if field.struct and alike & ~self._whole(field.struct):
                for one in _members(inner) if field.several else (inner,):
                    alike = self.narrowed(alike, one, field.struct)
        return alike

    def _struct(self, name: str) -> Struct:
        # A struct that contains itself counts as different in all versions: then its fields are looked at.
        self.structs[name] = Struct(0, 0, {})
        own = self.own.by_name[name]
        others = [known.by_name.get(name, {}) for known in self.all]
        frame = _frame(own)
        fields: dict[str, Field] = {}
        same = _bits(_frame(other) == frame and is_struct(other) == is_struct(own) for other in others)
        same &= self._of_references(frame)
        for key in own.get("required", ()):
            # What is missing is reported with its type.
            same &= self._field(name, key, fields).versions
        whole = same & _bits(_names(other) == _names(own) for other in others)
        for key in _names(own):
            field = self._field(name, key, fields)
            whole &= field.versions & (self._whole(field.struct) if field.struct else whole)
        found = self.structs[name] = Struct(whole, same, fields)
        return found

    def _whole(self, name: str) -> int:
        return (self.structs.get(name) or self._struct(name)).whole

    def _field(self, name: str, key: str, fields: dict[str, Field]) -> Field:
        schema = _field_schema(self.own.by_name[name], key)
        same = _bits(_field_schema(known.by_name.get(name, {}), key) == schema for known in self.all)
        struct, several = next(filter(self._is_struct, _below(schema or {})), ("", False))
        found = fields[key] = Field(same & self._of_references(schema, struct), struct, several)
        return found

    def _of_references(self, schema: Schema | None, but: str = "") -> int:
        """The versions that have the same definitions for all that a schema refers to but one."""
        found = (1 << len(self.all)) - 1
        for name in references(schema):
            if name != but:
                found &= self._whole(name)
        return found

    def _is_struct(self, below: tuple[str, bool]) -> bool:
        return is_struct(self.own.by_name[below[0]])


@lru_cache(maxsize=40)
def _compared(version: Version, versions: tuple[Version, ...]) -> ComparedTypes:
    return ComparedTypes(version, versions)


def _members(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _frame(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "properties"}


def _names(schema: Schema) -> Sequence[str]:
    """The names of the fields, in order: the first that is like a name is proposed."""
    return list(schema.get("properties", ()))


def _field_schema(schema: Schema, key: str) -> Schema | None:
    return schema.get("properties", {}).get(key)  # type: ignore[no-any-return]


def _below(schema: Schema) -> Iterator[tuple[str, bool]]:
    """The definitions that a field refers to for its value, or for the items or members of its value."""
    places = ((schema, False), (schema.get("items"), True), (schema.get("additionalProperties"), True))
    for inner, several in places:
        if isinstance(inner, dict) and "$ref" in inner:
            yield references({"$ref": inner["$ref"]})[0], several


def _bits(which: Iterable[bool]) -> int:
    return sum(1 << number for number, holds in enumerate(which) if holds)
