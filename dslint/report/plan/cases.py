"""A plan as test cases: a suite for each workload.

It has a case for the API server's answer, one for each expectation, and one for each other finding. The verdicts,
what node agents request, and what a what-if changes are properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dslint.findings import REFUSING, Finding, Severity
from dslint.plans import Expectation, Plan, PlanReport, Verdict, WorkloadPlan
from dslint.report.cases import Case, Outcome, Suite
from dslint.report.escapes import visible
from dslint.report.lint.cases import silenced_suite
from dslint.report.plan import plan_ending, what_if_wording, wording
from dslint.report.plan.digest import by_object
from dslint.report.plan.overhead import overhead_sentences


def suites(report: PlanReport) -> Iterator[Suite]:
    yield from silenced_suite(report.plans[0].silenced)
    for versions, plan in report.merged():
        for suite in _suites(plan, ", ".join(versions)):
            yield suite._replace(properties=(("kubernetesVersions", ", ".join(versions)), *suite.properties))
    for failure in report.failures:
        case = Case("planned", Outcome.FAILED, failure.message, visible(failure.message))
        yield Suite(failure.cluster, (case,), (("kubernetesVersions", ", ".join(report.kubernetes_versions)),))


def _properties(verdict: Verdict | None, overhead: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    known = (("verdict", verdict.level.value), ("reason", verdict.reason)) if verdict else ()
    return (*known, *(("overhead", sentence) for sentence in overhead))


def _suites(plan: Plan, versions: str) -> Iterator[Suite]:
    """One with the verdict on the plan, as only suites have properties, and one for each workload."""
    cluster = f"{plan.cluster}: " if plan.cluster else ""
    if plan.verdict is not None:
        properties = _properties(plan.verdict, overhead_sentences(plan, everything=True))
        if plan.what_if is not None:
            told = (what_if_wording.title(plan.what_if), *what_if_wording.sentences(plan))
            properties += tuple(("whatIf", sentence) for sentence in told)
        yield Suite(f"{cluster}plan (Kubernetes {versions})", (), properties)
    expectations: dict[str, list[Expectation]] = {}
    for expectation in plan.expectations:
        expectations.setdefault(expectation.workload, []).append(expectation)
    # The API server's answer has them already: of objects that it rejects, or that cannot be read and have no name.
    answered = {None, *(workload.ref for workload in plan.workloads if workload.rejected)}
    findings = [one for one in plan.findings if one.origin not in REFUSING or one.object not in answered]
    on = by_object(findings)
    for workload in plan.workloads:
        own = on.pop(workload.ref, [])
        cases = (_accepted(workload), *_cases(expectations.pop(workload.called, []), own))
        title = f"{cluster}{wording.title((workload,))} (Kubernetes {versions})"
        yield Suite(title, cases, _properties(workload.verdict))
    findings = [finding for finding in findings if finding.object in on]
    for called, unmatched in expectations.items():
        own = [finding for finding in findings if finding.code in {one.code for one in unmatched}]
        findings = [finding for finding in findings if finding not in own]
        yield Suite(cluster + (called or "expectations"), tuple(_cases(unmatched, own)))
    if findings:
        yield Suite(f"{cluster}findings (Kubernetes {versions})", tuple(map(_of_finding, findings)))


def _cases(expectations: list[Expectation], findings: list[Finding]) -> Iterator[Case]:
    """The expectations, which fail if an error is about them, and all other findings."""
    errors = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    for expectation in expectations:
        yield _of_expectation(expectation, fails=expectation.fails and expectation.code in errors)
    shown = {expectation.code for expectation in expectations if expectation.fails}
    yield from (_of_finding(finding) for finding in findings if finding.code not in shown)


def _of_finding(finding: Finding) -> Case:
    place = f" ({plan_ending.place(finding)})" if finding.file else ""
    told = plan_ending.message(finding)
    failure = told if finding.severity is Severity.ERROR else None
    return _case(f"{finding.code} {finding.name}", _with_help(f"{told}{place}", finding), failure)


def _case(name: str, text: str, failure: str | None) -> Case:
    """`failure` is None if it passed."""
    return Case(name, text=text) if failure is None else Case(name, Outcome.FAILED, failure, text)


def _with_help(text: str, finding: Finding) -> str:
    return visible(text) + (f"\nhelp: {visible(finding.help)}" if finding.help else "")


def _accepted(workload: WorkloadPlan) -> Case:
    found = plan_ending.rejections(workload)
    text = "\n".join(_with_help(plan_ending.sentence(finding), finding) for finding in found)
    return _case("accepted by the API server", text, plan_ending.message(found[0]) if found else None)


def _of_expectation(expectation: Expectation, *, fails: bool) -> Case:
    source = f" ({expectation.source})" if expectation.source and not expectation.passed else ""
    silenced = f" (silenced by {expectation.silenced})" if expectation.silenced else ""
    text = visible(f"{expectation.message}{source}{silenced}")
    return _case(expectation.name, text, expectation.message if fails else None)
