"""What is said of the nodes that hold a rollout up, by cause."""

from __future__ import annotations

import pytest

from dslint.kubernetes.cluster import Shape
from dslint.plans import Decider, Reason
from dslint.rollout.existing_pods import FaultInjection
from dslint.rollout.obstacle_groups import Case, names, remedies
from tests.rollout.clusters import daemonset, node, nodes, scenario, update

PORT = Reason("HostPort", Decider.SCHEDULER, "port 80/TCP is taken")
ROOM = Reason("InsufficientResource", Decider.SCHEDULER, "needs cpu 5, 4 of 4 free")
APART = Reason("PodAntiAffinity", Decider.SCHEDULER, "a pod that matches app=agent is in its zone")


def case_on(on: list[dict], cpu: str = "5", broken: tuple[str, ...] = ()) -> Case:
    change, present, now = update(daemonset(), daemonset("agent:2", cpu=cpu), on)
    return Case(scenario(change, present, now), FaultInjection(broken=frozenset(broken)))


@pytest.mark.parametrize(
    ("reasons", "text"),
    [
        ((PORT,), "make it fit on n01 (port 80/TCP is taken)"),
        ((ROOM, PORT), "make it fit on n01 (needs cpu 5, 4 of 4 free; port 80/TCP is taken)"),
        ((ROOM,), "request at most cpu 4 (now cpu 5), or make room for cpu 1 on n01"),
        ((APART,), "remove the rules (a DaemonSet has one pod on a node anyway)"),
        ((), "make it run on n01"),
    ],
)
def test_each_cause_has_its_remedy(reasons: tuple[Reason, ...], text: str) -> None:
    [found] = remedies(case_on(nodes(2)), {"n01": reasons})
    assert (found.text, found.rolls_back) == (text, False)


def test_a_broken_version_is_the_one_that_is_rolled_back() -> None:
    case = case_on(nodes(3), broken=("n01", "n02"))
    [found] = remedies(case, {"n01": ()})
    assert found.rolls_back
    assert found.applied(case).injected.broken == {"n02"}


def test_a_node_that_is_down_is_brought_back_or_removed() -> None:
    on = nodes(3)
    on[0]["status"]["conditions"] = [{"type": "Ready", "status": "Unknown"}]
    case = case_on(on)
    [found] = remedies(case, {"n01": ()})
    assert found.text == "bring back or remove n01"
    assert [each.name for each in found.applied(case).scenario.context.nodes] == ["n02", "n03"]


def virtual(case: Case, *virtual_nodes: str) -> None:
    for name in virtual_nodes:
        shape = case.scenario.snapshot.by_name[name].shape
        assert isinstance(shape, Shape)
        object.__setattr__(shape, "virtual", "fargate")


@pytest.mark.parametrize(
    ("labels", "term"),
    [
        ({"eks.amazonaws.com/compute-type": "fargate"}, "eks.amazonaws.com/compute-type NotIn [fargate]"),
        ({}, "kubernetes.io/hostname NotIn [f1, f2]"),
    ],
)
def test_virtual_nodes_are_excluded_by_what_tells_them_from_the_others(labels: dict, term: str) -> None:
    case = case_on([*nodes(2, cpu="8"), node("f1", **labels), node("f2", **labels)], cpu="100m")
    virtual(case, "f1", "f2")
    [found] = remedies(case, {"f1": (), "f2": ()})
    assert found.text == f"exclude f1, f2 with a required node affinity ({term})"


def test_only_some_of_many_names_are_shown() -> None:
    assert names(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert names(["a", "b", "c"]) == "a, b, c"
