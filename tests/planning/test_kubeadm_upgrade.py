"""What kubeadm changes about control planes, on both sides of each version in which it does."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.kubeadm import CONTROL_PLANE, CRI_SOCKET, MASTER
from dslint.kubernetes.release import Release
from dslint.planning.kubeadm_upgrade import upgraded
from dslint.plans import Plan
from tests.planning.nodes import daemonset

OLD = {"labels": {MASTER: ""}, "taints": [f"{MASTER}:NoSchedule"]}
OF_1_23 = {"labels": {MASTER: "", CONTROL_PLANE: ""}, "taints": [f"{MASTER}:NoSchedule"]}
BOTH = {"labels": {CONTROL_PLANE: ""}, "taints": [f"{MASTER}:NoSchedule", f"{CONTROL_PLANE}:NoSchedule"]}
NEW = {"labels": {CONTROL_PLANE: ""}, "taints": [f"{CONTROL_PLANE}:NoSchedule"]}


def inventory(version: str | None = None, **fields: Any) -> dict[str, Any]:
    groups = [{"name": "cp", "count": 1, "kubeadm": True, **fields}, {"name": "w", "count": 1, "kubeadm": True}]
    spec = {"nodeGroups": groups, **({"kubernetesVersion": version} if version else {})}
    return {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": spec}


def after(start: str, end: str, **fields: Any) -> tuple[set[str], set[str], tuple[str, ...]]:
    """The role labels and taints of the control plane, and what is said."""
    cluster = read_inventory(inventory(**fields), Release.of(start))
    found, said = upgraded(cluster, Release.of(start), Release.of(end))
    assert found.nodes[1] is cluster.nodes[1]
    node = found.nodes[0]
    return set(node.labels) & {MASTER, CONTROL_PLANE}, {str(taint) for taint in node.shape.taints}, said


@pytest.mark.parametrize(
    ("start", "end", "before", "expected"),
    [
        ("1.18", "1.19", OLD, OLD),
        ("1.19", "1.20", OLD, OF_1_23),
        ("1.22", "1.23", OF_1_23, OF_1_23),
        ("1.23", "1.24", OF_1_23, BOTH),
        ("1.24", "1.25", BOTH, NEW),
        ("1.23", "1.25", OF_1_23, NEW),
        ("1.19", "1.36", OLD, NEW),
        ("1.25", "1.36", NEW, NEW),
        ("1.23", "1.25", {"labels": {MASTER: "", CONTROL_PLANE: ""}, "taints": []}, {**NEW, "taints": []}),
    ],
)
def test_an_upgrade_changes_the_label_and_the_taints_in_steps(
    start: str, end: str, before: dict[str, Any], expected: dict[str, Any]
) -> None:
    labels, taints, said = after(start, end, **before)
    assert labels == set(expected["labels"])
    assert taints == set(expected["taints"])
    assert bool(said) == (before != expected)


def test_what_changes_is_said_with_its_nodes() -> None:
    _, _, said = after("1.24", "1.25", **BOTH)
    (sentence,) = said
    assert sentence.startswith(
        f"kubeadm's upgrade from 1.24 to 1.25 removes the taint {MASTER}:NoSchedule on 1 node (cp-1)"
    )


def test_nodes_that_kubeadm_has_not_made_stay_as_they_are() -> None:
    assert after("1.23", "1.25", kubeadm=False, **OF_1_23)[2] == ()


def planned(version: str, source: dict[str, Any], **options: Any) -> Plan:
    agent = daemonset(tolerations=[{"key": MASTER, "operator": "Exists"}])
    return dslint.plan([agent], inventory=[source], kubernetes_version=version, **options)


def test_a_plan_of_a_newer_version_than_the_inventorys_has_the_nodes_after_the_upgrade() -> None:
    source = inventory("1.23", **OF_1_23)
    assert planned("1.23", source).workloads[0].bound == 2
    assert planned("1.25", source).workloads[0].bound == 1
    assert planned("1.22", source).workloads[0].bound == 2
    kept = planned("1.25", source, keep_node_labels=True)
    assert (kept.workloads[0].bound, [one for one in kept.remarks if "kubeadm" in one]) == (2, [])


def test_without_a_version_in_the_inventory_the_oldest_of_those_asked_for_is_that_of_the_nodes() -> None:
    from dslint.engine import plan_versions

    agent = daemonset(tolerations=[{"key": MASTER, "operator": "Exists"}])
    report = plan_versions([agent], inventory=[inventory(**OF_1_23)], versions=("1.23", "1.25"))
    assert [plan.workloads[0].bound for plan in report.plans] == [2, 1]
    assert planned("1.25", inventory(**OF_1_23)).workloads[0].bound == 2


def test_the_annotation_of_a_node_says_that_kubeadm_has_made_it() -> None:
    node = {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": "cp", "labels": OF_1_23["labels"], "annotations": {CRI_SOCKET: "x"}},
        "spec": {"taints": [{"key": MASTER, "effect": "NoSchedule"}]},
        "status": {"nodeInfo": {"kubeletVersion": "v1.23.4"}},
    }
    assert planned("1.25", node).workloads[0].bound == 0
    del node["metadata"]["annotations"]
    assert planned("1.25", node).workloads[0].bound == 1


def test_an_option_without_such_nodes_is_said_to_have_no_effect() -> None:
    plan = planned(
        "1.25", {**inventory("1.23"), "spec": {"nodeGroups": [{"name": "w", "count": 1}]}}, keep_node_labels=True
    )
    assert any(remark.startswith("--keep-node-labels has no effect") for remark in plan.remarks)
