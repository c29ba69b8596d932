"""JUnit XML: a test suite per workload.

It has a test case for the API server's answer, one per expectation, and one for each other finding. The verdicts,
and what node agents request, are properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dslint.findings import REFUSING, Finding, Severity
from dslint.plans import Expectation, Plan, PlanReport, Verdict, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.lint.junit import silenced_suite
from dslint.report.plan import plan_ending, wording
from dslint.report.plan.overhead import overhead_sentences


class _Case(NamedTuple):
    """`failure` is None if it passed; `message` is shown in both cases, as visible text."""

    name: str
    message: str
    failure: str | None = None


class _Suite(NamedTuple):
    name: str
    cases: list[_Case]
    verdict: Verdict | None = None
    overhead: tuple[str, ...] = ()


def lines(report: PlanReport) -> Iterator[str]:
    suites = [suite for versions, plan in report.merged() for suite in _suites(plan, ", ".join(versions))]
    suites += [
        _Suite(failure.cluster, [_Case("planned", failure.message, failure.message)]) for failure in report.failures
    ]
    every = [case for suite in suites for case in suite.cases]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="dslint plan" {_counts(every)}>'
    yield from silenced_suite(report.plans[0].silenced)
    for suite in suites:
        yield f"  <testsuite name={_attribute(suite.name)} {_counts(suite.cases)}>"
        yield from _properties(suite)
        for case in suite.cases:
            yield from _case(case, suite.name)
        yield "  </testsuite>"
    yield "</testsuites>"


def _properties(suite: _Suite) -> Iterator[str]:
    verdict = [("verdict", suite.verdict.level.value), ("reason", suite.verdict.reason)] if suite.verdict else []
    named = [*verdict, *(("overhead", sentence) for sentence in suite.overhead)]
    if named:
        yield "    <properties>"
        yield from (f'      <property name="{name}" value={_attribute(value)}/>' for name, value in named)
        yield "    </properties>"


def _suites(plan: Plan, versions: str) -> Iterator[_Suite]:
    """One with the verdict on the plan, as only suites have properties, and one for each workload."""
    cluster = f"{plan.cluster}: " if plan.cluster else ""
    if plan.verdict is not None:
        overhead = tuple(overhead_sentences(plan, everything=True))
        yield _Suite(f"{cluster}plan (Kubernetes {versions})", [], plan.verdict, overhead)
    expectations: dict[str, list[Expectation]] = {}
    for expectation in plan.expectations:
        expectations.setdefault(expectation.workload, []).append(expectation)
    # The API server's answer has them already: of objects that it rejects, or that cannot be read and have no name.
    answered = {None, *(workload.ref for workload in plan.workloads if workload.rejected)}
    findings = [one for one in plan.findings if one.origin not in REFUSING or one.object not in answered]
    for workload in plan.workloads:
        own = [finding for finding in findings if finding.object == workload.ref]
        findings = [finding for finding in findings if finding.object != workload.ref]
        cases = [_accepted(workload), *_cases(expectations.pop(workload.called, []), own)]
        yield _Suite(f"{cluster}{wording.title((workload,))} (Kubernetes {versions})", cases, workload.verdict)
    for called, unmatched in expectations.items():
        own = [finding for finding in findings if finding.code in {one.code for one in unmatched}]
        findings = [finding for finding in findings if finding not in own]
        yield _Suite(cluster + (called or "expectations"), list(_cases(unmatched, own)))
    if findings:
        yield _Suite(f"{cluster}findings (Kubernetes {versions})", list(map(_of_finding, findings)))


def _cases(expectations: list[Expectation], findings: list[Finding]) -> Iterator[_Case]:
    """The expectations, which fail if an error is about them, and all other findings."""
    errors = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    for expectation in expectations:
        yield _of_expectation(expectation, fails=expectation.fails and expectation.code in errors)
    shown = {expectation.code for expectation in expectations if expectation.fails}
    yield from (_of_finding(finding) for finding in findings if finding.code not in shown)


def _of_finding(finding: Finding) -> _Case:
    place = f" ({plan_ending.place(finding)})" if finding.file else ""
    failure = finding.message if finding.severity is Severity.ERROR else None
    return _Case(f"{finding.code} {finding.name}", _with_help(f"{finding.message}{place}", finding), failure)


def _with_help(text: str, finding: Finding) -> str:
    return visible(text) + (f"\nhelp: {visible(finding.help)}" if finding.help else "")


def _accepted(workload: WorkloadPlan) -> _Case:
    found = plan_ending.rejections(workload)
    message = "\n".join(_with_help(plan_ending.sentence(finding), finding) for finding in found)
    return _Case("accepted by the API server", message, found[0].message if found else None)


def _of_expectation(expectation: Expectation, *, fails: bool) -> _Case:
    source = f" ({expectation.source})" if expectation.source and not expectation.passed else ""
    silenced = f" (silenced by {expectation.silenced})" if expectation.silenced else ""
    message = visible(f"{expectation.message}{source}{silenced}")
    return _Case(expectation.name, message, expectation.message if fails else None)


def _case(case: _Case, suite: str) -> Iterator[str]:
    head = f"    <testcase classname={_attribute(suite)} name={_attribute(case.name)}"
    if not case.message:
        yield f"{head}/>"
        return
    yield f"{head}>"
    if case.failure is None:
        yield f"      <system-out>{escape(case.message)}</system-out>"
    else:
        yield f'      <failure type="error" message={_attribute(case.failure)}>{escape(case.message)}</failure>'
    yield "    </testcase>"


def _counts(cases: list[_Case]) -> str:
    failures = sum(case.failure is not None for case in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="0"'


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
