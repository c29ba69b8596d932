"""A report without what is suppressed, and with what there is to say of the suppressions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from dslint.config.ignores import Ignore
from dslint.findings import Finding, LintReport, ObjectRef, Span
from dslint.policy.suppressions.accounts import MISPLACED, account, finding_of
from dslint.policy.suppressions.annotations import IGNORE, annotations_of, read_annotations
from dslint.policy.suppressions.comments import MARK, Misplaced, read_comments
from dslint.policy.suppressions.configured import suppression_of
from dslint.policy.suppressions.suppression import Suppression, SuppressionError
from dslint.source.read import read_text

Objects = Sequence[tuple[str | None, Any]]
"""Objects with the file that each comes from."""


def suppressed(
    report: LintReport, objects: Objects, ignores: Sequence[Ignore] = (), today: date | None = None
) -> LintReport:
    """`ignores` are the configuration's; `today` is the day against which `until` is held."""
    found, told = _gathered(report, objects)
    found += [suppression_of(ignore, _values(objects)) for ignore in ignores]
    if not found and not told:
        return report
    now = today or date.today()  # noqa: DTZ011 - a day as people write it, where they are
    active = [suppression for suppression in found if not suppression.expired(now)]
    kept = [finding for finding in report.findings if not _silenced(finding, active)]
    told += [finding for suppression in found for finding in account(suppression, now)]
    # A suppression is a comment or an annotation of the text: what is wrong with it is so in all versions.
    versions = report.kubernetes_versions
    own = [finding._replace(kubernetes_versions=versions) for finding in told if not _silenced(finding, active)]
    return replace(
        report,
        findings=tuple(sorted([*kept, *own], key=attrgetter("order"))),
        suppressed=report.suppressed + len(report.findings) - len(kept),
    )


def _gathered(report: LintReport, objects: Objects) -> tuple[list[Suppression], list[Finding]]:
    found: list[Suppression] = []
    told: list[Finding] = []
    for name, text in report.sources.items():
        if MARK not in text:
            continue
        for comment in read_comments(read_text(text, name)):
            if isinstance(comment, Misplaced):
                told.append(finding_of(MISPLACED, comment.message, name, comment.span))
            else:
                found.append(comment)
    for file, value in objects:
        if IGNORE not in annotations_of(value):
            continue
        span = _annotation_span(report.sources.get(file or ""), file)
        try:
            found.extend(read_annotations(value, file, span))
        except SuppressionError as error:
            told.append(finding_of(MISPLACED, str(error), file, span, ObjectRef.of(value)))
    return found, told


def _annotation_span(text: str | None, file: str | None) -> Span | None:
    """Where the first such annotation of a file stands."""
    if text is None or file is None:
        return None
    for document in read_text(text, file).documents:
        for path, value in document.objects():
            if IGNORE in annotations_of(value):
                return document.place((*path, "metadata", "annotations", IGNORE), "key")
    return None


def _values(objects: Objects) -> Any:
    known = {(file, ObjectRef.of(value)): value for file, value in objects}
    return lambda finding: known.get((finding.file, finding.object))


def _silenced(finding: Finding, active: Iterable[Suppression]) -> bool:
    """Every suppression that holds is used, not the first alone."""
    silent = False
    for suppression in active:
        if suppression.silences(finding):
            suppression.used = silent = True
    return silent
