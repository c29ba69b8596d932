"""The types of several versions as the decoder reads them, compared: a version may lack a field that another has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.release import Version
from dslint.kubernetes.release_range import bits
from dslint.schema.definitions import PREFIX, Definitions, Schema, definitions
from dslint.schema.shared_types import ComparedTypes


class TypesAsDecoded(ComparedTypes):
    """Types compared by what the decoder reads."""

    def __init__(self, own: Definitions, others: Sequence[Definitions]) -> None:
        super().__init__(own, others)
        self.lacking: dict[tuple[str, str], int] = {}

    def without_lacking(
        self, alike: int, value: Any, name: str, path: FieldPath, found: list[tuple[FieldPath, int]]
    ) -> int:
        """As `narrowed`, but versions that lack a field are still alike. `found` gets the field, and who lacks it."""
        alike, fields = self.narrowed_by_shape(alike, value, name)
        own: list[tuple[FieldPath, int]] = []
        for key, field in fields:
            lacking = alike & self._lacking(name, key)
            if lacking & self.number:
                # The newest version does not know it either.
                lacking = 0
            if lacking:
                own.append(((*path, key), lacking))
            having = alike & ~lacking & field.versions
            if field.struct and having & ~self._whole(field.struct):
                for step, one in _steps(value[key]) if field.several else (((), value[key]),):
                    having = self.without_lacking(having, one, field.struct, (*path, key, *step), found)
            alike = having | lacking
        found += own
        return alike

    def _lacking(self, name: str, key: str) -> int:
        """The versions that have the struct without this field, one bit each."""
        lacking = self.lacking.get((name, key))
        if lacking is None:
            structs = [known.by_name.get(name) for known in self.all]
            lacking = bits(struct is not None and key not in struct.get("properties", ()) for struct in structs)
            self.lacking[name, key] = lacking
        return lacking

    def _is_complete(self, own: Schema, other: Schema) -> bool:  # noqa: ARG002
        """Fields that only the other version has are not in an object that this version reads."""
        return True


class DecodedDefinitions(Mapping[str, Schema]):
    """The definitions of a version as the decoder reads them: which fields there are, and of which types.

    Those of an API group and version, such as `extensions.v1beta1.`, are named as if they were of another one.
    """

    def __init__(self, known: Definitions, group: str, named: str) -> None:
        self.known, self.group, self.named = known, group, named
        self.found: dict[str, Schema] = {}

    def __getitem__(self, name: str) -> Schema:
        found = self.found.get(name)
        if found is None:
            in_group = name.startswith(self.named)
            original = self.known.by_name[self.group + name[len(self.named) :] if in_group else name]
            found = self.found[name] = self._as_decoded(original) if "properties" in original else original
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.known.by_name)

    def __len__(self) -> int:
        return len(self.known.by_name)

    def _as_decoded(self, schema: Schema) -> Schema:
        """Without the constraints of values: they never say of which type a value is."""
        kept: Schema = {key: schema[key] for key in ("type", "additionalProperties") if key in schema}
        if "$ref" in schema:
            kept["$ref"] = schema["$ref"].replace(PREFIX + self.group, PREFIX + self.named)
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                kept[key] = self._as_decoded(schema[key])
        if "properties" in schema:
            kept["properties"] = {key: self._as_decoded(inner) for key, inner in schema["properties"].items()}
        return kept


@lru_cache(maxsize=40)
def decoded_types(
    name: str, newest: Version, versions: tuple[Version, ...], roots: tuple[str | None, ...]
) -> TypesAsDecoded:
    """The types of the newest version below a root, compared with those of other versions below their roots."""
    named = name.rpartition(".")[0] + "."

    def as_decoded(version: Version, root: str | None) -> Definitions:
        group = (root or name).rpartition(".")[0] + "."
        known = definitions(version)
        return known._replace(by_name=DecodedDefinitions(known, group, named))

    return TypesAsDecoded(as_decoded(newest, name), [as_decoded(*one) for one in zip(versions, roots, strict=True)])


def _steps(value: Any) -> Iterable[tuple[tuple[str | int], Any]]:
    """The members of a map or the items of a list, each with the step that leads to it."""
    if isinstance(value, dict):
        return (((key,), one) for key, one in value.items())
    return (((index,), one) for index, one in enumerate(value)) if isinstance(value, list) else ()
