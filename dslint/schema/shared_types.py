"""Which versions have the same types for the fields that an object has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.data import refuse
from dslint.kubernetes.release import Release, Version
from dslint.kubernetes.release_range import bits
from dslint.schema.definitions import Definitions, Schema, definitions, frame_of, is_struct, references

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

_SCALARS = frozenset({str, int, bool})
_SHAPES = 500
"""How many shapes of a struct are kept: those of users' maps are as many as they like."""
_VALUES = 1000
"""How many values are kept with who accepts them: most are defaults, or stand in several releases' objects."""
_TYPE = ("$ref", "type")
"""The keywords of a scalar field that say how it is read; the others only say which values are accepted."""


def same_types(value: Mapping[str, Any], newest: Release, version: Version, versions: tuple[Version, ...]) -> int:
    """The versions, one bit each, in which the object's own fields and what they are made of are as in this one.

    `newest` is the release of the newest of them, which is asked about parts that versions share.
    """
    return _compared(version, versions).of_object(value, newest)


_PARTS = frozenset({"core.v1.Container", "core.v1.Volume"})


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


class Shape(NamedTuple):
    """What maps of a struct with the same keys have in common: nothing but some of their members need be looked at.

    `versions` are those that may be alike, one bit each; `fields` those that tell some of the others apart, by key.
    """

    versions: int
    fields: tuple[tuple[str, Field], ...]


class Struct(NamedTuple):
    """The versions in which a definition is the same with all below it, and those in which it is without its fields."""

    whole: int
    frame: int
    fields: dict[str, Field]
    required: tuple[str, ...]
    shapes: dict[tuple[str, ...], Shape]
    """By the keys of a map. Objects of a kind mostly have the same few."""


class ComparedTypes:
    """The types of a version, compared with those of several."""

    def __init__(self, own: Definitions, others: Sequence[Definitions]) -> None:
        self.own, self.all = own, others
        self.number = bits(known.version == own.version for known in others)
        self.everyone = (1 << len(others)) - 1
        self.structs: dict[str, Struct] = {}
        self.kinds: dict[tuple[str, str], int] = {}
        self.accepted: dict[tuple[str, str], list[Accepted]] = {}
        self.known: dict[tuple[object, ...], int] = {}

    def of_object(self, value: Mapping[str, Any], newest: Release) -> int:
        key = value.get("apiVersion") or "", value.get("kind") or ""
        name = self.own.of(*key)
        if key not in self.kinds:
            self.kinds[key] = bits(known.of(*key) == name for known in self.all)
        return self.kinds[key] if name is None else self.narrowed(self.kinds[key], value, name, newest)

    def narrowed(self, alike: int, value: Any, name: str, newest: Release) -> int:
        """Those of the versions that have the same types for a value of this struct."""
        alike, fields = self.narrowed_by_shape(alike, value, name)
        for key, field in fields:
            inner = value[key]
            if alike & ~field.versions:
                alike &= field.versions | (self._accepting(name, key, inner) if type(inner) in _SCALARS else 0)
            if field.struct and alike & ~self._whole(field.struct):
                narrowed = self._of_part if field.struct in _PARTS else self.narrowed
                for one in _members(inner) if field.several else (inner,):
                    alike = narrowed(alike, one, field.struct, newest)
        return alike

    def narrowed_by_shape(self, alike: int, value: Any, name: str) -> Shape:
        """Those of the versions that may have the same types, and what is left to look at in a value of this struct."""
        struct = self.structs.get(name) or self._struct(name)
        # Most structs are the same in all versions that are left: what is in them need not be looked at.
        if not alike & ~struct.whole:
            return Shape(alike, ())
        if not isinstance(value, dict):
            return Shape(alike & struct.frame, ())
        shape = self.shape(name, struct, value)
        return Shape(alike & shape.versions, shape.fields)

    def _of_part(self, alike: int, value: Any, name: str, newest: Release) -> int:
        """As `narrowed`. Versions that differ in other parts mostly have this one in common."""
        found = newest.once_a_part(_step_of_part(name), value)
        return alike & found if found & self.number else self.narrowed(alike, value, name, newest)

    def shape(self, name: str, struct: Struct, value: Mapping[str, Any]) -> Shape:
        """What to look at in a map of a struct."""
        keys = tuple(value)
        known = struct.shapes.get(keys)
        if known is not None:
            return known
        if len(struct.shapes) >= _SHAPES:
            struct.shapes.clear()
        # What is missing is reported with its type.
        versions = struct.frame
        for key in struct.required:
            if key not in value:
                versions &= struct.fields[key].versions
        fields = [(key, struct.fields.get(key) or self._field(name, key, struct.fields)) for key in keys]
        telling = (each for each in fields if self.everyone & ~self._below(each[1]))
        found = struct.shapes[keys] = Shape(versions, tuple(telling))
        return found

    def _below(self, field: Field) -> int:
        """The versions that have a field with the same type and all that is in it."""
        return field.versions & (self._whole(field.struct) if field.struct else field.versions)

    def _struct(self, name: str) -> Struct:
        # A struct that contains itself counts as different in all versions: then its fields are looked at.
        self.structs[name] = Struct(0, 0, {}, (), {})
        own = self.own.by_name[name]
        others = [known.by_name.get(name, {}) for known in self.all]
        frame = frame_of(own)
        fields: dict[str, Field] = {}
        same = bits(frame_of(other) == frame and is_struct(other) == is_struct(own) for other in others)
        same &= self._of_references(frame)
        required = tuple(own.get("required", ()))
        whole = same & bits(self._is_complete(own, other) for other in others)
        for key in _names(own):
            whole &= self._below(self._field(name, key, fields))
        found = self.structs[name] = Struct(whole, same, fields, required, {})
        return found

    def _is_complete(self, own: Schema, other: Schema) -> bool:
        return _names(other) == _names(own)

    def _whole(self, name: str) -> int:
        return (self.structs.get(name) or self._struct(name)).whole

    def _field(self, name: str, key: str, fields: dict[str, Field]) -> Field:
        schema = _field_schema(self.own.by_name[name], key)
        same = bits(_field_schema(known.by_name.get(name, {}), key) == schema for known in self.all)
        struct, several = next(filter(self._is_struct, _referred(schema or {})), ("", False))
        found = fields[key] = Field(same & self._of_references(schema, struct), struct, several)
        return found

    def _accepting(self, name: str, key: str, value: object) -> int:
        """The versions that read a scalar as this one does, if this one and they accept it, whatever else they do."""
        asked = name, key, type(value), value
        found = self.known.get(asked)
        if found is None:
            if len(self.known) >= _VALUES:
                self.known.clear()
            found = self.known[asked] = self._accepted(name, key, value)
        return found

    def _accepted(self, name: str, key: str, value: object) -> int:
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
        found = self.everyone
        for name in references(schema):
            if name != but:
                found &= self._whole(name)
        return found

    def _is_struct(self, below: tuple[str, bool]) -> bool:
        return is_struct(self.own.by_name[below[0]])


@lru_cache(maxsize=40)
def _compared(version: Version, versions: tuple[Version, ...]) -> ComparedTypes:
    return ComparedTypes(definitions(version), [definitions(one) for one in versions])


@cache
def _step_of_part(name: str) -> Callable[[Any, Release], int]:
    """The step that finds the versions which have the same types as the newest one for a value of a struct."""

    def alike(value: Any, newest: Release) -> int:
        compared = _compared(newest.version, newest.together)
        return compared.narrowed(compared.everyone, value, name, newest)

    return alike


def _members(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


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


def _referred(schema: Schema) -> Iterator[tuple[str, bool]]:
    """The definitions that a field refers to for its value, or for the items or members of its value."""
    places = ((schema, False), (schema.get("items"), True), (schema.get("additionalProperties"), True))
    for inner, several in places:
        if isinstance(inner, dict) and "$ref" in inner:
            yield references({"$ref": inner["$ref"]})[0], several
