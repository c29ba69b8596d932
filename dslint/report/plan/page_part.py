"""The values of one part of the page: a workload, or several that are placed alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dslint.findings import Finding, Severity
from dslint.plans import Level, Plan, Rollout, State, WorkloadPlan
from dslint.report.plan import explanation_wording, plan_ending, rollout_wording, sums, wording
from dslint.report.plan.before_after import before_after
from dslint.report.plan.digest import Digest, Part, pools_of, unchanged
from dslint.report.plan.node_courses import courses
from dslint.report.plan.node_map import node_map
from dslint.report.plan.node_ranges import names_text, unmistakable
from dslint.report.plan.rollout_chart import chart
from dslint.report.plan.template_diff import template_diff
from dslint.report.plan.wording import Answer

Values = Mapping[str, Any]
"""Values of a template."""

TONES: Mapping[Severity | Level, str] = MappingProxyType(
    {
        Severity.ERROR: "error",
        Severity.WARNING: "warning",
        Severity.INFO: "",
        Level.REJECTED: "error",
        Level.OUTAGE: "error",
        Level.BLOCKED: "error",
        Level.AT_RISK: "warning",
        Level.SAFE: "good",
    }
)
"""The colours of severities and verdicts; they have no other meaning."""


def part_values(anchor: str, part: Part, plan: Plan) -> Values:
    workload, groups = part.first, part.digests
    rollout = None if wording.is_unchanged(workload) else workload.rollout
    verdict = workload.verdict
    return {
        "anchor": anchor,
        "objects": " ".join(one.called for one in part.workloads),
        "title": wording.title(part.workloads),
        "names": wording.names(part.workloads),
        "verdict": (sums.level(verdict.level), TONES[verdict.level]) if verdict else None,
        "headline": wording.happens(workload, plan),
        "numbers": list(_numbers(workload)),
        "nodes": plan.inventory.nodes,
        "desired": workload.desired if not workload.rejected and workload.ref.kind == "DaemonSet" else None,
        "notes": list(plan_ending.notes_of(part)),
        "findings": findings(plan_ending.findings_of(part)),
        "stall": plan_ending.unreported_stall(part),
        "legend": _legend(groups),
        "digests": groups,
        "groups": [_group(number, group) for number, group in enumerate(groups, 1) if not group.answer.unchanged],
        "unchanged": [_group(number, group) for number, group in enumerate(groups, 1) if group.answer.unchanged],
        "rest": unchanged(groups),
        "map": node_map(plan.inventory.places, groups) if groups else None,
        "summaries": [_summary(group) for group in groups],
        "removed": [group for group in groups if group.answer is Answer.REMOVED_AT_ONCE and not plan.findings],
        "rollout": _rollout(rollout, part, plan) if rollout else None,
        "explanations": list(_explanations(part)),
    }


def _numbers(workload: WorkloadPlan) -> Iterable[tuple[str, int, str, str]]:
    """For each state of nodes its name in the JSON, its number, a word, and a remark."""
    if workload.rejected:
        return
    never_ready, waiting = wording.never_ready_nodes(workload), wording.waiting_nodes(workload)
    told = ((never_ready, f"{never_ready} never ready"), (waiting, f"{waiting} not ready yet"))
    remark = ", ".join(text for number, text in told if number)
    for state, count in wording.by_state(workload).items():
        if count or state is State.BOUND:
            bound = state is State.BOUND
            word = "bound" if bound and remark else wording.VERB[state]
            yield state.value, count, word, remark if bound else ""


def findings(found: Iterable[Finding]) -> list[tuple[Finding, str, str, str]]:
    """Each with what it says, its place and its colour."""
    return [(one, plan_ending.message(one), plan_ending.place(one), TONES[one.severity]) for one in found]


def _legend(groups: Iterable[Digest]) -> list[tuple[Answer, int]]:
    counts: dict[Answer, int] = {}
    for group in groups:
        counts[group.answer] = counts.get(group.answer, 0) + len(group.nodes)
    return list(counts.items())


def _group(number: int, digest: Digest) -> Values:
    pools = [f"{pool or 'no pool'} {count}" for pool, count in digest.pools]
    return {
        "number": number,
        "answer": digest.answer,
        "count": len(digest.nodes),
        "reasons": digest.reasons,
        "notes": digest.notes,
        "evicts": wording.evicts(digest.evicts) if digest.evicts else "",
        "pools": ", ".join(pools) if len(pools) > 1 or any(pool for pool, _ in digest.pools) else "",
        "names": ", ".join(map(unmistakable, digest.names)) if digest.scores else names_text(digest.nodes),
    }


def _summary(digest: Digest) -> str:
    return "; ".join(message.text for message in digest.messages)


def _rollout(rollout: Rollout, part: Part, plan: Plan) -> Values:
    found = courses(rollout)
    return {
        "is": rollout,
        "change": rollout_wording.what_changes(rollout),
        "sentences": list(rollout_wording.sentences(rollout))[_told_as_diff(rollout) :],
        "diff": template_diff(rollout),
        "chart": chart(rollout, found),
        "courses": [
            (course, " → ".join(course.states), [(step, names_text(names)) for step, names in course.nodes.items()])
            for course in found
        ],
        "pools": before_after(rollout, part.digests, pools_of(plan.inventory)),
        "steps": list(rollout_wording.steps(rollout)),
    }


def _told_as_diff(rollout: Rollout) -> int:
    """The number of sentences that the diff of the template tells."""
    return len(list(rollout_wording.differences(rollout)))


def _explanations(part: Part) -> Iterator[Values]:
    explanations = part.first.explanations
    answers = explanation_wording.answers(part.digests) if explanations else {}
    for explanation in explanations:
        yield {
            "node": explanation.node,
            "checks": explanation_wording.asked(explanation),
            "idle": explanation_wording.idle(explanation),
            "answer": answers.get(explanation.node, ""),
        }
