"""The clusters of a fleet in one table, worst first; clusters with the same figures share a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dslint.findings import Severity
from dslint.plans import Level, Plan, PlanReport, State, WorkloadPlan
from dslint.report.plan import verdict, wording
from dslint.report.plan.rollout_wording import clock
from dslint.report.wording import plural

HEADINGS = ("cluster", "verdict", "nodes", "Kubernetes", "runs", "pending", "removed", "replaced", "at worst", "time")
EXAMPLES = 3

_RANK = {Severity.ERROR: Level.BLOCKED.rank, Severity.WARNING: Level.AT_RISK.rank}
"""Ranks of plans without a verdict, by their worst problem."""


class FleetRow(NamedTuple):
    """Clusters with the same figures. `plan` is that of the first one, for all of the `versions`.

    `rank` is 0 for the worst; `alike` is whether there are several clusters.
    """

    clusters: tuple[str, ...]
    versions: tuple[str, ...]
    plan: Plan
    rank: int
    figures: tuple[str, ...]
    """The columns after the cluster's name."""

    @property
    def is_safe(self) -> bool:
        return self.rank >= Level.SAFE.rank


def fleet_rows(report: PlanReport) -> list[FleetRow]:
    """The worst first, in the order of the clusters among equals."""
    alike: dict[object, list[tuple[tuple[str, ...], Plan]]] = {}
    for versions, plan in report.merged():
        alike.setdefault((versions, _figures(plan, versions), _outcome(plan)), []).append((versions, plan))
    return sorted((_row(plans) for plans in alike.values()), key=lambda row: row.rank)


def shown_in_detail(report: PlanReport, *, everything: bool = False) -> PlanReport:
    """The plans that a report for people has after the table: one of each row that is not safe, else the first row's.

    `everything` keeps one of each row.
    """
    rows = fleet_rows(report)
    kept = rows if everything else [row for row in rows if not row.is_safe] or rows[:1]
    plans = (plan._replace(kubernetes_version=version) for row in kept for version, plan in _plans(row))
    return report._replace(plans=tuple(plans))


def one_by_one(report: PlanReport) -> Iterator[PlanReport]:
    """A report for each cluster."""
    for cluster in dict.fromkeys(plan.cluster for plan in report.plans):
        yield PlanReport(tuple(plan for plan in report.plans if plan.cluster == cluster))


def headline(report: PlanReport) -> str:
    """`40 clusters, 9840 nodes: 1 at-risk, 39 safe`."""
    rows = fleet_rows(report)
    counts: dict[str, set[str]] = {}
    for row in rows:
        counts.setdefault(row.figures[0], set()).update(row.clusters)
    nodes = {plan.cluster: plan.inventory.nodes for plan in report.plans}
    parts = [f"{len(clusters)} {word}" for word, clusters in counts.items()]
    parts += [f"{len(report.failures)} not planned"] if report.failures else []
    number = len(nodes) + len(report.failures)
    return f"{plural(number, 'cluster')}, {plural(sum(nodes.values()), 'node')}: {', '.join(parts)}"


def names(clusters: Sequence[str], *, everything: bool = False) -> str:
    """`prod-eu`, or `12 clusters: a, b, c and 9 more`."""
    if len(clusters) == 1:
        return clusters[0]
    return f"{len(clusters)} clusters: {wording.examples(clusters, None if everything else EXAMPLES)}"


def folded(report: PlanReport, shown: PlanReport) -> str:
    """The clusters of the table without details, in a sentence; "" if there are none."""
    left = len({plan.cluster for plan in report.plans}) - len({plan.cluster for plan in shown.plans})
    return f"not shown in detail: {plural(left, 'cluster')} with the same figures or without problems" if left else ""


def _plans(row: FleetRow) -> Iterator[tuple[str, Plan]]:
    others = len(row.clusters) - 1
    plan = row.plan
    if others:
        name = f"{plan.cluster} and {plural(others, 'other cluster')}"
        plan = plan._replace(inventory=plan.inventory._replace(name=name))
    return ((version, plan) for version in row.versions)


def _row(alike: list[tuple[tuple[str, ...], Plan]]) -> FleetRow:
    versions, plan = alike[0]
    clusters = tuple(dict.fromkeys(found.cluster for _, found in alike))
    return FleetRow(clusters, versions, plan, _judged(plan)[0], _figures(plan, versions))


def _judged(plan: Plan) -> tuple[int, str]:
    """The rank and the word of the verdict."""
    if plan.verdict is not None:
        return plan.verdict.level.rank, plan.verdict.level.value
    worst = min((severity for severity, _ in verdict.plan_problems(plan)), key=lambda each: each.rank, default=None)
    return _RANK.get(worst, Level.SAFE.rank) if worst else Level.SAFE.rank, worst.value if worst else "ok"


def _figures(plan: Plan, versions: tuple[str, ...]) -> tuple[str, ...]:
    counts = dict.fromkeys(State, 0)
    for workload in plan.workloads:
        for state, count in wording.by_state(workload).items():
            counts[state] += count
    rollouts = [workload.rollout for workload in plan.workloads if workload.rollout is not None]
    down = [rollout.unavailable.at_worst for rollout in rollouts if rollout.unavailable is not None]
    seconds = [rollout.duration.typical for rollout in rollouts if rollout.duration is not None]
    return (
        _judged(plan)[1],
        str(plan.inventory.nodes),
        ", ".join(versions),
        str(counts[State.BOUND] + counts[State.CANDIDATE]),
        str(counts[State.PENDING]),
        str(sum(rollout.removed for rollout in rollouts)),
        str(sum(rollout.replaced for rollout in rollouts)),
        f"{max(down)} down" if down else "",
        clock(max(seconds)) if seconds else "",
    )


def _outcome(plan: Plan) -> object:
    """What else has to agree for clusters to share a row: each workload's states, and what is wrong."""
    workloads = tuple(_states(workload) for workload in plan.workloads)
    unmet = tuple((each.code, each.name, each.workload) for each in plan.expectations if each.fails)
    problems = tuple((finding.code, finding.object) for finding in plan.findings)
    static = tuple((pod.ref, pod.error, len(pod.placement)) for pod in plan.static_pods)
    return workloads, unmet, problems, static


def _states(workload: WorkloadPlan) -> object:
    blocked = workload.rollout.blocked if workload.rollout else None
    rejected = tuple(finding.message for finding in workload.rejected)
    states = tuple(wording.by_state(workload).values())
    return workload.ref, states, rejected, blocked and blocked.code
