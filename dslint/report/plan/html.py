"""One self-contained page: the verdict, each workload with a map of its nodes and its rollout, and what is assumed.

It is complete without script; with one it filters, searches, and shows the map at each step of a rollout. Its numbers
are those of the JSON, for programs and tests in these attributes:

- `data-object="NAMESPACE/NAME"` on each workload's section; of several that are placed alike, all names with blanks
  between them. Sections of the plans for several versions or clusters follow each other in the JSON's order.
- `data-count="STATE"` on the number of nodes in each state of the JSON: bound, pending, excluded, misscheduled, removed
  and candidate, as far as there are any; `data-desired` on that of desired pods.
- `data-step="N"` on each step of a rollout, counted from 1 as in the JSON, 0 for its `start`. Within it,
  `data-state="old ready"` on the number of nodes in each state, and `data-count` on `begun`, `unavailable` and `taken`.
  Of more than 240 steps, 240 are there.
- `data-group`, `data-answer` on each group of nodes, and `data-names` on the element with their names, as ranges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dslint.findings import Severity
from dslint.plans import Comparison, Plan, PlanReport
from dslint.report.html.shell import Page, rendered
from dslint.report.plan import plan_ending, static_pod_wording, sums, what_if_wording, wording
from dslint.report.plan.digest import parts, pools_of
from dslint.report.plan.glyphs import AREAS, DURING, GLYPHS, OF_ANSWER, UNIT, fill, scaled
from dslint.report.plan.node_map import square_size
from dslint.report.plan.node_ranges import EXAMPLE, names_text
from dslint.report.plan.overhead import overhead_rows, overhead_sentences
from dslint.report.plan.page_part import TONES, Values, findings, part_values
from dslint.report.plan.placed_alike import static_pods_alike
from dslint.report.plan.rollout_chart import BUDGET_HEIGHT, NODES_HEIGHT, WIDTH
from dslint.report.plan.wording import Answer
from dslint.report.wording import plural, silenced, skipped_notes, where

PAGE = Page(
    Path(__file__).parent / "page",
    "page.html.jinja",
    ("page.css",),
    ("names.js", "model.js", "map.js", "rollout.js", "filters.js"),
)


def lines(report: PlanReport) -> Iterator[str]:
    table = None
    if report.is_fleet:
        from dslint.report.plan import fleet_table, fleet_text

        table = fleet_text.html_table(report)
        report = fleet_table.shown_in_detail(report, everything=True)
    merged = report.merged()
    plans = [_plan(number, versions, plan) for number, (versions, plan) in enumerate(merged, 1)]
    used = _glyphs([part for plan in plans for part in plan["parts"]])
    comparison = report.comparison() if len(merged) > 1 else None
    values = {
        "plans": plans,
        "worst": _worst(plans, [plan for _, plan in merged], len(report.failures)) if table or len(plans) > 1 else None,
        "fleet": table,
        "side_by_side": _side_by_side(comparison, [plan for _, plan in merged]) if comparison is not None else None,
        "glyphs": [glyph for glyph in GLYPHS if glyph.name in used],
        "unit": UNIT,
        "sizes": scaled(square_size(plan.inventory.nodes) for _, plan in merged),
        "fill": fill,
        "areas": AREAS.items() if used.issuperset(DURING) else (),
        "style": style,
        "glyph_of": OF_ANSWER,
        "box": (WIDTH, NODES_HEIGHT, BUDGET_HEIGHT),
        "example": EXAMPLE,
    }
    yield rendered(PAGE, values)


def _glyphs(parts: Sequence[Values]) -> set[str]:
    """The names of the glyphs that maps show, and with a chart those at any step of it."""
    used = {OF_ANSWER[digest.answer] for part in parts for digest in part["digests"]}
    return used.union(DURING) if any(part["rollout"] and part["rollout"]["chart"] for part in parts) else used


def style(answer: Answer) -> str:
    """The name of an answer in the page's attributes."""
    return answer.name.lower().replace("_", "-")


def _side_by_side(comparison: Comparison, plans: Sequence[Plan]) -> Values:
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


def _plan(number: int, versions: tuple[str, ...], plan: Plan) -> Values:
    pools = pools_of(plan.inventory)
    changing, calm = wording.static_pods(plan)
    totals = (sums.failures(plan), sums.totals_line(plan), silenced(plan.silenced))
    return {
        "number": number,
        "cluster": wording.cluster(plan, ", ".join(versions)),
        "verdict": sums.headline(plan),
        "tone": _tone(plan),
        "totals": "; ".join(filter(None, totals)),
        "remarks": plan_ending.remarks(plan),
        "unread": [(note.message, where(note)) for note in plan.unreadable],
        "skipped": list(skipped_notes(plan.skipped)),
        "static_pods": [
            (static_pod_wording.sentence(alike), (*alike[0].notes, *static_pod_wording.problems(alike[0])))
            for alike in static_pods_alike(changing)
        ],
        "calm": wording.unchanged_static_pods(calm),
        "parts": [part_values(f"{number}-{place}", part, plan) for place, part in enumerate(parts(plan, pools), 1)],
        "what_if": _what_if(plan),
        "expectations": wording.expectations(plan) if plan.expectations else "",
        "failed": plan_ending.failed_expectations(plan),
        "expected": plan.expectations,
        "findings": findings(plan_ending.findings(plan)),
        "overhead": overhead_rows(plan),
        "overhead_sentences": list(overhead_sentences(plan)),
        "assumed": plan.inventory.assumed,
        "places": [(one.pool, one.zone, len(one.nodes), names_text(one.nodes)) for one in plan.inventory.places],
    }


def _tone(plan: Plan) -> str:
    """How the verdict is coloured."""
    if plan.unreadable:
        return TONES[Severity.ERROR]
    return TONES[plan.verdict.level] if plan.verdict else ""


def _worst(shown: Sequence[Values], plans: Sequence[Plan], failures: int) -> Values | None:
    """What a page of several plans says on top: the worst verdict, and whose it is if not that of all."""
    if failures:
        return {"verdict": f"NOT PLANNED: {plural(failures, 'cluster')}", "of": "", "tone": TONES[Severity.ERROR]}
    judged = [(not plan.unreadable, plan.verdict.level.rank, at) for at, plan in enumerate(plans) if plan.verdict]
    if not judged:
        return None
    worst = shown[min(judged)[2]]
    alike = len({one["verdict"] for one in shown}) == 1
    return {"verdict": worst["verdict"], "of": "" if alike else worst["cluster"], "tone": worst["tone"]}


def _what_if(plan: Plan) -> Values | None:
    if plan.what_if is None:
        return None
    return {
        "title": what_if_wording.title(plan.what_if),
        "changes": what_if_wording.changes(plan.what_if) or [(what_if_wording.NOTHING, ())],
        "outcomes": list(what_if_wording.outcomes(plan.what_if, plan)),
    }
