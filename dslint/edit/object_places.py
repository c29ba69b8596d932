"""Which object of a text a finding is about: objects keep their places in the order of documents while they change."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath, Finding
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text

ObjectKey = tuple[int, FieldPath]
"""The number of a document, and the path to the object in it."""


class ObjectPlaces(NamedTuple):
    """The objects of a text by their keys, and where its documents begin."""

    objects: dict[ObjectKey, Any]
    starts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: Text) -> ObjectPlaces:
        documents = read_text(text.text, text.name, text.data).documents
        objects = {
            (number, path): value
            for number, document in enumerate(documents)
            for path, value in document.objects()
            if isinstance(value, dict)
        }
        return cls(objects, tuple(document.lines.position(document.first) for document in documents))

    def key(self, finding: Finding) -> ObjectKey | None:
        """The key of the object that a finding is about; None for one that is about no object."""
        if finding.span is None:
            return None
        place = finding.span.line, finding.span.column
        number = max((number for number, start in enumerate(self.starts) if start <= place), default=-1)
        known = [key for key in self.objects if key[0] == number and finding.path[: len(key[1])] == key[1]]
        return max(known, key=lambda key: len(key[1]), default=None)
