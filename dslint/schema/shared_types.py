"""Which versions have the same types for the fields that an object has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.data import refuse
from dslint.kubernetes.release import Version
from dslint.kubernetes.release_range import bits
from dslint.schema.definitions import Definitions, Schema, definitions, is_struct, references

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

_SCALARS = frozenset({str, int, bool})
_TYPE = ("$ref", "type")
"""The keywords of a scalar field that say how it is read; the others only say which values are accepted."""


def same_types(value: Mapping[str, Any], version: Version, versions: tuple[Version, ...]) -> int:
    """The versions, one bit each, in which the object's own fields and what they are made of are as in this one."""
    return _compared(version, versions).of_object(value)


class Field(NamedTuple):
    """The versions that have a field with the same type, one bit each, and the struct that its values have.

    `several` says that the field has a list or a map of that struct. The versions may differ in what is in the struct.
    """

    versions: int
    struct: str = ""
    several: bool = False


class Accepted(NamedTuple):
    """The versions that ask the same of a scalar field, one bit each, and what tells whether they accept a value."""

    versions: int
    validator: Draft202012Validator


class Struct(NamedTuple):
    """The versions in which a definition is the same with all below it, and those in which it is without its fields."""

    whole: int
    frame: int
    fields: dict[str, Field]
    required: tuple[str, ...] = ()


class ComparedTypes:
    """The types of a version, compared with those of several."""

    def __init__(self, version: Version, versions: tuple[Version, ...]) -> None:
        self.own = definitions(version)
        self.all = [definitions(one) for one in versions]
        self.structs: dict[str, Struct] = {}
        self.kinds: dict[tuple[str, str], int] = {}
        self.accepted: dict[tuple[str, str], list[Accepted]] = {}

    def of_object(self, value: Mapping[str, Any]) -> int:
        key = value.get("apiVersion") or "", value.get("kind") or ""
        name = self.own.of(*key)
        if key not in self.kinds:
            self.kinds[key] = bits(known.of(*key) == name for known in self.all)
        return self.kinds[key] if name is None else self.narrowed(self.kinds[key], value, name)

    def narrowed(self, alike: int, value: Any, name: str) -> int:
        """Those of the versions that have the same types for a value of this struct."""
        struct = self.structs.get(name) or self._struct(name)
        # Most structs are the same in all versions that are left: what is in them need not be looked at.
        if not alike & ~struct.whole:
            return alike
        alike &= struct.frame
        if not isinstance(value, dict):
            return alike
        for key in struct.required:
            if key not in value:
                # What is missing is reported with its type.
                alike &= struct.fields[key].versions
        for key, inner in value.items():
            field = struct.fields.get(key) or self._field(name, key, struct.fields)
            if alike & ~field.versions:
                alike &= field.versions | (self._accepting(name, key, inner) if type(inner) in _SCALARS else 0)
            if field.struct and alike & ~self._whole(field.struct):
                for one in _members(inner) if field.several else (inner,):
                    alike = self.narrowed(alike, one, field.struct)
        return alike

    def _struct(self, name: str) -> Struct:
        # A struct that contains itself counts as different in all versions: then its fields are looked at.
        self.structs[name] = Struct(0, 0, {})
        own = self.own.by_name[name]
        others = [known.by_name.get(name, {}) for known in self.all]
        frame = frame_of(own)
        fields: dict[str, Field] = {}
        same = bits(frame_of(other) == frame and is_struct(other) == is_struct(own) for other in others)
        same &= self._of_references(frame)
        required = tuple(own.get("required", ()))
        whole = same & bits(_names(other) == _names(own) for other in others)
        for key in _names(own):
            field = self._field(name, key, fields)
            whole &= field.versions & (self._whole(field.struct) if field.struct else whole)
        found = self.structs[name] = Struct(whole, same, fields, required)
        return found

    def _whole(self, name: str) -> int:
        return (self.structs.get(name) or self._struct(name)).whole

    def _field(self, name: str, key: str, fields: dict[str, Field]) -> Field:
        schema = _field_schema(self.own.by_name[name], key)
        same = bits(_field_schema(known.by_name.get(name, {}), key) == schema for known in self.all)
        struct, several = next(filter(self._is_struct, _below(schema or {})), ("", False))
        found = fields[key] = Field(same & self._of_references(schema, struct), struct, several)
        return found

    def _accepting(self, name: str, key: str, value: object) -> int:
        """The versions that read a scalar as this one does, if this one and they accept it, whatever else they do."""
        groups = self.accepted.get((name, key))
        if groups is None:
            groups = self.accepted[name, key] = list(self._groups(name, key))
        if not groups or not groups[0].validator.is_valid(value):
            return 0
        return groups[0].versions | sum(one.versions for one in groups[1:] if one.validator.is_valid(value))

    def _groups(self, name: str, key: str) -> Iterator[Accepted]:
        """The versions by what they ask of a scalar field, this one's first; none if it is no scalar."""
        from jsonschema_rs import Draft202012Validator

        own = _with_definitions(self.own, name, key)
        schemas = [_with_definitions(known, name, key) for known in self.all]
        if own is None or not any(word in own for word in _TYPE):
            return
        pending = self._of_references({word: own[word] for word in _TYPE if word in own})
        for schema in (own, *schemas):
            same = pending & bits(schema == one for one in schemas)
            if same and schema is not None and all(schema.get(word) == own.get(word) for word in _TYPE):
                pending &= ~same
                yield Accepted(same, Draft202012Validator(schema, retriever=refuse))

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


def frame_of(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "properties"}


def _names(schema: Schema) -> Sequence[str]:
    """The names of the fields, in order: the first that is like a name is proposed."""
    return list(schema.get("properties", ()))


def _field_schema(schema: Schema, key: str) -> Schema | None:
    return schema.get("properties", {}).get(key)  # type: ignore[no-any-return]


def _with_definitions(known: Definitions, name: str, key: str) -> Schema | None:
    """The schema of a field as one of its own; None if the version has no such field."""
    schema = _field_schema(known.by_name.get(name, {}), key)
    if schema is None:
        return None
    reached: dict[str, Schema] = {}
    for one in references(schema):
        reached.update(known.standalone(one)["$defs"])
    return {**schema, "$defs": reached}


def _below(schema: Schema) -> Iterator[tuple[str, bool]]:
    """The definitions that a field refers to for its value, or for the items or members of its value."""
    places = ((schema, False), (schema.get("items"), True), (schema.get("additionalProperties"), True))
    for inner, several in places:
        if isinstance(inner, dict) and "$ref" in inner:
            yield references({"$ref": inner["$ref"]})[0], several
