"""Edits of the last object of a text, and the proof that nothing else has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dslint.edit import draft
from dslint.edit.document_edit import edited
from dslint.edit.value_edits import applied, same
from dslint.findings import Edit, Finding, Fix, LintReport, Operation, Origin, Severity
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, Document


def setting(*path: str | int, to: Any) -> Edit:
    return Edit(Operation.SET, path, to)


def removing(*path: str | int) -> Edit:
    return Edit(Operation.REMOVE, path)


def renaming(*path: str | int, to: str) -> Edit:
    return Edit(Operation.RENAME, path, to)


def documents(text: str) -> tuple[Document, ...]:
    return read_text(text, "a.yaml").documents


def values(text: str) -> list[Any]:
    return [document.value for document in documents(text)]


def after(text: str, *edits: Edit) -> str:
    """The text with its last object edited; it must read back as exactly that."""
    index = max(number for number, one in enumerate(documents(text)) if one.content is Content.OBJECT)
    document = documents(text)[index]
    new = draft.applied(text, edited(document, edits))
    wanted = values(text)
    wanted[index] = applied(document.value, edits)
    assert same(values(new), wanted), new
    return new


def finding(text: str, fix: Fix, *path: str | int, code: str = "DS999", number: int = 0) -> Finding:
    """A finding with a fix, at a path of a document of the text."""
    span = documents(text)[number].place(path)
    return Finding(code, "x", Severity.WARNING, Origin.TRAP, "wrong", None, "", path, "a.yaml", span, fix=fix)


def fix_of(*edits: Edit, safe: bool = True) -> Fix:
    return Fix("mend it", edits, safe=safe)


def report_of(findings: Iterable[Finding], text: str = "") -> LintReport:
    return LintReport(("1.36",), 1, 1, tuple(findings), sources={"a.yaml": text})
