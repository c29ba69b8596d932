"""What frees a blocked rollout: each advice, once it is followed, lets the rollout complete."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.plans import Blocked
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling, rollout

EVERYTHING = [{"operator": "Exists"}]
BACK = "roll back: kubectl rollout undo daemonset/agent -n default (dslint rollout undo --nodes shows the effect)"
ZONE = "topology.kubernetes.io/zone"
APART = {
    "podAntiAffinity": {
        "requiredDuringSchedulingIgnoredDuringExecution": [
            {"labelSelector": {"matchLabels": {"app": "agent"}}, "topologyKey": ZONE}
        ]
    }
}
SPREAD = [
    {
        "labelSelector": {"matchLabels": {"app": "agent"}},
        "topologyKey": ZONE,
        "maxSkew": 1,
        "minDomains": 2,
        "nodeAffinityPolicy": "Ignore",
        "whenUnsatisfiable": "DoNotSchedule",
    }
]


def with_status(ready: str, *names: str, of: int = 6) -> list[dict]:
    on = nodes(of)
    for each in on:
        if each["metadata"]["name"] in names:
            each["status"]["conditions"] = [{"type": "Ready", "status": ready}]
    return on


def blocked(old: dict, new: dict, on: list[dict], **options: Any) -> Blocked:
    found = rollout(old, new, on, **options).blocked
    assert found is not None
    return found


@pytest.mark.parametrize("strategy", [rolling(1), rolling("50%"), rolling("100%"), SURGE])
def test_a_version_that_is_broken_everywhere_is_rolled_back_and_gets_no_larger_budget(strategy: dict) -> None:
    everywhere = [each["metadata"]["name"] for each in nodes(6)]
    on = nodes(6)
    found = rollout(daemonset(), daemonset("agent:2", strategy=strategy), on, broken=everywhere).blocked
    # With a budget of all nodes every pod is replaced at once: the rollout ends, with every node down.
    assert found is None if strategy == rolling("100%") else found.help == BACK


def test_a_version_that_is_broken_on_every_node_that_is_up_is_rolled_back() -> None:
    new = daemonset("agent:2", strategy=rolling(2))
    found = blocked(daemonset(), new, with_status("False", "n01"), broken=["n02", "n03", "n04", "n05", "n06"])
    assert found.help == BACK


@pytest.mark.parametrize("strategy", [rolling(1), SURGE])
def test_a_version_that_is_broken_on_some_nodes_is_repaired_there_or_rolled_back(strategy: dict) -> None:
    found = blocked(daemonset(), daemonset("agent:2", strategy=strategy), nodes(4), broken=["n02"])
    assert found.help == f"make it run on n02, or {BACK}"


def test_where_the_nodes_change_too_a_rollback_is_not_offered_unseen() -> None:
    new, after = daemonset("agent:2"), [*nodes(3), node("n04", taints=[{"key": "x", "effect": "PreferNoSchedule"}])]
    found = blocked(daemonset(), new, nodes(4), after=after, broken=["n02"])
    assert "roll back" not in found.help


@pytest.mark.parametrize("ready", ["Unknown", "False"])
def test_nodes_that_are_down_are_brought_back_or_the_budget_goes_beyond_them(ready: str) -> None:
    old, new = (daemonset(image, tolerations=EVERYTHING) for image in ("agent:1", "agent:2"))
    on = with_status(ready, "n01", "n02")
    found = rollout(old, new, on)
    assert found.blocked is not None
    assert found.blocked.help == "bring back or remove n01, n02, or set maxUnavailable to at least 3 (34%)"
    for followed, left in ((rolling(3), on), (rolling("34%"), on), (rolling(1), on[2:])):
        assert rollout(old, daemonset("agent:2", tolerations=EVERYTHING, strategy=followed), left).blocked is None


def test_a_dead_node_that_the_new_version_is_not_for_is_brought_back_too() -> None:
    old, on = daemonset(tolerations=EVERYTHING), with_status("Unknown", "n01", of=4)
    found = blocked(old, daemonset("agent:2"), on)
    assert (found.code, found.help) == (
        "BlockedByUnavailable",
        "bring back or remove n01, or set maxUnavailable to at least 2 (34%)",
    )
    assert rollout(old, daemonset("agent:2"), on[1:]).blocked is None


@pytest.mark.parametrize("cpu", ["1", "1500m"])
def test_a_smaller_request_is_offered_that_fits(cpu: str) -> None:
    on = [*nodes(3), node("s1", cpu="500m"), node("s2", cpu="700m")]
    assert blocked(daemonset(), daemonset("agent:2", cpu=cpu), on).help.startswith(
        "request at most cpu 500m (now cpu 1"
    )
    assert rollout(daemonset(), daemonset("agent:2", cpu="500m"), on).blocked is None
    assert rollout(daemonset(), daemonset("agent:2", cpu="501m"), on).blocked is not None


def test_where_every_node_is_too_small_the_request_is_the_cure_and_no_budget() -> None:
    found = blocked(daemonset(), daemonset("agent:2", cpu="5"), nodes(2))
    assert found.help == "request at most cpu 4 (now cpu 5), or make room for cpu 1 on n01, n02"


def test_a_surge_that_does_not_fit_beside_the_old_pods_goes_without_surge() -> None:
    found = blocked(daemonset(cpu="3"), daemonset("agent:2", cpu="3", strategy=SURGE), nodes(3))
    assert found.help == "set maxSurge to 0 and maxUnavailable to 1, so that the old pod is deleted first"
    assert rollout(daemonset(cpu="3"), daemonset("agent:2", cpu="3"), nodes(3)).blocked is None


def test_a_surge_that_fits_without_the_old_pods_neither_is_not_told_to_go_without_surge() -> None:
    found = blocked(daemonset(cpu="3"), daemonset("agent:2", cpu="5", strategy=SURGE), nodes(3))
    assert found.help.startswith("request at most cpu 1 (now cpu 5)")


@pytest.mark.parametrize("rules", [{"affinity": APART}, {"topologySpreadConstraints": SPREAD}])
def test_rules_of_the_pods_among_themselves_are_named(rules: dict) -> None:
    on = nodes(4, **{ZONE: "a"})
    found = blocked(daemonset(), daemonset("agent:2", **rules), on)
    assert found.help.startswith("remove the ")
    assert found.help.endswith(" (a DaemonSet has one pod on a node anyway)")
    assert "bring back" not in found.help


def test_old_pods_that_keep_new_ones_away_need_a_larger_budget_too() -> None:
    on = nodes(4, **{ZONE: "a"})
    old = daemonset(affinity=APART)
    found = blocked(old, daemonset("agent:2", affinity=APART), on)
    assert found.help == (
        "remove the required pod anti-affinity (a DaemonSet has one pod on a node anyway), and set maxUnavailable to 4"
    )
    assert rollout(old, daemonset("agent:2", strategy=rolling(4)), on).blocked is None
    assert rollout(old, daemonset("agent:2", strategy=rolling(3)), on).blocked is not None


def test_what_no_budget_frees_is_rolled_back() -> None:
    on = [node(name, **{ZONE: zone}) for name, zone in (("n01", "a"), ("n02", "b"), ("n03", "a"), ("n04", "b"))]
    new = daemonset("agent:2", topologySpreadConstraints=SPREAD, tolerations=EVERYTHING)
    assert blocked(daemonset(affinity=APART), new, on).help == BACK


def test_several_causes_are_removed_together() -> None:
    on = [*with_status("Unknown", "n01"), node("s1", cpu="500m")]
    old, new = (daemonset(image, tolerations=EVERYTHING, cpu=cpu) for image, cpu in (("a:1", "100m"), ("a:2", "1")))
    found = blocked(old, new, on)
    assert found.help == (
        "bring back or remove n01, and request at most cpu 500m (now cpu 1), or make room for cpu 500m on s1"
    )
