"""The findings of a plan as a lint report has them: annotations, SARIF, code quality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Finding, LintReport, Note, Severity
from dslint.plans import ClusterFailure, Comparison, Level, Plan, PlanReport, Verdict
from dslint.report.lint import github
from dslint.report.plan import what_if_wording
from dslint.report.plan.overhead import overhead_sentences
from dslint.report.plan.wording import examples


def findings_of(report: PlanReport) -> LintReport:
    """Equal findings of several plans are merged."""
    found: dict[Finding, list[Plan]] = {}
    for plan in report.plans:
        for finding in dict.fromkeys(finding._replace(kubernetes_versions=()) for finding in plan.findings):
            found.setdefault(finding, []).append(plan)
    first = report.plans[0]
    return LintReport(
        kubernetes_versions=report.kubernetes_versions,
        files=len({finding.file for finding in found if finding.file}),
        documents=len(first.workloads),
        findings=tuple(_merged(finding, plans) for finding, plans in found.items()),
        skipped=first.skipped,
        unreadable=(*first.unreadable, *map(_unplanned, report.failures)),
        remarks=first.remarks,
        silenced=first.silenced,
    )


def _unplanned(failure: ClusterFailure) -> Note:
    return Note(failure.file or failure.cluster, failure.line, str(failure))


def _merged(finding: Finding, plans: Sequence[Plan]) -> Finding:
    """The finding with the versions of these plans, and the names of their clusters before the message."""
    versions = tuple(dict.fromkeys(plan.kubernetes_version for plan in plans))
    clusters = [name for name in dict.fromkeys(plan.cluster for plan in plans) if name]
    where = f"{examples(clusters)}: " if clusters else ""
    return finding._replace(kubernetes_versions=versions, message=f"{where}{finding.message}")


def worst_verdict(report: PlanReport) -> Verdict | None:
    """The worst verdict of all plans."""
    verdicts = [plan.verdict for plan in report.plans if plan.verdict]
    return min(verdicts, key=lambda verdict: verdict.level.rank, default=None)


def overhead_of(report: PlanReport) -> list[str]:
    """What node agents request of each pool, with the names of the clusters if there are several."""
    return [
        f"{plan.cluster}: {sentence}" if plan.cluster else sentence
        for _, plan in report.merged()
        for sentence in overhead_sentences(plan, everything=True)
    ]


def what_if_of(report: PlanReport) -> list[str]:
    """What `--what-if` asks of each plan, and what comes of it. Of several, the cluster or version is named."""
    merged = report.merged()
    found = []
    for versions, plan in merged:
        if plan.what_if is not None:
            only = f"Kubernetes {', '.join(versions)}: " if len(merged) > 1 else ""
            where = f"{plan.cluster}: " if plan.cluster else only
            told = (what_if_wording.title(plan.what_if), *what_if_wording.sentences(plan))
            found += [f"{where}{sentence}" for sentence in told]
    return found


def verdict_line(verdict: Verdict) -> str:
    """`AT RISK: 45 of 190 nodes lose logging/agent`."""
    return f"{verdict.level.value.replace('-', ' ').upper()}: {verdict.reason}"


def github_lines(report: PlanReport) -> Iterator[str]:
    """GitHub's: the verdict of each plan first, without a file."""
    for versions, plan in report.merged():
        if plan.verdict is not None:
            title = f"dslint plan on Kubernetes {' '.join(versions)}"
            yield github.command(_severity(plan, plan.verdict), {"title": title}, verdict_line(plan.verdict))
        if plan.what_if is not None:
            told = "\n".join(what_if_wording.sentences(plan))
            yield github.command(Severity.INFO, {"title": what_if_wording.title(plan.what_if)}, told)
    comparison = report.comparison() if len(report.merged()) > 1 else None
    if comparison is not None:
        yield from _github_comparison(comparison)
    yield from github.lines(findings_of(report))


def _github_comparison(comparison: Comparison) -> Iterator[str]:
    """A notice for each workload that differs between versions."""
    from dslint.report.plan import comparison_wording

    heads = comparison_wording.names(comparison)
    for workload in comparison.different:
        told = [
            f"{row.label}: {' | '.join(f'{head}: {cell}' for head, cell in zip(heads, row.cells, strict=True))}"
            for row in comparison_wording.rows(workload)
        ]
        title = f"{workload.ref} on Kubernetes {' | '.join(heads)}"
        yield github.command(Severity.INFO, {"title": title}, "\n".join(told))


def _severity(plan: Plan, verdict: Verdict) -> Severity:
    """As the worst finding."""
    if verdict.level is Level.SAFE:
        return Severity.INFO
    return min((finding.severity for finding in plan.findings), key=lambda found: found.rank, default=Severity.ERROR)
