"""One self-contained page: a map of the nodes by pool and zone, and the rollout wave by wave. No scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dslint.plans import Plan, PlanReport, State, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.plan import rollout_wording, verdict, wording
from dslint.report.plan.digest import Digest, Pools, digests, pools_of
from dslint.report.plan.node_map import node_map
from dslint.report.plan.overhead import overhead_rows, overhead_sentences
from dslint.report.plan.rollout_chart import BUSY_HEIGHT, DONE_HEIGHT, WIDTH, chart

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
    plans = [_plan(number, versions, plan) for number, (versions, plan) in enumerate(report.merged(), 1)]
    template = environment.get_template(TEMPLATE)
    yield template.render(
        plans=plans, fleet=table, states=list(State), verb=wording.VERB, meaning=wording.MEANING
    ).rstrip("\n")


def _visible(value: object) -> object:
    """Values of the page as visible text in one line. Numbers and finished HTML stay as they are."""
    return value if isinstance(value, int) or hasattr(value, "__html__") else visible(str(value))


def _plan(number: int, versions: tuple[str, ...], plan: Plan) -> dict[str, object]:
    pools = pools_of(plan.inventory)
    found = list(verdict.plan_problems(plan))
    return {
        "cluster": wording.cluster(plan, ", ".join(versions)),
        "totals": wording.last_line(plan),
        "remarks": plan.remarks,
        "problems": [(severity.value, message) for severity, message in found],
        "workloads": [
            _workload(f"{number}-{position}", workload, plan, pools)
            for position, workload in enumerate(plan.workloads, 1)
        ],
        "expectations": plan.expectations,
        "overhead": overhead_rows(plan),
        "overhead_sentences": list(overhead_sentences(plan)),
        "assumed": plan.inventory.assumed,
    }


def _workload(anchor: str, workload: WorkloadPlan, plan: Plan, pools: Pools) -> dict[str, object]:
    groups = digests(workload.placement, pools)
    rollout = workload.rollout
    return {
        "anchor": anchor,
        "title": wording.title(workload),
        "headline": wording.headline(workload, plan),
        "notes": workload.notes,
        "rejected": workload.rejected,
        "counts": [(state, count) for state, count in wording.by_state(workload).items() if count],
        "groups": [_group(group) for group in groups],
        "map": node_map(plan.inventory.places, groups) if groups else None,
        "removed": wording.removed_at_once(workload) if rollout else [],
        "rollout": rollout,
        "change": rollout_wording.what_changes(rollout) if rollout else "",
        "sentences": list(rollout_wording.sentences(rollout)) if rollout else [],
        "time": rollout_wording.time(rollout.duration) if rollout and rollout.duration else "",
        "chart": chart(rollout) if rollout else None,
        "box": (WIDTH, DONE_HEIGHT, BUSY_HEIGHT),
    }


def _group(digest: Digest) -> dict[str, object]:
    more = len(digest.nodes) - NAMES
    return {
        "state": digest.state,
        "count": len(digest.nodes),
        "reasons": digest.reasons,
        "notes": digest.notes,
        "evicts": [f"{victim.namespace}/{victim.name}" for victim in digest.evicts],
        "where": wording.pools_and_nodes(digest.pools, digest.names),
        "names": ", ".join(digest.names[:NAMES]) + (f" and {more} more" if more > 0 else ""),
        "summary": "; ".join(reason.text for reason in (*digest.reasons, *digest.notes)),
    }
