"""Objects as `kubectl get -o json` or `-o yaml` saves them, with the types that the API gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import FieldPath
from dslint.inventory.documents import located
from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.object_types import nulls_in_lists, type_problems
from dslint.kubernetes.release import DEFAULT_VERSION, Release
from dslint.own_files.errors import shown_type
from dslint.source.document_reader import read_text
from dslint.source.documents import Document
from dslint.source.text_errors import JSON_READ_AS_YAML

CHECKED_KINDS = frozenset({"DaemonSet", "ControllerRevision", "Pod"})
"""The kinds that are read further."""


def read_saved(text: str, name: str) -> list[Mapping[str, Any]]:
    """All objects of a text and of the lists in it. Raises InventoryError for an invalid text and for a wrong type."""
    return [value for document in read_text(text, name).documents for value in _of_document(document, name)]


def _of_document(document: Document, name: str) -> Iterator[Mapping[str, Any]]:
    for problem, fault in zip(document.problems, document.faults, strict=True):
        if fault.code == JSON_READ_AS_YAML:  # Nobody applies these objects with kubectl.
            continue
        raise InventoryError(problem.message, file=name, line=document.span(fault.place).line)
    place = Place(name, locate=located(document))
    for path, value in document.objects():
        _check(value, place.under(*path))
        yield value


def _check(value: Any, place: Place) -> None:
    """Raises InventoryError."""
    if not isinstance(value, dict):
        raise place.error(f"{shown_type(value)} found; write a map with kind and metadata")
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in CHECKED_KINDS:
        return
    for path, message in _errors(value):
        raise place.error(message, path)


def _errors(value: dict[str, Any]) -> Iterator[tuple[FieldPath, str]]:
    for problem in type_problems(value, Release.of(DEFAULT_VERSION)):
        yield problem.path, problem.message
    for path in nulls_in_lists(value):
        yield path, "null found in a list; save the objects again"
