"""The rules of a page's findings, each with its explanation, and how many findings it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dslint.findings import Finding, Rule, Severity
from dslint.policy import catalogue
from dslint.report import rule_page

MOST = 150
"""The most rules that are explained with their examples; of the others, the summary and the help are shown."""


class RuleCount(NamedTuple):
    """The findings of a rule in this report. `severity` is the worst that any of them has."""

    code: str
    name: str
    severity: Severity
    number: int


class Explanation(NamedTuple):
    """What the page of a rule says, as paragraphs and titled texts."""

    summary: str
    help: str
    paragraphs: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def rule_counts(findings: Iterable[Finding]) -> list[RuleCount]:
    """The worst first, then the most frequent."""
    numbers: Counter[str] = Counter()
    worst: dict[str, Finding] = {}
    for finding in findings:
        numbers[finding.code] += finding.total
        before = worst.setdefault(finding.code, finding)
        if finding.severity.rank < before.severity.rank:
            worst[finding.code] = finding
    counts = [RuleCount(code, worst[code].name, worst[code].severity, number) for code, number in numbers.items()]
    return sorted(counts, key=lambda count: (count.severity.rank, -count.number, count.code))


def explanations(counts: Iterable[RuleCount], own: Mapping[str, Rule]) -> Iterator[tuple[RuleCount, Explanation]]:
    """Each rule with what is known of it. `own` are the user's rules by code, of which there are no pages here."""
    for number, count in enumerate(counts):
        yield count, _explanation(count.code, own, whole=number < MOST)


def _explanation(code: str, own: Mapping[str, Rule], *, whole: bool) -> Explanation:
    if code in own:
        return Explanation(rule_page.sentence(own[code].summary), rule_page.sentence(own[code].help))
    try:
        page = catalogue.page(code)
    except catalogue.UnknownRuleError:
        return Explanation("", "")
    rule = page.rule
    if not whole:
        return Explanation(rule_page.sentence(rule.summary), rule_page.sentence(rule.help))
    remarks = (rule_page.FIXABLE[rule.fixable].replace("`", "") if rule.fixable else "", rule_page.about(page))
    return Explanation(
        rule_page.sentence(rule.summary),
        rule_page.sentence(rule.help),
        tuple(rule_page.paragraphs(page.reason)),
        tuple(rule_page.parts(page.examples[0])),
        tuple(filter(None, remarks)),
        page.references,
    )
