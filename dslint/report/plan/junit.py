"""JUnit XML: a test suite per workload, with a test case for the API server's verdict and one per expectation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dslint.findings import Severity
from dslint.plans import Expectation, Plan, PlanReport, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.lint.junit import silenced_suite
from dslint.report.plan.verdict import severity_of


class _Case(NamedTuple):
    """`failure` is None if it passed; `message` is shown in both cases, as visible text."""

    name: str
    message: str
    failure: str | None = None


def lines(report: PlanReport) -> Iterator[str]:
    suites = [(name, cases) for versions, plan in report.merged() for name, cases in _suites(plan, ", ".join(versions))]
    suites += [(failure.cluster, [_Case("planned", failure.message, failure.message)]) for failure in report.failures]
    every = [case for _, cases in suites for case in cases]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="dslint plan" {_counts(every)}>'
    yield from silenced_suite(report.plans[0].silenced)
    for name, cases in suites:
        yield f"  <testsuite name={_attribute(name)} {_counts(cases)}>"
        for case in cases:
            yield from _case(case, name)
        yield "  </testsuite>"
    yield "</testsuites>"


def _suites(plan: Plan, versions: str) -> Iterator[tuple[str, list[_Case]]]:
    cluster = f"{plan.cluster}: " if plan.cluster else ""
    of_workload: dict[str, list[Expectation]] = {}
    for expectation in plan.expectations:
        of_workload.setdefault(expectation.workload, []).append(expectation)
    for workload in plan.workloads:
        called = f"{workload.ref.namespace or 'default'}/{workload.ref.name}"
        met = [_of_expectation(expectation) for expectation in of_workload.pop(called, [])]
        yield f"{cluster}{workload.ref} (Kubernetes {versions})", [_accepted(workload), *met]
    for called, expectations in of_workload.items():
        yield cluster + (called or "expectations"), [_of_expectation(expectation) for expectation in expectations]


def _accepted(workload: WorkloadPlan) -> _Case:
    if not workload.rejected:
        return _Case("accepted by the API server", "")
    messages = (f"{finding.field}: {finding.message}".removeprefix(": ") for finding in workload.rejected)
    message = "\n".join(map(visible, messages))
    return _Case("accepted by the API server", message, workload.rejected[0].message)


def _of_expectation(expectation: Expectation) -> _Case:
    fails = expectation.fails and severity_of(expectation) is Severity.ERROR
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
