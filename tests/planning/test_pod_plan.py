"""One plain Pod in a plan."""

from __future__ import annotations

import re

import dslint
from dslint.engine import plan_versions
from dslint.plans import State
from tests.planning.nodes import node, plain_pod, states, taint


def test_a_pod_is_bound_where_one_node_wins_and_the_others_say_why_they_lose():
    nodes = [node("n1", cpu="1"), node("n2"), node("n3", taint("gpu"))]
    found = dslint.plan([plain_pod()], inventory=nodes, kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.EXCLUDED, "n2": State.BOUND, "n3": State.EXCLUDED}
    assert {group.reasons[0].code for group in found.placement if group.reasons} == {"LowerScore", "UntoleratedTaint"}


def test_a_pod_may_go_to_each_of_the_nodes_that_tie():
    found = dslint.plan([plain_pod()], inventory=[node("n1"), node("n2")], kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.CANDIDATE, "n2": State.CANDIDATE}
    assert found.notes == (
        "2 nodes tie, and the scheduler picks one at random; later workloads are planned with the pod on n1",
    )


def planned(*on, pod=None, **options):
    return plan_versions([pod or plain_pod()], inventory=list(on), versions=["1.36"], **options).plans[0].workloads[0]


def test_a_pod_that_fits_nowhere_is_pending_and_every_node_says_why():
    found = planned(node("n1", cpu="0"), node("n2", taint("gpu")), pod=plain_pod(nodeSelector={"disk": "ssd"}))
    assert (found.desired, found.bound, found.pending) == (1, 0, 1)
    assert states(found) == {"n1": State.PENDING, "n2": State.PENDING}
    assert found.notes == ()


def test_the_loser_says_both_scores():
    lost = next(group for group in planned(node("n1", cpu="1"), node("n2")).placement if group.nodes == ("n1",))
    assert re.fullmatch(r"fits, but scores \d+; the best node scores \d+", lost.reasons[0].message)
    mine, best = map(int, re.findall(r"\d+", lost.reasons[0].message))
    assert mine < best


def test_scores_are_shown_of_the_nodes_that_fit_where_they_are_asked_for():
    on = [node("n1", cpu="1"), node("n2"), node("n3", taint("gpu"))]
    assert [group.scores for group in planned(*on).placement] == [None, None, None]
    scores = {
        name: total for group in planned(*on, scores=True).placement for name, total in (group.scores or {}).items()
    }
    assert set(scores) == {"n1", "n2"}
    assert scores["n1"] < scores["n2"]


def test_a_pod_that_preempts_waits_for_its_victim_and_names_it():
    low = plain_pod(containers=[{"name": "c", "image": "c", "resources": {"requests": {"cpu": "4"}}}], nodeName="n1")
    low["metadata"]["name"] = "low"
    high = plain_pod(
        containers=[{"name": "c", "image": "c", "resources": {"requests": {"cpu": "1"}}}],
        priorityClassName="system-node-critical",
    )
    high["metadata"]["namespace"] = "kube-system"
    found = planned(node("n1"), low, pod=high)
    assert [victim.name for group in found.placement for victim in group.evicts] == ["low"]
