"""The findings of a plan as a lint report has them: annotations, SARIF, code quality."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Finding, LintReport, Severity
from dslint.plans import Level, Plan, PlanReport, Verdict
from dslint.report.lint import github


def findings_of(report: PlanReport) -> LintReport:
    """Equal findings of several versions are merged."""
    found: dict[Finding, list[str]] = {}
    for plan in report.plans:
        for finding in dict.fromkeys(finding._replace(kubernetes_versions=()) for finding in plan.findings):
            found.setdefault(finding, []).append(plan.kubernetes_version)
    first = report.plans[0]
    return LintReport(
        kubernetes_versions=report.kubernetes_versions,
        files=len({finding.file for finding in found if finding.file}),
        documents=len(first.workloads),
        findings=tuple(finding._replace(kubernetes_versions=tuple(versions)) for finding, versions in found.items()),
        skipped=first.skipped,
        unreadable=first.unreadable,
        remarks=first.remarks,
        silenced=first.silenced,
    )


def worst_verdict(report: PlanReport) -> Verdict | None:
    """The worst verdict of all versions."""
    verdicts = [plan.verdict for plan in report.plans if plan.verdict]
    return min(verdicts, key=lambda verdict: verdict.level.rank, default=None)


def verdict_line(verdict: Verdict) -> str:
    """`AT RISK: 45 of 190 nodes lose logging/agent`."""
    return f"{verdict.level.value.replace('-', ' ').upper()}: {verdict.reason}"


def github_lines(report: PlanReport) -> Iterator[str]:
    """GitHub's: the verdict of each plan first, without a file."""
    for versions, plan in report.merged():
        if plan.verdict is not None:
            title = f"dslint plan on Kubernetes {' '.join(versions)}"
            yield github.command(_severity(plan, plan.verdict), {"title": title}, verdict_line(plan.verdict))
    yield from github.lines(findings_of(report))


def _severity(plan: Plan, verdict: Verdict) -> Severity:
    """As the worst finding."""
    if verdict.level is Level.SAFE:
        return Severity.INFO
    return min((finding.severity for finding in plan.findings), key=lambda found: found.rank, default=Severity.ERROR)
