"""Each kind of thing that an inventory may leave out: declared, absent, contradicted by the manifests, and unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.planning.undeclared_objects import references
from dslint.planning.workload import Workload
from dslint.plans import Plan
from tests.planning.nodes import node

NODES = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [{"name": "w", "count": 7}]}}
NAMESPACE = "logging"


def complete(*kinds: str) -> dict[str, Any]:
    return {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"complete": list(kinds)}}


def of(kind: str, name: str, namespace: str = "", **fields: Any) -> dict[str, Any]:
    groups = {
        "PriorityClass": "scheduling.k8s.io/v1",
        "RuntimeClass": "node.k8s.io/v1",
        "StorageClass": "storage.k8s.io/v1",
        **dict.fromkeys(("ResourceClaim", "ResourceClaimTemplate", "DeviceClass"), "resource.k8s.io/v1"),
    }
    metadata = {"name": name, **({"namespace": namespace} if namespace else {})}
    return {"apiVersion": groups.get(kind, "v1"), "kind": kind, "metadata": metadata, **fields}


def daemonset(**spec: Any) -> dict[str, Any]:
    container = {"name": "agent", "image": "registry.example/agent:1", "resources": {"requests": {"cpu": "50m"}}}
    template = {"metadata": {"labels": {"app": "agent"}}, "spec": {"containers": [container], **spec}}
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": NAMESPACE},
        "spec": {"selector": {"matchLabels": {"app": "agent"}}, "template": template},
    }


def planned(*manifests: dict[str, Any], beside: tuple[dict[str, Any], ...] = (), **options: Any) -> Plan:
    return dslint.plan(manifests, inventory=[NODES, *beside], kubernetes_version="1.36", **options)


def bound(plan: Plan) -> int:
    return plan.workloads[0].bound


def said(plan: Plan) -> str:
    """All that the plan says against the workload."""
    workload = plan.workloads[0]
    reasons = (reason.message for group in workload.placement for reason in group.reasons)
    return " ".join([*(finding.message for finding in workload.rejected), *reasons, *workload.notes])


class Row(NamedTuple):
    """A kind, what of a pod's spec needs an object of it, the object, and the words where it is absent."""

    kind: str
    spec: Mapping[str, Any]
    name: str
    declared: dict[str, Any]
    words: str
    namespaced: bool = False
    others: tuple[dict[str, Any], ...] = ()


CLAIM = {"volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]}
DEVICES = {"devices": {"requests": [{"name": "gpu", "exactly": {"deviceClassName": "gpu.example"}}]}}
BOUND_CLAIM = of("PersistentVolumeClaim", "data", NAMESPACE, spec={"volumeName": "disk"}, status={"phase": "Bound"})
UNBOUND_CLAIM = of(
    "PersistentVolumeClaim", "data", NAMESPACE, spec={"storageClassName": "fast"}, status={"phase": "Pending"}
)
LATER = {"provisioner": "csi.example", "volumeBindingMode": "WaitForFirstConsumer"}

TABLE = [
    Row(
        "PriorityClass",
        {"priorityClassName": "high"},
        "high",
        of("PriorityClass", "high", value=1000),
        "no PriorityClass with name high was found",
    ),
    Row("Namespace", {}, NAMESPACE, of("Namespace", NAMESPACE), f'namespaces "{NAMESPACE}" not found'),
    Row(
        "ServiceAccount",
        {"serviceAccountName": "agent"},
        "agent",
        of("ServiceAccount", "agent", NAMESPACE),
        f'error looking up service account {NAMESPACE}/agent: serviceaccount "agent" not found',
        namespaced=True,
    ),
    Row(
        "RuntimeClass",
        {"runtimeClassName": "kata"},
        "kata",
        of("RuntimeClass", "kata", handler="kata"),
        'RuntimeClass "kata" not found',
    ),
    Row(
        "PersistentVolumeClaim",
        CLAIM,
        "data",
        BOUND_CLAIM,
        'persistentvolumeclaim "data" not found',
        namespaced=True,
    ),
    Row(
        "PersistentVolume",
        CLAIM,
        "disk",
        of("PersistentVolume", "disk", spec={}),
        "bound to volume disk, which does not exist",
        others=(BOUND_CLAIM,),
    ),
    Row(
        "StorageClass",
        CLAIM,
        "fast",
        of("StorageClass", "fast", **LATER),
        "claim data is not bound to a volume",
        others=(UNBOUND_CLAIM,),
    ),
    Row(
        "ResourceClaimTemplate",
        {"resourceClaims": [{"name": "gpu", "resourceClaimTemplateName": "gpus"}]},
        "gpus",
        of("ResourceClaimTemplate", "gpus", NAMESPACE, spec={"spec": DEVICES}),
        'resourceclaimtemplate "gpus" not found',
        namespaced=True,
    ),
    Row(
        "ResourceClaim",
        {"resourceClaims": [{"name": "gpu", "resourceClaimName": "gpu"}]},
        "gpu",
        of("ResourceClaim", "gpu", NAMESPACE, spec=DEVICES),
        'resourceclaim "gpu" not found',
        namespaced=True,
    ),
    Row(
        "DeviceClass",
        {"resourceClaims": [{"name": "gpu", "resourceClaimName": "gpu"}]},
        "gpu.example",
        of("DeviceClass", "gpu.example", spec={}),
        "device class gpu.example does not exist",
        others=(of("ResourceClaim", "gpu", NAMESPACE, spec=DEVICES),),
    ),
]
ROWS = pytest.mark.parametrize("row", TABLE, ids=[row.kind for row in TABLE])


@ROWS
def test_what_is_declared_is_there_and_nothing_is_said_of_it(row: Row) -> None:
    plan = planned(daemonset(**row.spec), beside=(row.declared, *row.others))
    assert bound(plan) == 7
    assert row.kind not in {item.kind for item in plan.inventory.undeclared}


@ROWS
def test_what_is_unknown_is_planned_and_said_with_its_effect(row: Row) -> None:
    plan = planned(daemonset(**row.spec), beside=row.others)
    assert bound(plan) == 7
    assert row.words not in said(plan)
    (found,) = [item for item in plan.inventory.undeclared if item.kind == row.kind]
    assert (found.namespace, found.name, found.nodes) == (NAMESPACE if row.namespaced else "", row.name, 7)
    assert any(row.name in sentence and sentence.endswith("decides 7 nodes") for sentence in plan.inventory.assumed)


@ROWS
@pytest.mark.parametrize("way", ["compact", "list", "several"])
def test_what_is_absent_is_refused_in_the_words_of_kubernetes(row: Row, way: str) -> None:
    others = [{**row.declared, "metadata": {**row.declared["metadata"], "name": name}} for name in ("a", "b")]
    beside = {
        "compact": (complete(row.kind),),
        "list": ({"apiVersion": "v1", "kind": "List", "items": others[:1]},),
        "several": tuple(others),
    }
    plan = planned(daemonset(**row.spec), beside=(*beside[way], *row.others))
    assert bound(plan) == 0
    assert row.words in said(plan)
    assert row.kind not in {item.kind for item in plan.inventory.undeclared}


@ROWS
def test_a_single_object_says_nothing_of_others(row: Row) -> None:
    other = {**row.declared, "metadata": {**row.declared["metadata"], "name": "other"}}
    assert bound(planned(daemonset(**row.spec), beside=(other, *row.others))) == 7


@ROWS
def test_what_the_manifests_bring_exists_also_in_a_complete_inventory(row: Row) -> None:
    plan = planned(row.declared, daemonset(**row.spec), beside=(complete(row.kind), *row.others))
    assert bound(plan) == 7
    assert row.kind not in {item.kind for item in plan.inventory.undeclared}


@ROWS
def test_what_the_manifests_bring_completes_nothing(row: Row) -> None:
    brought = [{**row.declared, "metadata": {**row.declared["metadata"], "name": name}} for name in ("a", "b")]
    assert bound(planned(*brought, daemonset(**row.spec), beside=row.others)) == 7


def test_a_class_that_the_server_rejects_is_not_there() -> None:
    bad = of("PriorityClass", "high", value=2_000_000_000)
    plan = planned(bad, daemonset(priorityClassName="high"))
    assert bound(plan) == 0
    assert "no PriorityClass with name high was found" in said(plan)
    assert any("left out, because the API server rejects it" in sentence for sentence in plan.inventory.assumed)


def test_a_namespace_of_the_manifests_is_heeded() -> None:
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE, "labels": labels}}
    plan = planned(namespace, daemonset(hostPID=True))
    assert bound(plan) == 0
    assert 'violates PodSecurity "restricted:latest"' in said(plan)


def test_limits_and_quotas_of_the_manifests_are_heeded() -> None:
    quota = of("ResourceQuota", "few", NAMESPACE, spec={"hard": {"pods": "3"}})
    assert bound(planned(quota, daemonset())) == 3
    limit_range = of("LimitRange", "low", NAMESPACE, spec={"limits": [{"type": "Container", "max": {"cpu": "10m"}}]})
    assert bound(planned(limit_range, daemonset())) == 0


def test_a_namespace_is_one_sentence_with_its_limits_and_quotas_and_the_command_is_one_line() -> None:
    assumed = planned(daemonset(priorityClassName="high")).inventory.assumed
    assert assumed[-3:] == (
        (
            "namespace logging: labels, limit ranges and quotas are not declared, planned as if there were none; "
            "decides 7 nodes"
        ),
        "PriorityClass high: not declared, planned with priority 0, which evicts nobody; decides 7 nodes",
        (
            "to plan with what the cluster has: kubectl get namespaces,priorityclasses,limitranges,resourcequotas "
            "-n logging -o json > declared.json, then add --nodes declared.json"
        ),
    )


def test_a_class_that_other_pods_show_has_their_priority() -> None:
    spec = {"priorityClassName": "high", "priority": 1_000_000, "nodeName": "w-1", "containers": [{"name": "c"}]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "other"}, "spec": spec}
    plan = planned(daemonset(priorityClassName="high"), beside=(pod,))
    assert bound(plan) == 7
    (found,) = [item for item in plan.inventory.undeclared if item.kind == "PriorityClass"]
    assert found.effect == "planned with priority 1000000, as pods of the inventory have it"


def test_an_update_that_needs_an_unknown_class_rolls_out() -> None:
    plan = planned(daemonset(priorityClassName="high"), baseline=[daemonset()])
    rollout = plan.workloads[0].rollout
    assert rollout is not None
    assert (rollout.blocked, rollout.replaced) == (None, 7)


def test_only_workloads_that_run_somewhere_need_something() -> None:
    assert planned(daemonset(nodeSelector={"pool": "none"}, priorityClassName="high")).inventory.undeclared == ()


def test_references_of_a_pod_are_those_of_its_own_spec() -> None:
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"runtimeClassName": "kata"}}
    cluster = read_inventory([NODES, complete("Namespace", "LimitRange", "ResourceQuota")])
    assert list(references(Workload.of(pod), cluster, Release.of("1.36"))) == [("RuntimeClass", "", "kata")]


def test_evictions_depend_on_disruption_budgets_and_claims_on_what_nodes_can_attach() -> None:
    filler = {"deployment": "shop/filler", "on": "*", "requests": {"cpu": "980m"}, "priority": 0}
    group = {"name": "w", "count": 7, "capacity": {"cpu": "1"}}
    full = {**NODES, "spec": {"nodeGroups": [group], "existingPods": [filler]}}
    plan = dslint.plan([daemonset(priorityClassName="system-node-critical")], inventory=[full])
    assert (
        "PodDisruptionBudget of namespace shop: not declared, planned as if there were none; decides 7 nodes"
        in plan.inventory.assumed
    )
    assert ("CSINode", "", "", 7) in {item[:4] for item in planned(daemonset(**CLAIM)).inventory.undeclared}


def test_an_empty_list_needs_words_of_its_own() -> None:
    declared = complete("Namespace", "LimitRange")
    namespace = of("Namespace", NAMESPACE)
    assert planned(daemonset(), beside=(declared, namespace)).inventory.assumed[-1] == (
        "to plan with what the cluster has: kubectl get resourcequotas -n logging -o json > declared.json, then add "
        "--nodes declared.json; if there are none, declare complete: [ResourceQuota]"
    )


def test_the_command_appends_to_a_dump(tmp_path: Path) -> None:
    dump = tmp_path / "my nodes.json"
    dump.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": [node("n1")]}))
    plan = dslint.plan([daemonset()], inventory=[dump])
    assert plan.inventory.assumed[-1].partition("; ")[0].endswith(f"-n logging -o json >> '{dump}'")


def saved_pod(owner: str, kind: str = "DaemonSet") -> dict[str, Any]:
    reference = {"apiVersion": "apps/v1", "kind": kind, "name": owner, "uid": f"uid-{owner}", "controller": True}
    metadata = {"name": f"{owner}-1", "namespace": "kube-system", "ownerReferences": [reference]}
    container = {"name": "c", "image": "registry.example/c:1"}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": metadata,
        "spec": {"nodeName": "n1", "containers": [container]},
    }


@pytest.mark.parametrize(
    ("owners", "said"),
    [
        (["kindnet"], ["DaemonSet kube-system/kindnet: not declared, its pods stay as they are"]),
        (
            ["kindnet", "kube-proxy"],
            ["DaemonSets kube-system/kindnet, kube-system/kube-proxy: not declared, their pods stay as they are"],
        ),
        ([], []),
    ],
)
def test_daemonsets_of_saved_pods_that_nothing_declares_are_said_to_be_unknown(
    owners: list[str], said: list[str]
) -> None:
    planned_too = {**daemonset(), "metadata": {"name": "agent", "namespace": "kube-system"}}
    pods = [saved_pod("agent"), saved_pod("coredns", "ReplicaSet"), *map(saved_pod, owners)]
    plan = dslint.plan([planned_too], inventory=[node("n1"), *pods], kubernetes_version="1.36")
    assert [sentence for sentence in plan.inventory.assumed if sentence.startswith("DaemonSet")] == said
    known = {**daemonset(), "metadata": {"name": "other", "namespace": "kube-system", "uid": "uid-other"}}
    plan = dslint.plan([planned_too], inventory=[node("n1"), saved_pod("other"), known], kubernetes_version="1.36")
    assert not any(sentence.startswith("DaemonSet") for sentence in plan.inventory.assumed)
