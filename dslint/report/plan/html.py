"""One self-contained page: the verdict, a map of the nodes by pool and zone, and the rollout by wave. No scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dslint.findings import Finding
from dslint.plans import Comparison, Explanation, Plan, PlanReport
from dslint.report.escapes import visible
from dslint.report.plan import (
    explanation_wording,
    plan_ending,
    rollout_wording,
    static_pod_wording,
    sums,
    what_if_wording,
    wording,
)
from dslint.report.plan.digest import Digest, Part, parts, pools_of, unchanged
from dslint.report.plan.node_map import node_map
from dslint.report.plan.overhead import overhead_rows, overhead_sentences
from dslint.report.plan.placed_alike import static_pods_alike
from dslint.report.plan.rollout_chart import BUSY_HEIGHT, DONE_HEIGHT, WIDTH, chart
from dslint.report.plan.wording import Answer
from dslint.report.wording import skipped_notes, where

TEMPLATE = "page.html.jinja"
NAMES = 400
"""The most node names that are listed for one group; the rest are counted."""


def lines(report: PlanReport) -> Iterator[str]:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    table = None
    if report.is_fleet:
        from dslint.report.plan import fleet_table, fleet_text

        table = fleet_text.html_table(report)
        report = fleet_table.shown_in_detail(report, everything=True)
    merged = report.merged()
    plans = [_plan(number, versions, plan) for number, (versions, plan) in enumerate(merged, 1)]
    comparison = report.comparison() if len(merged) > 1 else None
    side_by_side = _side_by_side(comparison, [plan for _, plan in merged]) if comparison is not None else None
    template = environment.get_template(TEMPLATE)
    values = {"plans": plans, "fleet": table, "side_by_side": side_by_side}
    yield template.render(**values, answers=list(Answer), style=style).rstrip("\n")


def _side_by_side(comparison: Comparison, plans: Sequence[Plan]) -> dict[str, object]:
    from dslint.report.plan import comparison_wording

    return {
        "title": comparison_wording.title(comparison),
        "heads": comparison_wording.names(comparison),
        "verdicts": comparison_wording.verdicts(plans),
        "remarks": [f"{versions}: {remark}" for versions, remark in comparison_wording.remarks(comparison)],
        "workloads": [(str(one.ref), list(comparison_wording.rows(one))) for one in comparison.different],
        "same": comparison_wording.same(comparison, plans[-1]),
        "findings": list(comparison_wording.findings(comparison)),
    }


def style(answer: Answer) -> str:
    """The name of an answer in the page's style sheet."""
    return answer.name.lower().replace("_", "-")


def _visible(value: object) -> object:
    """Values of the page as visible text in one line. Numbers and finished HTML stay as they are."""
    return value if isinstance(value, int) or hasattr(value, "__html__") else visible(str(value))


def _plan(number: int, versions: tuple[str, ...], plan: Plan) -> dict[str, object]:
    pools = pools_of(plan.inventory)
    changing, calm = wording.static_pods(plan)
    return {
        "cluster": wording.cluster(plan, ", ".join(versions)),
        "verdict": sums.headline(plan),
        "level": "unread" if plan.unreadable else plan.verdict.level.value if plan.verdict else "",
        "totals": sums.last_line(plan),
        "remarks": plan_ending.remarks(plan),
        "unread": [(note.message, where(note)) for note in plan.unreadable],
        "skipped": list(skipped_notes(plan.skipped)),
        "static_pods": [
            (static_pod_wording.sentence(alike), (*alike[0].notes, *static_pod_wording.problems(alike[0])))
            for alike in static_pods_alike(changing)
        ],
        "calm": wording.unchanged_static_pods(calm),
        "parts": [_part(f"{number}-{place}", part, plan) for place, part in enumerate(parts(plan, pools), 1)],
        "what_if": _what_if(plan),
        "expectations": wording.expectations(plan) if plan.expectations else "",
        "failed": plan_ending.failed_expectations(plan),
        "findings": _findings(plan_ending.findings(plan)),
        "overhead": overhead_rows(plan),
        "overhead_sentences": list(overhead_sentences(plan)),
        "assumed": plan.inventory.assumed,
    }


def _findings(found: Iterable[Finding]) -> list[tuple[Finding, str]]:
    return [(finding, plan_ending.place(finding)) for finding in found]


def _what_if(plan: Plan) -> dict[str, object] | None:
    if plan.what_if is None:
        return None
    return {
        "title": what_if_wording.title(plan.what_if),
        "changes": what_if_wording.changes(plan.what_if) or [(what_if_wording.NOTHING, ())],
        "outcomes": what_if_wording.outcomes(plan.what_if, plan),
    }


def _part(anchor: str, part: Part, plan: Plan) -> dict[str, object]:
    workload, groups = part.first, part.digests
    rollout = None if wording.is_unchanged(workload) else workload.rollout
    return {
        "anchor": anchor,
        "title": wording.title(part.workloads),
        "names": wording.names(part.workloads),
        "headline": wording.happens(workload, plan),
        "notes": list(plan_ending.notes_of(part)),
        "findings": _findings(plan_ending.findings_of(part, plan)),
        "stall": plan_ending.unreported_stall(part, plan),
        "counts": [
            (answer, count)
            for answer in Answer
            if (count := sum(len(group.nodes) for group in groups if group.answer is answer))
        ],
        "groups": [_group(group) for group in groups if not group.answer.unchanged],
        "unchanged": [_group(group) for group in groups if group.answer.unchanged],
        "rest": unchanged(groups),
        "map": node_map(plan.inventory.places, groups) if groups else None,
        "summaries": [_summary(group) for group in groups],
        "removed": [group for group in groups if group.answer is Answer.REMOVED_AT_ONCE and not plan.findings],
        "rollout": rollout,
        "change": rollout_wording.what_changes(rollout) if rollout else "",
        "sentences": list(rollout_wording.sentences(rollout)) if rollout else [],
        "steps": list(rollout_wording.steps(rollout)) if rollout else [],
        "chart": chart(rollout) if rollout else None,
        "box": (WIDTH, DONE_HEIGHT, BUSY_HEIGHT),
        "explanations": [_explanation(explanation, part) for explanation in workload.explanations],
    }


def _group(digest: Digest) -> dict[str, object]:
    more = len(digest.nodes) - NAMES
    return {
        "answer": digest.answer,
        "count": len(digest.nodes),
        "reasons": digest.reasons,
        "notes": digest.notes,
        "evicts": wording.evicts(digest.evicts) if digest.evicts else "",
        "where": digest.where(),
        "names": ", ".join(digest.names[:NAMES]) + (f" and {more} more" if more > 0 else ""),
    }


def _summary(digest: Digest) -> str:
    return "; ".join(message.text for message in digest.messages)


def _explanation(explanation: Explanation, part: Part) -> dict[str, object]:
    return {
        "node": explanation.node,
        "checks": explanation_wording.asked(explanation),
        "idle": explanation_wording.idle(explanation),
        "answer": explanation_wording.answer(explanation, part.digests),
    }
