"""Which clusters share a row, which comes first, and which are shown in detail."""

from __future__ import annotations

from dslint.plans import Expectation, Plan, PlanReport, State
from dslint.report.plan.fleet_table import (
    HEADINGS,
    FleetRow,
    fleet_rows,
    folded,
    headline,
    names,
    one_by_one,
    shown_in_detail,
)
from tests.golden.plan_verdict_story import LOST
from tests.report.plan.fleets import FLEET, LOSES, plan


def rows(*plans: Plan) -> list[tuple[str, ...]]:
    return [row.clusters for row in fleet_rows(PlanReport(plans))]


def figures(row: FleetRow) -> dict[str, str]:
    return dict(zip(HEADINGS[1:], row.figures, strict=True))


def test_clusters_with_the_same_figures_share_a_row_and_the_worst_comes_first() -> None:
    assert rows(*FLEET.plans) == [("prod",), ("east", "west", "south"), ("north",)]


def test_a_row_has_the_figures_of_its_clusters() -> None:
    worst, *_ = fleet_rows(FLEET)
    assert figures(worst) == {
        "verdict": "at-risk", "nodes": "3", "Kubernetes": "1.36", "runs": "2", "pending": "0", "removed": "1",
        "replaced": "2", "at worst": "1 down", "time": "5 min",
    }  # fmt: skip


def test_clusters_that_differ_in_anything_but_names_have_rows_of_their_own() -> None:
    unmet = Expectation("quiet", passed=False, message="no", workload="logging/agent", code="DS810")
    candidate = plan("e").workloads[0].placement[0]._replace(state=State.CANDIDATE)
    found = rows(
        plan("a"),
        plan("b", 4),
        plan("c", version="1.35"),
        plan("d", verdict=LOSES),
        plan("e")._replace(workloads=(plan("e").workloads[0]._replace(placement=(candidate,)),)),
        plan("f")._replace(expectations=(unmet,)),
        plan("g"),
    )
    assert sorted(found) == [("a", "g"), ("b",), ("c",), ("d",), ("e",), ("f",)]


def test_without_verdicts_the_worst_problem_ranks_a_plan() -> None:
    bad = plan("b", verdict=None)._replace(findings=(LOST,))
    found = fleet_rows(PlanReport((plan("a", verdict=None), bad)))
    assert [(row.clusters, row.figures[0], row.is_safe) for row in found] == [
        (("b",), "error", False),
        (("a",), "ok", True),
    ]


def test_versions_that_agree_are_one_row_of_their_cluster() -> None:
    found = fleet_rows(PlanReport((plan("a", version="1.35"), plan("a", version="1.36"), plan("b", version="1.36"))))
    assert [(row.clusters, row.versions) for row in found] == [(("a",), ("1.35", "1.36")), (("b",), ("1.36",))]


def test_details_are_those_of_clusters_in_danger_else_of_the_first() -> None:
    shown = shown_in_detail(FLEET)
    assert [found.cluster for found in shown.plans] == ["prod"]
    assert folded(FLEET, shown) == "not shown in detail: 4 clusters with the same figures or without problems"
    safe = shown_in_detail(PlanReport((plan("a"), plan("b"), plan("c", 9))))
    assert [found.inventory.name for found in safe.plans] == ["a and 1 other cluster"]


def test_everything_shows_one_of_each_row_in_all_its_versions() -> None:
    report = PlanReport(tuple(plan(name, version=version) for name in "ab" for version in ("1.35", "1.36")))
    shown = shown_in_detail(report, everything=True)
    assert [(found.inventory.name, found.kubernetes_version) for found in shown.plans] == [
        ("a and 1 other cluster", "1.35"),
        ("a and 1 other cluster", "1.36"),
    ]
    assert len(shown.merged()) == 1
    assert folded(PlanReport((plan("a"),)), PlanReport((plan("a"),))) == ""


def test_the_headline_counts_clusters_by_verdict_and_those_without_a_plan() -> None:
    assert headline(FLEET) == "6 clusters, 17 nodes: 1 at-risk, 4 safe, 1 not planned"


def test_many_clusters_are_named_by_examples() -> None:
    assert names(("prod",)) == "prod"
    assert names(tuple("abcde")) == "5 clusters: a, b, c and 2 more"
    assert names(tuple("abcde"), everything=True) == "5 clusters: a, b, c, d, e"


def test_a_report_of_clusters_is_taken_apart_with_all_versions_of_each() -> None:
    report = PlanReport(tuple(plan(name, version=version) for version in ("1.35", "1.36") for name in "ab"))
    assert [[(found.cluster, found.kubernetes_version) for found in part.plans] for part in one_by_one(report)] == [
        [("a", "1.35"), ("a", "1.36")],
        [("b", "1.35"), ("b", "1.36")],
    ]
