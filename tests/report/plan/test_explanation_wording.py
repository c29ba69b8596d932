"""What follows from the checks of a node."""

from __future__ import annotations

from dslint.plans import Check, Decider, Explanation, Placement, State, Victim
from dslint.report.plan import explanation_wording
from dslint.report.plan.digest import digests

ASKED = Check(Decider.SCHEDULER, "NodeName", "passes", "")
IDLE = Check(Decider.SCHEDULER, "NodePorts", "not asked", "the pod asks for nothing")


def test_checks_that_do_not_apply_are_named_apart() -> None:
    explanation = Explanation("n1", (ASKED, IDLE, IDLE._replace(name="VolumeZone")))
    assert explanation_wording.asked(explanation) == [ASKED]
    assert explanation_wording.idle(explanation) == "does not apply to this pod: NodePorts, VolumeZone"
    assert explanation_wording.idle(Explanation("n1", (ASKED,))) == ""


def test_the_answer_is_that_of_the_node_with_its_own_victims() -> None:
    victims = tuple(Victim("shop", f"web-{node}", node, 0, violates_budget=node == "n1") for node in ("n1", "n2"))
    found = digests(
        [Placement(State.BOUND, ("n1", "n2"), evicts=victims), Placement(State.EXCLUDED, ("n3",))],
        {},
    )
    assert explanation_wording.answers(found) == {
        "n1": "runs; evicts shop/web-n1 (breaks its disruption budget)",
        "n2": "runs; evicts shop/web-n2",
        "n3": "not scheduled",
    }
