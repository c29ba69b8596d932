"""Read maps and lists of a decoded object whose fields may be absent or null."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.findings import FieldPath

Map = Mapping[str, Any]
"""A JSON object: a decoded manifest or a part of it."""


def map_of(value: Map, *names: str | int) -> Map:
    """The map at a path of field names; empty where a part of the path is absent or null."""
    for name in names:
        value = value.get(str(name)) or {}
    return value


def annotations_of(value: Any) -> Map:
    """The annotations of a value as it is written; empty where there are none to read."""
    metadata = value.get("metadata") if isinstance(value, dict) else None
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    return annotations if isinstance(annotations, dict) else {}


def annotated_parts(value: Any) -> Iterator[tuple[FieldPath, Map]]:
    """The annotations of a value and of its pod template as they are written, each with the path of its part."""
    yield (), annotations_of(value)
    spec = value.get("spec") if isinstance(value, dict) else None
    template = spec.get("template") if isinstance(spec, dict) else None
    if isinstance(template, dict):
        yield ("spec", "template"), annotations_of(template)


def has_annotation(value: Any, key: str) -> bool:
    """Whether a value or its pod template has an annotation."""
    return any(key in annotations for _, annotations in annotated_parts(value))


def list_of(value: Map, name: str) -> Sequence[Any]:
    """The items of a list field without nulls; empty where the field is absent."""
    items: Sequence[Any] = value.get(name) or ()
    return [item for item in items if item is not None]


def items_of(value: Map, name: str, path: FieldPath) -> Iterator[tuple[Map, FieldPath]]:
    """The maps in a list field, nulls skipped, each with its path; `path` is the path of `value`."""
    for position, item in enumerate(value.get(name) or ()):
        if item is not None:
            yield item, (*path, name, position)
