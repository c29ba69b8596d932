"""Findings about suppressions: unused, expired, or of unknown rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dslint.findings import Finding, ObjectRef, Silencer, Span
from dslint.policy import catalogue
from dslint.policy.suppressions.suppression import Suppression

UNUSED = "DS901"
UNKNOWN_RULE = "DS902"
EXPIRED = "DS903"
MISPLACED = "DS904"


def suppression_findings(suppression: Suppression, today: date) -> Iterator[Finding]:
    """The problems of a suppression in a comment or annotation."""
    if suppression.file is None or suppression.by is Silencer.CONFIGURATION:
        return
    named = ", ".join(suppression.rules)
    for message in suppression.unknown:
        yield _of(suppression, UNKNOWN_RULE, message)
    if suppression.expired(today):
        yield _of(suppression, EXPIRED, f"the suppression of {named} expired on {suppression.until}")
    elif not suppression.used and len(suppression.unknown) < len(suppression.rules):
        yield _of(suppression, UNUSED, f"the suppression of {named} suppresses nothing")


def _of(suppression: Suppression, code: str, message: str) -> Finding:
    return finding_of(code, message, suppression.file, suppression.span, suppression.object)


def finding_of(
    code: str, message: str, file: str | None, span: Span | None, reference: ObjectRef | None = None
) -> Finding:
    rule = catalogue.rule(code)
    return Finding(
        code=code,
        name=rule.name,
        severity=rule.severity,
        origin=rule.origin,
        message=message,
        object=reference,
        field="",
        path=(),
        file=file,
        span=span,
        help=rule.help,
    )
