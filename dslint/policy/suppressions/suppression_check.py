"""Findings about suppressions: unused, expired, or of unknown rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dslint.findings import Finding, Fix, ObjectRef, Silencer, Span
from dslint.policy import catalogue
from dslint.policy.suppressions.suppression import Suppression
from dslint.policy.suppressions.suppression_fixes import without_unknown

UNUSED = "DS901"
UNKNOWN_RULE = "DS902"
EXPIRED = "DS903"
MISPLACED = "DS904"


def suppression_findings(suppression: Suppression, today: date) -> Iterator[Finding]:
    """The problems of a suppression in a text or a configuration."""
    if suppression.file is None:
        return
    for rule, message in zip(suppression.unknown_rules, suppression.unknown, strict=True):
        fix = without_unknown(suppression.written, rule, suppression.rules)
        yield _of(suppression, UNKNOWN_RULE, message)._replace(fix=fix)
    if suppression.expired(today):
        if suppression.judged or suppression.used:
            yield _expired(suppression)
    elif not suppression.used and suppression.judged and _lint_can_judge(suppression):
        yield _unused(suppression)


def findings_in_plan(suppression: Suppression, today: date) -> Iterator[Finding]:
    """The problems of an entry of the configuration that a plan can judge; lint judges the others."""
    if suppression.file is None:
        return
    if suppression.expired(today):
        if suppression.used:
            yield _expired(suppression)
    elif not suppression.used and suppression.judged:
        named = {code for code in catalogue.names() if suppression.may_name(code)}
        if named and named <= catalogue.decided_in(catalogue.OF_PLANS):
            yield _unused(suppression)


def _lint_can_judge(suppression: Suppression) -> bool:
    """Whether this run would have found what the suppression names. Not every run has a cluster, an update or nodes."""
    if len(suppression.unknown) == len(suppression.rules):
        return False
    if suppression.by is not Silencer.CONFIGURATION:
        return True
    return not any(map(suppression.may_name, catalogue.decided_in(catalogue.WITH_FURTHER_INPUT)))


def _expired(suppression: Suppression) -> Finding:
    named = ", ".join(suppression.rules)
    return _of(suppression, EXPIRED, f"the suppression of {named} expired on {suppression.until}")._replace(
        fix=_removed(suppression)
    )


def _unused(suppression: Suppression) -> Finding:
    message = f"the suppression of {', '.join(suppression.rules)} suppresses nothing"
    return _of(suppression, UNUSED, message)._replace(fix=_removed(suppression))


def _removed(suppression: Suppression) -> Fix | None:
    return suppression.written.removed() if suppression.written else None


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
        label=rule.label,
    )
