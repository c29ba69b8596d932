"""A file of expectations, read with the places of its parts."""

from __future__ import annotations

from pathlib import Path

from dslint.findings import Note
from dslint.inventory.errors import Place
from dslint.linting.inputs import Skipped, texts_of
from dslint.rollout.expectations.file import Expectations, ExpectationsError, expectations_of
from dslint.source.documents import Document
from dslint.source.read import read_text


def read(path: Path) -> Expectations:
    """The expectations of a file. Raises ExpectationsError."""
    for text in texts_of(path):
        if isinstance(text, Skipped):
            continue
        if isinstance(text, Note):
            raise ExpectationsError(f"{text.file} {text.message}")
        return _of_document(read_text(text.text, text.name).documents[0], text.name)
    raise ExpectationsError(f"{path}: holds no expectations; write kind: Expectations")


def _of_document(document: Document, name: str) -> Expectations:
    for problem in document.problems:
        raise ExpectationsError(f"{name}:{document.line}: {problem.message}")
    return expectations_of(document.value, Place(name, line_of=lambda path: document.place(path).line))
