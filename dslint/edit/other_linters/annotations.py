"""Annotations with which objects ask other linters to ignore something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dslint.edit.other_linters.checks import CHECKOV, KUBE_LINTER, KUBE_SCORE, POLARIS
from dslint.edit.other_linters.ignored_checks import Check, Ignored, Left, all_of, codes_of
from dslint.edit.other_linters.values import line_of
from dslint.findings import Edit, FieldPath, Operation
from dslint.kubernetes.raw_values import annotated_parts
from dslint.source.documents import Document

MARKS = ("kube-linter.io/", "kube-score/", "polaris.fairwinds.com/", "checkov.io/skip", "bridgecrew.io/skip")
IGNORE = "dslint.dev/ignore"
REASON = "dslint.dev/ignore-reason"

_KUBE_LINTER = "ignore-check.kube-linter.io/"
_POLARIS = re.compile(r"polaris\.fairwinds\.com/(?:(.+)-)?exempt")
_CHECKOV = re.compile(r"(?:checkov|bridgecrew)\.io/skip[0-9]*")
_KINDS = ("DaemonSet", "Pod")


def annotation_edits(document: Document, file: str) -> tuple[list[Edit], list[Left]]:
    """The annotations to add to the objects of a document, and what has no counterpart."""
    edits: list[Edit] = []
    left: list[Left] = []
    for prefix, value in document.objects():
        if not isinstance(value, dict) or value.get("kind") not in _KINDS:
            continue
        for part, given in annotated_parts(value):
            path = (*prefix, *part, "metadata", "annotations")
            found = [*_ignored(document, file, path, given)]
            translated = [(ignored, codes_of(ignored)) for ignored in found]
            left += [one for _, (_, others) in translated for one in others]
            edits += _edits(path, given, [(codes, ignored.reason) for ignored, (codes, _) in translated])
    return edits, left


def _ignored(document: Document, file: str, path: FieldPath, annotations: Any) -> Iterator[Ignored]:
    for key, value in annotations.items():
        if not isinstance(key, str) or not any(mark in key for mark in MARKS):
            continue
        text = value.strip() if isinstance(value, str) else ""
        line = line_of(document, (*path, key))
        exempt = _POLARIS.fullmatch(key)
        if key.startswith(_KUBE_LINTER):
            yield Ignored(KUBE_LINTER, file, (Check(key.removeprefix(_KUBE_LINTER), line),), text)
        elif key == "kube-linter.io/ignore-all":
            yield Ignored(KUBE_LINTER, file, all_of(KUBE_LINTER, line), text)
        elif key == "kube-score/ignore":
            yield Ignored(
                KUBE_SCORE, file, tuple(Check(name.strip(), line) for name in text.split(",") if name.strip())
            )
        elif key == "kube-score/skip" and text == "true":
            yield Ignored(KUBE_SCORE, file, all_of(KUBE_SCORE, line))
        elif exempt and text == "true":
            yield Ignored(POLARIS, file, (Check(exempt[1], line),) if exempt[1] else all_of(POLARIS, line))
        elif _CHECKOV.fullmatch(key) and text:
            check, _, reason = text.partition("=")
            yield Ignored(CHECKOV, file, (Check(check.strip(), line),), reason.strip())


def _edits(path: FieldPath, annotations: Any, found: list[tuple[tuple[str, ...], str]]) -> Iterator[Edit]:
    """The rules that the annotation of dslint does not name yet, with their reasons."""
    written = annotations.get(IGNORE)
    present = [word.strip() for word in written.split(",")] if isinstance(written, str) else []
    codes = [code for code in sorted({code for codes, _ in found for code in codes}) if code not in present]
    if not codes:
        return
    yield Edit(Operation.SET, (*path, IGNORE), ", ".join((*filter(None, present), *codes)))
    reason = _reason([(tuple(code for code in given if code in codes), text) for given, text in found])
    before = annotations.get(REASON)
    if reason:
        text = f"{before}; {reason}" if isinstance(before, str) and before else reason
        yield Edit(Operation.SET, (*path, REASON), text)


def _reason(found: list[tuple[tuple[str, ...], str]]) -> str:
    """The one reason, or each with its rules."""
    given = [(codes, text) for codes, text in found if codes and text]
    if len({text for _, text in given}) == 1 and all(text for codes, text in found if codes):
        return given[0][1]
    return "; ".join(f"{', '.join(codes)}: {text}" for codes, text in given)
