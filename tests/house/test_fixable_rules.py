"""The file of a rule says whether its findings can be fixed; what is fixed has the finding no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dslint.edit.fixed_text import fixed
from dslint.findings import Finding, Fix, Fixable, LintReport, Severity
from dslint.policy import catalogue
from dslint.policy.rule_page import Example
from dslint.source.inputs import Text
from tests.policy.test_rule_examples import PLANS, linted

CODES = [code for code in catalogue.names() if not code.startswith(PLANS)]


def found(text: str, example: Example) -> LintReport:
    with TemporaryDirectory() as folder:
        return linted(text, example.options.name, example, Path(folder))


def of(code: str, report: LintReport) -> list[Finding]:
    return [finding for finding in report.findings if finding.code == code]


def errors(report: LintReport) -> set[tuple[str, str]]:
    return {(one.code, one.message) for one in report.findings if one.severity is Severity.ERROR}


def examples(code: str) -> Iterator[tuple[Example, LintReport]]:
    for example in catalogue.page(code).examples:
        yield example, found(example.bad, example)


@pytest.mark.parametrize("code", CODES)
def test_the_fixes_of_a_rule_are_as_its_file_says(code: str) -> None:
    fixes: list[Fix | None] = []
    for example, report in examples(code):
        fixes += [finding.fix for finding in of(code, report)]
        if any(finding.fix for finding in of(code, report)):
            makes_it_go(code, example, report)
    assert kind_of(fixes) in as_declared(catalogue.rule(code).fixable)


def kind_of(fixes: list[Fix | None]) -> Fixable | None:
    made = [fix for fix in fixes if fix is not None]
    if not made:
        return None
    if len(made) < len(fixes):
        return Fixable.SOMETIMES
    return Fixable.SAFE if all(fix.safe for fix in made) else Fixable.UNSAFE


def as_declared(declared: Fixable | None) -> set[Fixable | None]:
    """A rule of which some findings have a fix may have examples that all have one."""
    return set(Fixable) if declared is Fixable.SOMETIMES else {declared}


def makes_it_go(code: str, example: Example, report: LintReport) -> None:
    """With the fixes of the rule, its finding is gone, no error is new, and there is no more to fix."""

    def find(text: Text) -> LintReport:
        known = report if text.text == example.bad else found(text.text, example)
        return known._replace(findings=tuple(of(code, known)))

    once = fixed(Text(example.options.name, example.bad), find, unsafe=True)
    assert once.left == ()
    after = found(once.text, example)
    unfixable = [finding for finding in of(code, report) if finding.fix is None]
    assert len(of(code, after)) == len(unfixable)
    assert errors(after) <= errors(report)
    assert fixed(Text(example.options.name, once.text), find, unsafe=True).text == once.text
