"""The cure under a reason: followed, it lets the pod run on those nodes."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.engine import plan
from dslint.plans import Placement, State
from tests.rollout.clusters import daemonset, node, nodes

SPOT = {"key": "spot", "value": "true", "effect": "NoSchedule"}
ALL = [{"operator": "Exists"}]


def pod(name: str, on: str, cpu: str, priority: int = 0) -> dict:
    container = {"name": "c", "image": "web:1", "resources": {"requests": {"cpu": cpu}}}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": "shop"},
        "spec": {"nodeName": on, "priority": priority, "containers": [container]},
        "status": {"phase": "Running"},
    }


def groups(new: Any, on: list[dict], old: dict | None = None) -> dict[State, Placement]:
    found = plan([new], inventory=on, baseline=None if old is None else [old], kubernetes_version="1.36")
    return {group.state: group for group in found.workloads[0].placement}


def helps(new: Any, on: list[dict], state: State, old: dict | None = None) -> list[str | None]:
    return [reason.help for reason in groups(new, on, old)[state].reasons]


@pytest.mark.parametrize(
    ("toleration", "near"),
    [
        ({"key": "spot", "operator": "Exists", "effect": "NoExecute"}, "effect NoExecute"),
        ({"key": "spot", "value": "yes"}, "operator Equal and value yes"),
        ({"key": "spot"}, "operator Equal and value none"),
    ],
)
def test_a_toleration_that_nearly_matches_is_named(toleration: dict, near: str) -> None:
    on = [*nodes(1), node("s1", taints=[SPOT])]
    found = helps(daemonset(tolerations=[toleration]), on, State.EXCLUDED)
    assert found == [f"tolerate spot=true:NoSchedule; tolerations[0] has {near}"]
    followed = daemonset(tolerations=[toleration, {"key": "spot", "value": "true", "effect": "NoSchedule"}])
    assert list(groups(followed, on)) == [State.BOUND]


def test_the_line_of_a_toleration_is_named_where_there_is_a_text(tmp_path: Any) -> None:
    manifest = tmp_path / "agent.yaml"
    manifest.write_text(
        "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec:\n"
        "  selector: {matchLabels: {app: agent}}\n  template:\n    metadata: {labels: {app: agent}}\n    spec:\n"
        "      tolerations:\n      - {key: spot, operator: Exists, effect: NoExecute}\n"
        "      containers: [{name: agent, image: agent:1}]\n"
    )
    found = helps(manifest, [*nodes(1), node("s1", taints=[SPOT])], State.EXCLUDED)
    assert found == ["tolerate spot=true:NoSchedule; the toleration at line 10 has effect NoExecute"]


@pytest.mark.parametrize("selector", [{}, {"kubernetes.io/os": "linux"}])
def test_what_is_excluded_on_purpose_is_left_alone(selector: dict) -> None:
    on = [
        node("a", **{"kubernetes.io/os": "linux"}),
        node("b", taints=[SPOT], **{"kubernetes.io/os": "linux"}),
        node("w", **{"kubernetes.io/os": "windows"}),
    ]
    found = plan([daemonset(nodeSelector=selector)], inventory=on).workloads[0]
    assert all(reason.help is None for group in found.placement for reason in group.reasons)


def test_a_selector_that_differs_from_the_label_in_case_alone_is_a_near_miss() -> None:
    on = [node("a", pool="gpu"), node("b", pool="GPU_large")]
    assert helps(daemonset(nodeSelector={"pool": "gpu-large"}), on[1:], State.EXCLUDED) == [
        "the nodes have pool=GPU_large; select that"
    ]
    assert helps(daemonset(nodeSelector={"pool": "gpu-large"}), on[:1], State.EXCLUDED) == [None]


def test_nodes_that_lose_the_pod_get_the_cure_without_a_near_miss() -> None:
    on = [*nodes(1), node("s1", taints=[SPOT])]
    old = daemonset(tolerations=ALL)
    assert helps(daemonset("agent:2"), on, State.REMOVED, old) == ["tolerate spot=true:NoSchedule"]
    on = [node("a", pool="x"), node("b")]
    assert helps(daemonset("agent:2", nodeSelector={"pool": "x"}), on, State.REMOVED, daemonset()) == [
        "label the nodes pool=x, or remove pool from nodeSelector"
    ]


def test_a_taint_that_goes_away_by_itself_needs_no_toleration() -> None:
    not_ready = {"key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"}
    old = daemonset(tolerations=[*ALL])
    found = helps(daemonset("agent:2"), [*nodes(1), node("s1", taints=[SPOT, not_ready])], State.REMOVED, old)
    assert found == ["tolerate spot=true:NoSchedule", None]


def test_several_reasons_are_cured_together_or_not_at_all() -> None:
    on = [node("a", pool="x"), node("b", taints=[SPOT]), *nodes(0)]
    new = daemonset("agent:2", nodeSelector={"pool": "x"})
    found = helps(new, on, State.REMOVED, daemonset(tolerations=ALL))
    assert found == [
        "label the nodes pool=x, or remove pool from nodeSelector",
        "tolerate spot=true:NoSchedule",
    ]
    required = {
        "nodeAffinity": {
            "requiredDuringSchedulingIgnoredDuringExecution": {
                "nodeSelectorTerms": [{"matchExpressions": [{"key": "pool", "operator": "In", "values": ["x"]}]}]
            }
        }
    }
    # Nobody knows what the required node affinity is for, so tolerating the taint would not be enough.
    found = helps(daemonset("agent:2", affinity=required), on, State.REMOVED, daemonset(tolerations=ALL))
    assert set(found) == {None}


@pytest.mark.parametrize(
    ("priority", "which"),
    [
        (0, "a priority class above 0"),
        (5, "a priority class above 5"),
        (2_000_000_000, "priority class system-node-critical"),
    ],
)
def test_want_of_room_says_how_much_is_missing_and_who_would_be_evicted(priority: int, which: str) -> None:
    on = [node("a", cpu="1"), pod("web-1", "a", "900m", priority)]
    evicts = f"use {which}, which would evict shop/web-1 on a (priority 0 evicts nobody)"
    [found] = helps(daemonset(cpu="300m"), on, State.PENDING)
    assert found == f"cpu 200m is missing: request at most cpu 100m, or {evicts}"
    assert list(groups(daemonset(cpu="100m"), on)) == [State.BOUND]


def test_where_nobody_can_be_evicted_only_a_smaller_request_helps() -> None:
    assert helps(daemonset(cpu="3"), [node("a", cpu="1")], State.PENDING) == ["cpu 2 is missing: request at most cpu 1"]
    full = [node("a", cpu="1"), pod("critical", "a", "1", 2_000_001_000)]
    assert helps(daemonset(cpu="1"), full, State.PENDING) == [None]


@pytest.mark.parametrize(("version", "offered"), [("1.12", True), ("1.11", False)])
def test_a_priority_is_offered_only_where_the_scheduler_is_asked(version: str, *, offered: bool) -> None:
    on = [node("a", cpu="1"), pod("web", "a", "1", priority=5)]
    (waiting,) = plan([daemonset(cpu="500m")], inventory=on, kubernetes_version=version).workloads[0].placement
    assert waiting.state is State.PENDING
    assert [reason.help is not None for reason in waiting.reasons] == [offered]


def test_a_plain_pod_that_waits_is_cured_too() -> None:
    waiting = pod("new", "", "300m")
    del waiting["spec"]["nodeName"], waiting["status"]
    on = [node("a", cpu="1"), pod("web-1", "a", "900m")]
    [found] = helps(waiting, on, State.PENDING)
    assert found is not None
    assert found.startswith("cpu 200m is missing: request at most cpu 100m")


def apart(key: str = "zone", **labels: str) -> dict:
    term = {"labelSelector": {"matchLabels": labels or {"app": "agent"}}, "topologyKey": key}
    term["namespaces"] = ["default", "shop"]
    return {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}


def test_pods_that_keep_each_other_away_are_told_to_drop_the_rule() -> None:
    on = nodes(3, zone="a")
    found = helps(daemonset(affinity=apart()), on, State.PENDING)
    assert found
    assert set(found) == {
        "remove the required anti-affinity and spread constraints (a DaemonSet has one pod on a node anyway)"
    }
    assert list(groups(daemonset(), on)) == [State.BOUND]


def test_pods_that_others_keep_away_gain_nothing_by_dropping_their_own_rule() -> None:
    web = pod("web-1", "a", "100m")
    web["metadata"]["labels"] = {"app": "web"}
    web["spec"]["affinity"] = apart(app="agent")
    found = helps(daemonset(affinity=apart(app="web")), [node("a", zone="a"), web], State.PENDING)
    assert set(found) == {None}


def test_virtual_nodes_are_left_alone() -> None:
    groups_ = [{"name": "w", "count": 1}, {"name": "f", "count": 1, "virtual": "fargate", "taints": ["x=y:NoSchedule"]}]
    inventory = {
        "apiVersion": "dslint.dev/v1",
        "kind": "Inventory",
        "metadata": {"name": "x"},
        "spec": {"nodeGroups": groups_},
    }
    assert helps(daemonset("agent:2"), [inventory], State.REMOVED, daemonset(tolerations=ALL)) == [None]
