"""One round of fixing a text: the fixes that can be made together, and the proof that nothing else has changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from dslint.edit import draft
from dslint.edit.fix_choice import Claims, apart
from dslint.edit.joint_edits import made_together
from dslint.edit.value_edits import same
from dslint.findings import Finding, TextEdit
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, Source
from dslint.source.inputs import Text, shown

Left: TypeAlias = tuple[Finding, str]
"""A finding whose fix could not be made, and the reason."""

_NOT_READ_BACK = "the text with it would not read as the same objects apart from the fix"


class Round(NamedTuple):
    """A text after one round, and what was done."""

    text: str
    applied: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()


class _Change(NamedTuple):
    """Edits of one document's text, the value that it has with them, and the findings that this fixes."""

    edits: tuple[TextEdit, ...]
    value: Any
    applied: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()


def fix_round(text: Text, findings: Sequence[Finding]) -> Round:
    """The text with the fixes of findings, as far as they can be made in one round. Text edits are made first."""
    source = read_text(text.text, text.name, text.data)
    reason = _why_left_alone(source, text)
    if reason:
        return Round(text.text, (), tuple((finding, reason) for finding in findings))
    mark = text.text[: len(text.text) - len(shown(text))]
    textual = [finding for finding in findings if finding.fix and finding.fix.text_edits]
    made = _with_text_edits(source, textual) if textual else None
    if made is None or not made.applied:
        others = [finding for finding in findings if not (finding.fix and finding.fix.text_edits)]
        by_path = _with_edits(source, others)
        made = by_path._replace(left=(*(made.left if made else ()), *by_path.left))
    return made._replace(text=mark + made.text)


def _why_left_alone(source: Source, text: Text) -> str:
    if text.data:
        return "the text is not UTF-8"
    if any(document.content is Content.TEMPLATE for document in source.documents):
        return "the file has a template"
    return ""


def _with_text_edits(source: Source, findings: Sequence[Finding]) -> Round:
    """All that do not overlap; one by one if they cannot be made together."""
    chosen = apart(findings)
    fixed = _text_edited(source, chosen)
    if fixed is not None:
        return Round(fixed, tuple(chosen))
    left: list[Left] = []
    for finding in chosen:
        fixed = _text_edited(source, [finding])
        if fixed is not None:
            return Round(fixed, (finding,), tuple(left))
        left.append((finding, _NOT_READ_BACK))
    return Round(source.text, (), tuple(left))


def _text_edited(source: Source, findings: Sequence[Finding]) -> str | None:
    """The text with the edits of findings; None if it then holds other objects than before.

    What was no object may become one. A fix that is not safe may also change objects.
    """
    fixes = [finding.fix for finding in findings if finding.fix]
    text = draft.applied(source.text, (edit for fix in fixes for edit in fix.text_edits))
    documents = read_text(text, source.name).documents
    before = [one.value for one in source.documents if one.content is Content.OBJECT]
    after = [one.value for one in documents if one.content is Content.OBJECT]
    if all(fix.safe for fix in fixes):
        return text if _has_all(after, before) else None
    broken = sum(one.content is Content.BROKEN for one in documents)
    return text if len(after) >= len(before) and broken <= _broken(source) else None


def _broken(source: Source) -> int:
    return sum(one.content is Content.BROKEN for one in source.documents)


def _has_all(values: Iterable[Any], wanted: Iterable[Any]) -> bool:
    """Whether all that is wanted is among the values, in this order."""
    rest = iter(values)
    return all(any(same(value, one) for value in rest) for one in wanted)


def _with_edits(source: Source, findings: Sequence[Finding]) -> Round:
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(document_of(source, finding), []).append(finding)
    changes = {index: _changed(source, index, group) for index, group in groups.items() if index >= 0}
    homeless = tuple((finding, "it has no place in the text") for finding in groups.get(-1, ()))
    text = draft.applied(source.text, (edit for change in changes.values() for edit in change.edits))
    if not _reads_as(text, source, changes):
        changes = {index: _one_by_one(source, index, groups[index]) for index in changes}
        text = draft.applied(source.text, (edit for change in changes.values() for edit in change.edits))
    applied_ = tuple(finding for change in changes.values() for finding in change.applied)
    return Round(text, applied_, (*homeless, *(left for change in changes.values() for left in change.left)))


def document_of(source: Source, finding: Finding) -> int:
    """The index of the document that a finding is in; -1 if it has no place."""
    if finding.span is None:
        return -1
    place = finding.span.line, finding.span.column
    return bisect_right(source.documents, place, key=lambda one: one.lines.position(one.first)) - 1


def _reads_as(text: str, source: Source, changes: dict[int, _Change]) -> bool:
    """Whether the text has the same documents as before, those with changes with their new values."""
    documents = read_text(text, source.name).documents
    return len(documents) == len(source.documents) and all(
        new.content is old.content and same(new.value, changes[index].value if index in changes else old.value)
        for index, (old, new) in enumerate(zip(source.documents, documents, strict=True))
    )


def _changed(source: Source, index: int, findings: Sequence[Finding]) -> _Change:
    """The document with the fixes that keep clear of each other, each as far as it can be made at all."""
    claims = Claims()
    chosen = [finding for finding in findings if finding.fix and claims.takes(finding.fix.edits)]
    made = made_together(source.documents[index], [finding.fix.edits for finding in chosen if finding.fix])
    left = tuple((chosen[number], reason) for number, reason in sorted(made.failed.items()))
    applied = tuple(finding for number, finding in enumerate(chosen) if number not in made.failed)
    return _Change(made.edits, made.value, applied, left)


def _one_by_one(source: Source, index: int, findings: Sequence[Finding]) -> _Change:
    """The document with the first fix that reads back as it should."""
    left: list[Left] = []
    for finding in findings:
        change = _changed(source, index, [finding])
        left.extend(change.left)
        text = draft.applied(source.text, change.edits)
        if change.applied and _reads_as(text, source, {index: change}):
            return change._replace(left=tuple(left))
        left.extend((one, _NOT_READ_BACK) for one in change.applied)
    return _Change((), source.documents[index].value, (), tuple(left))
