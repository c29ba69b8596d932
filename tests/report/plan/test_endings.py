from __future__ import annotations

from dslint.findings import Note
from dslint.plans import PlanReport
from dslint.report.plan import endings
from tests.golden.plan_story import PLAN, REPORT, SEVERAL
from tests.report.plan.fleets import FLEET


def test_what_was_left_out_comes_before_the_totals() -> None:
    plan = PLAN._replace(unreadable=(Note("a.yaml", 2, "is no text"),), remarks=("a remark",))
    *said, totals = endings.lines(PlanReport((plan,)))
    assert said == ["skipped other kinds: 1 Service", "not read: a.yaml:2: is no text", "a remark"]
    assert totals.startswith("REJECTED: ")
    assert totals.endswith("; 2 to add, 121 to replace, 45 to remove")


def test_the_totals_of_several_plans_have_their_versions_or_clusters() -> None:
    assert [line.partition(":")[0] for line in endings.lines(SEVERAL)] == ["Kubernetes 1.30, 1.31", "Kubernetes 1.36"]
    told = list(endings.lines(FLEET))
    assert any(line.startswith("not planned: ") for line in told)
    assert sum(line.startswith(tuple(f"{plan.cluster}: " for plan in FLEET.plans)) for line in told) == len(
        FLEET.merged()
    )
    assert len(list(endings.lines(REPORT))) == 2
