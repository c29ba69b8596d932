"""What if nodes were cordoned, drained, tainted, labelled, added or removed."""

from __future__ import annotations

import pytest

from dslint.inventory.what_if import indices_of, what_if
from dslint.inventory.what_if_operations import WhatIfError
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from tests.inventory.compact import expanded, told

RELEASE = Release.of("1.36")
GROUPS = [
    {"name": "gen", "count": 4, "zones": ["a", "b"], "labels": {"pool": "x"}, "load": {"cpu": 1}},
    {"name": "spot", "count": 2, "taints": ["spot=true:NoSchedule", "spot=true:NoExecute"], "notReady": 1},
]
PODS = [
    {"daemonSet": "a/ds", "on": "*"},
    {"deployment": "a/web", "on": ["gen-1", "gen-2"], "replicas": 3},
]


def cluster() -> Cluster:
    return expanded(nodeGroups=GROUPS, existingPods=PODS)


def after(*operations: str) -> Cluster:
    return what_if(cluster(), operations, RELEASE)


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("gen-1", ["gen-1"]),
        ("spot", ["spot-1", "spot-2"]),
        ("gen-[12]", ["gen-1", "gen-2"]),
        ("s*", ["spot-1", "spot-2"]),
        ("zone=b", ["gen-2", "gen-4"]),
        ("pool=x,zone!=b", ["gen-1", "gen-3"]),
        ("group=spot", ["spot-1", "spot-2"]),
        ("hostname in (gen-3,spot-1)", ["gen-3", "spot-1"]),
        ("!pool", ["spot-1", "spot-2"]),
        ("*", ["gen-1", "gen-2", "gen-3", "gen-4", "spot-1", "spot-2"]),
    ],
)
def test_nodes_are_meant_by_name_group_pattern_or_selector(target: str, names: list[str]) -> None:
    nodes = cluster().nodes
    assert [nodes[index].name for index in indices_of(target, nodes)] == names


def test_the_old_cluster_stays_as_it_was() -> None:
    old = cluster()
    before = [(node.name, node.shape, node.own_labels) for node in old.nodes], list(old.pods), list(old.assumed)
    what_if(old, ["drain gen", "remove spot", "add gen=2", "label * x=y"], RELEASE)
    assert ([(node.name, node.shape, node.own_labels) for node in old.nodes], old.pods, old.assumed) == before


@pytest.mark.parametrize(
    ("operation", "taints"),
    [
        ("cordon gen-1", ["node.kubernetes.io/unschedulable:NoSchedule"]),
        ("cordon gen-1; uncordon gen-1", []),
        ("taint gen-1 a=b:NoExecute c:NoSchedule", ["a=b:NoExecute", "c:NoSchedule"]),
        ("taint gen-1 a=b:NoSchedule; taint gen-1 a=c:NoSchedule", ["a=c:NoSchedule"]),
        ("taint gen-1 a=b:NoSchedule; taint gen-1 a:NoSchedule-", []),
        ("notready gen-1", ["node.kubernetes.io/not-ready:NoSchedule", "node.kubernetes.io/not-ready:NoExecute"]),
        ("notready gen-1; ready gen-1", []),
    ],
)
def test_nodes_bear_the_taints_that_follow(operation: str, taints: list[str]) -> None:
    assert [str(taint) for taint in after(operation).nodes[0].shape.taints] == taints


@pytest.mark.parametrize(
    ("operation", "taints"),
    [
        ("untaint spot-1 spot", []),
        ("untaint spot-1 spot:NoExecute", ["spot=true:NoSchedule"]),
        ("untaint spot-1 spot=true:NoSchedule-", ["spot=true:NoExecute"]),
        ("untaint spot-1 other", ["spot=true:NoSchedule", "spot=true:NoExecute"]),
    ],
)
def test_taints_are_taken_away_by_key_and_effect(operation: str, taints: list[str]) -> None:
    assert [str(taint) for taint in after(operation).nodes[4].shape.taints] == taints


def test_labels_are_set_and_taken_away() -> None:
    one = after("label gen-1 pool=z disk=ssd", "unlabel gen-1 kubernetes.io/hostname").nodes[0]
    assert (one.label("pool"), one.label("disk"), one.label("kubernetes.io/hostname")) == ("z", "ssd", None)
    assert after("label gen pool-").nodes[1].label("pool") is None


def test_nodes_that_become_alike_share_a_shape() -> None:
    one, _, three, *_ = after("cordon zone=a").nodes
    assert one.shape is three.shape
    old = cluster()
    back = what_if(old, ["cordon gen-1", "uncordon gen-1"], RELEASE)
    assert back.nodes[0].shape is old.nodes[0].shape


def test_a_drained_node_keeps_daemonset_and_static_pods_only() -> None:
    drained = after("drain gen-1")
    assert [pod.name for pod in drained.pods if pod.node == "gen-1"] == ["ds-gen-1"]
    assert (drained.nodes[0].shape.unschedulable, drained.nodes[0].shape.load) == (True, {})
    assert drained.nodes[2].shape.load == {"cpu": 1000}
    assert "drain gen-1: 2 evicted pods are not placed elsewhere" in drained.assumed
    control_plane = what_if(told("homelab"), ["drain master-1"], RELEASE)
    assert len([pod for pod in control_plane.pods if pod.node == "master-1"]) == 3


def test_removed_nodes_take_their_pods_with_them_and_indices_close_up() -> None:
    left = after("remove zone=a")
    assert [(node.index, node.name) for node in left.nodes] == [
        (0, "gen-2"),
        (1, "gen-4"),
        (2, "spot-1"),
        (3, "spot-2"),
    ]
    assert {pod.node for pod in left.pods} == {"gen-2", "gen-4", "spot-1", "spot-2"}


def test_added_nodes_are_like_the_group_s_fit_ones_with_their_daemonset_pods() -> None:
    more = after("add gen=3; add spot=1; add gen=1")
    assert [node.name for node in more.nodes[6:]] == ["gen-new-1", "gen-new-2", "gen-new-3", "spot-new-1", "gen-new-4"]
    assert [node.label("topology.kubernetes.io/zone") for node in more.nodes[6:9]] == ["a", "b", "a"]
    assert more.nodes[9].shape.ready == "True"
    assert [pod.name for pod in more.pods if pod.node == "gen-new-1"] == ["ds-gen-new-1"]
    assert [node.index for node in more.nodes] == list(range(11))


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ("cordn gen-1", "'cordn' is not an operation; did you mean cordon?"),
        ("explode gen-1", "'explode' is not an operation; expected one of cordon, uncordon, drain"),
        ("cordon", "'cordon' names no nodes; write cordon NODES"),
        ("cordon a b", "'cordon a b' is not valid; write cordon NODES"),
        ("cordon gen-9", "no node or group gen-9; did you mean gen-4?"),
        ("cordon pool=none", "no node or group pool=none"),
        ("taint gen-1", "'taint gen-1' is not valid; write taint NODES key=value:NoSchedule"),
        ("taint gen-1 a=b", "'a=b' is not a taint; write it as key=value:NoSchedule"),
        ("untaint gen-1 a:NoExec", "is not valid; write untaint NODES key"),
        ("label gen-1 a", "'label gen-1 a' is not valid; write label NODES key=value"),
        ("add gen", "'add gen' is not valid; write add GROUP=NUMBER"),
        ("add gen=none", "write add GROUP=NUMBER"),
        ("add gen=1000000000", "'add gen=1000000000' adds more than 1,000,000 nodes; add fewer"),
        ("cordon 'gen", "has an unclosed quote"),
        ("cordon 'pool in x'", "'pool in x' is not a label selector"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_write(operation: str, said: str) -> None:
    with pytest.raises(WhatIfError) as error:
        after(operation)
    assert said in str(error.value)


def test_operations_add_a_limited_number_of_nodes_together(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = len(after("add gen=3").nodes)
    monkeypatch.setattr("dslint.inventory.what_if.INVENTORY_NODES", limit)
    assert len(after("add gen=1; add gen=2").nodes) == limit
    with pytest.raises(WhatIfError, match=f"with 'add gen=2' there are more than {limit} nodes; add fewer"):
        after("add gen=2; add gen=2")
