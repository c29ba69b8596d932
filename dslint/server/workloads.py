"""The DaemonSets and Pods of a text, and their places: outlines, and where lenses stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lsprotocol import types

from dslint.findings import FieldPath, ObjectRef, Span
from dslint.report.escapes import visible
from dslint.server.open_text import OpenText
from dslint.source.document_reader import read_text
from dslint.source.documents import Document

KINDS = frozenset({"DaemonSet", "Pod"})
_CONTAINERS = ("initContainers", "containers", "ephemeralContainers")


class Placed(NamedTuple):
    """An object of a text: `path` leads to it in its document."""

    ref: ObjectRef
    value: dict[str, Any]
    path: FieldPath
    document: Document

    @property
    def called(self) -> str:
        """`logging/agent`, as plans name it."""
        return f"{self.ref.namespace or 'default'}/{self.ref.name}"

    def span(self, *path: str | int) -> Span:
        """The place of a key, or of the nearest one above that is there."""
        return self.document.place((*self.path, *path), "key")

    @property
    def whole(self) -> Span:
        return self.document.place(self.path)


def objects_of(text: OpenText) -> Iterator[Placed]:
    """All objects that have a kind."""
    for document in read_text(text.text, text.name).documents:
        for path, value in document.objects():
            ref = ObjectRef.of(value)
            if ref.kind:
                yield Placed(ref, value, path, document)


def workloads_of(text: OpenText) -> list[Placed]:
    return [one for one in objects_of(text) if one.ref.kind in KINDS]


def symbols(text: OpenText) -> list[types.DocumentSymbol]:
    """An outline: each object with its containers."""
    return [_symbol(one, text) for one in objects_of(text)]


def _symbol(placed: Placed, text: OpenText) -> types.DocumentSymbol:
    whole = text.positions.range(placed.whole)
    name = text.positions.range(placed.document.place((*placed.path, "metadata", "name")))
    return types.DocumentSymbol(
        name=visible(str(placed.ref)),
        detail=visible(placed.ref.api_version),
        kind=types.SymbolKind.Object,
        range=whole,
        selection_range=_within(name, whole),
        children=list(_containers(placed, text)),
    )


def _containers(placed: Placed, text: OpenText) -> Iterator[types.DocumentSymbol]:
    template: tuple[str, ...] = ("spec", "template", "spec") if placed.ref.kind == "DaemonSet" else ("spec",)
    spec: Any = placed.value
    for key in template:
        spec = spec.get(key) if isinstance(spec, dict) else None
    for field in _CONTAINERS if isinstance(spec, dict) and placed.ref.kind in KINDS else ():
        items = spec.get(field)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and isinstance(item.get("name"), str) and item["name"]:
                whole = text.positions.range(placed.document.place((*placed.path, *template, field, index)))
                image = item.get("image") if isinstance(item.get("image"), str) else field
                yield types.DocumentSymbol(
                    visible(item["name"]), types.SymbolKind.Module, whole, _within(whole, whole), visible(str(image))
                )


def _within(inner: types.Range, outer: types.Range) -> types.Range:
    """A range inside another: editors refuse symbols whose name stands outside of them."""
    start = (inner.start.line, inner.start.character)
    if (outer.start.line, outer.start.character) <= start <= (outer.end.line, outer.end.character):
        end = min((inner.end.line, inner.end.character), (outer.end.line, outer.end.character))
        return types.Range(inner.start, types.Position(*end))
    return types.Range(outer.start, outer.start)
