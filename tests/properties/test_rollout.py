"""What holds of how a change spreads, in every cluster."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.clusters import UPDATES, Situation, rolling
from tests.properties.examples import few
from tests.properties.planned import Json, planned, rollout


@few(6)
@given(UPDATES)
def test_the_trace_changes_nothing_but_the_steps(situation: Situation) -> None:
    traced, plain = planned(situation, trace=True), planned(situation)
    for plan in (traced, plain):
        plan["remarks"] = [remark for remark in plan["remarks"] if not remark.startswith("--trace ")]
        for workload in plan["workloads"]:
            for name in ("start", "steps"):
                (workload["rollout"] or {}).pop(name, None)
    assert traced == plain


@few(6)
@given(UPDATES)
def test_no_more_nodes_go_down_than_the_budget_allows(situation: Situation) -> None:
    """Beside those that are down before: the controller replaces their pods too, and does not count them."""
    # A new pod of a higher priority evicts the old one, budget or not.
    assume(priority_of(situation.new) == priority_of(situation.old))
    course = rollout(planned(situation))
    assume(course is not None and course["strategy"] == "RollingUpdate")
    down = course["unavailable"]
    allowed = 0 if course["budget"]["maxSurge"] else course["budget"]["value"]
    assert down["atWorst"] - down["before"] <= allowed


@few(6)
@given(UPDATES, st.integers(1, 6), st.integers(1, 3), st.booleans())
def test_a_larger_budget_makes_no_rollout_longer(situation: Situation, budget: int, more: int, surges: bool) -> None:
    small, large = (
        rollout(planned(situation.with_strategy(rolling(0, nodes) if surges else rolling(nodes))))
        for nodes in (budget, budget + more)
    )
    assume(small is not None and small["blocked"] is None)
    assert large["blocked"] is None
    assert durations(large) <= durations(small)
    # Pods that start on other nodes take a part of the budget. If that is all of it, the controller waits, and then has
    # the whole budget; a larger one lets it begin at once, with a small wave that is one more.
    if not small["budget"]["taken"]:
        assert len(large["waves"]) <= len(small["waves"])


def durations(course: Json) -> list[int]:
    return list((course["duration"] or {}).values())


def priority_of(daemonset: Json | None) -> str | None:
    return daemonset and daemonset["spec"]["template"]["spec"].get("priorityClassName")
