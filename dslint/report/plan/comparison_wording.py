"""Plans for several Kubernetes versions side by side, in words: a row for each thing that differs, a cell a version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dslint.findings import Finding
from dslint.plans import Budget, Comparison, NodeAnswer, NodeRow, Plan, RolloutFigures, WorkloadComparison
from dslint.plans.comparison import Versions
from dslint.report.plan import plan_ending, rollout_wording, sums, wording
from dslint.report.wording import plural


class Row(NamedTuple):
    """What differs, and what it is in each column."""

    label: str
    cells: tuple[str, ...]


def names(comparison: Comparison) -> tuple[str, ...]:
    """The heads of the columns."""
    return tuple(", ".join(versions) for versions in comparison.versions)


def title(comparison: Comparison) -> str:
    """`Kubernetes 1.29 | 1.34: 1 of 2 objects differs`; static pods are among them."""
    different, number = len(comparison.different), len(comparison.workloads)
    differ = "differs" if different == 1 else "differ"
    return f"Kubernetes {' | '.join(names(comparison))}: {different} of {plural(number, 'object')} {differ}"


def same(comparison: Comparison, plan: Plan) -> list[str]:
    """The workloads that agree, in one line each: `DaemonSet logging/agent: runs on 8 of 8 nodes`."""
    agreeing = {workload.ref for workload in comparison.same}
    told = {one.ref: f"{one.ref}: {wording.happens(one, plan)}" for one in plan.workloads if one.ref in agreeing}
    told.update({pod.ref: f"static {pod.ref}" for pod in plan.static_pods if pod.ref in agreeing})
    return list(told.values())


def verdicts(plans: Sequence[Plan]) -> Row:
    return Row("verdict", tuple(sums.short_verdict(plan) for plan in plans))


def sums_of(plans: Sequence[Plan]) -> Row:
    return Row("in all", tuple(sums.sums_line(plan) for plan in plans))


def remarks(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The versions, and a remark that is about them alone."""
    for versions, found in zip(names(comparison), comparison.remarks, strict=False):
        yield from ((versions, remark) for remark in found)


def findings(comparison: Comparison) -> Iterator[str]:
    """`only 1.34: warning [DS822] …`, those that differ only in their places as one.

    Why the newest version rejects a workload is in its row, and in the plan that follows.
    """
    told = {(workload.ref, error) for workload in comparison.workloads for error in _errors_of_newest(workload)}
    alike: dict[tuple[Versions, Finding], list[str]] = {}
    for finding, versions in comparison.findings:
        if (finding.object, plan_ending.message(finding)) not in told or versions[-1] != comparison.versions[-1][-1]:
            places = alike.setdefault((versions, _anywhere(finding)), [])
            places += filter(None, [plan_ending.place(finding)])
    for (versions, finding), places in alike.items():
        where = f" ({', '.join(dict.fromkeys(places))})" if places else ""
        yield f"only {', '.join(versions)}: {plan_ending.sentence(finding)}{where}"


def _errors_of_newest(workload: WorkloadComparison) -> tuple[str, ...]:
    return workload.rejected[-1] if workload.rejected else ()


def _anywhere(finding: Finding) -> Finding:
    """What the sentence of a finding says, without its place."""
    told = plan_ending.message(finding)
    return Finding(finding.code, "", finding.severity, finding.origin, told, None, "", (), None, None)


def different(comparison: Comparison) -> list[tuple[str, list[Row]]]:
    """The workloads that differ, with their rows. Those of a kind that differ alike are together."""
    alike: dict[tuple[str, tuple[Row, ...]], list[str]] = {}
    for workload in comparison.different:
        kind, name = workload.ref.kind, str(workload.ref).partition(" ")[2]
        alike.setdefault((kind, tuple(rows(workload))), []).append(name)
    return [
        (f"{kind if len(found) == 1 else f'{kind}s'} {', '.join(found)}".rstrip(), list(those))
        for (kind, those), found in alike.items()
    ]


def rows(workload: WorkloadComparison) -> Iterator[Row]:
    if workload.rejected:
        yield Row("rejected", tuple("; ".join(errors) or "accepted" for errors in workload.rejected))
    for row in workload.nodes:
        yield Row(_nodes(row), tuple(map(_answer, row.answers)))
    if workload.budget:
        yield Row("budget", tuple(map(_budget, workload.budget)))
    if workload.rollout:
        yield Row("rollout", tuple(map(_rollout, workload.rollout)))


def _nodes(row: NodeRow) -> str:
    return f"{plural(len(row.nodes), 'node')}: {wording.examples(row.nodes)}"


def _answer(answer: NodeAnswer) -> str:
    if answer.state is None:
        return "not planned"
    word = wording.NEVER_READY if answer.never_ready else wording.VERB[answer.state]
    said = [reason.message for reason in (*answer.reasons, *answer.notes)]
    return ": ".join(filter(None, (word, "; ".join(dict.fromkeys(said)))))


def _budget(budget: Budget | None) -> str:
    if budget is None:
        return "none"
    told = rollout_wording.budget(budget)
    return told if f" of {budget.of}" in told else f"{told}, of {plural(budget.of, 'node')}"


def _rollout(rollout: RolloutFigures | None) -> str:
    return "; ".join(_figures(rollout)) if rollout is not None else "none"


def _figures(rollout: RolloutFigures) -> Iterator[str]:
    counts = (
        (rollout.replaced, "replaced"),
        (rollout.added, "added"),
        (rollout.removed, f"removed ({rollout.removed_at_once} at once)" if rollout.removed_at_once else "removed"),
    )
    changes = ", ".join(f"{count} {what}" for count, what in counts if count)
    yield f"{rollout.strategy}: {changes or 'no pods change'}"
    if rollout.blocked is not None:
        yield f"blocked: {rollout.blocked.message}"
        low, high = rollout.updated
        yield f"{low if low == high else f'{low} to {high}'} updated"
    elif rollout.waves > 1:
        yield plural(rollout.waves, "wave")
    if rollout.at_worst:
        yield f"at worst {plural(rollout.at_worst, 'node')} without an available pod at once"
    if rollout.duration is not None and rollout.blocked is None:
        yield rollout_wording.time(rollout.duration)
