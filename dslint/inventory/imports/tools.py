"""Finds the tool that a text comes from, and imports it as an inventory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dslint.inventory.documents import located
from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.imports import cluster_api, eksctl, kind_config, kops, kubectl_description, kubectl_table
from dslint.inventory.imports.import_result import Imported, ToolDocument, of_group, of_kinds
from dslint.inventory.object_types import without_nulls
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, Document


class Tool(NamedTuple):
    name: str
    api_group: str
    imported: Callable[[Sequence[ToolDocument]], Imported]


TOOLS = tuple(
    Tool(module.NAME, module.API_GROUP, module.imported) for module in (kind_config, eksctl, kops, cluster_api)
)
PRINTED = (kubectl_table, kubectl_description)
"""What kubectl prints for people."""

KNOWN = (*(tool.name for tool in TOOLS), *(printed.NAME for printed in PRINTED))


def import_nodes(text: str, name: str) -> tuple[str, Imported]:
    """The tool's name and its nodes. Raises InventoryError for a text that is broken or of no supported tool."""
    for printed in PRINTED:
        if printed.recognises(text):
            return printed.NAME, printed.imported(text)
    documents = [item for document in read_text(text, name).documents for item in _objects(document, name)]
    for tool in TOOLS:
        if of_group(documents, tool.api_group):
            return tool.name, tool.imported(documents)
    if of_kinds(documents, "Node", "Inventory"):
        raise InventoryError("is already an inventory; use it with --nodes", file=name)
    raise InventoryError(f"is not a file of a supported tool: {', '.join(KNOWN)}", file=name)


def _objects(document: Document, name: str) -> Iterator[ToolDocument]:
    if document.content is Content.BROKEN:
        raise InventoryError(document.problems[0].message, file=name, line=document.line)
    for path, value in document.objects():
        if isinstance(value, dict):
            yield ToolDocument(without_nulls(value), Place(name, path, located(document)))


def printed_by(text: str) -> str:
    """The kubectl command that prints such a text for people; "" for another text."""
    return next((printed.NAME for printed in PRINTED if printed.recognises(text)), "")
