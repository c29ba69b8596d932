"""What the workloads of a plan refer to and no input declares, and on how many nodes the plan depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.admission.priority import BUILT_IN, shown_class
from dslint.admission.service_account import DEFAULT
from dslint.inventory.assumptions import named, undeclared_sentences
from dslint.inventory.pools import node_places
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.planning.workload import Workload
from dslint.plans import WANTS, Decider, InventorySummary, Placement, Undeclared, WorkloadPlan

Identity = tuple[str, str, str]
"""Kind, namespace ("" for cluster-scoped kinds) and name; "" is any object of the kind."""

EFFECTS = {
    "Namespace": "planned as if it had no labels and annotations",
    "LimitRange": "planned as if there were none",
    "ResourceQuota": "planned as if there were none",
    "ServiceAccount": "planned as if it existed",
    "RuntimeClass": "planned as if it had no overhead and no node selector",
    "PersistentVolumeClaim": "planned as if its volume could be used on every node",
    "PersistentVolume": "planned as if it could be used on every node",
    "StorageClass": "planned as if it provided volumes on every node",
    "ResourceClaim": "planned as if its devices were on every node",
    "ResourceClaimTemplate": "planned as if every node had free devices for its claims",
    "DeviceClass": "planned as if it existed",
    "ResourceSlice": "planned as if every node had free devices",
    "CSINode": "planned as if every node could attach the volumes",
    "PodDisruptionBudget": "planned as if there were none",
}


class Planned(NamedTuple):
    """The workloads in their order, with their plans and their pods after admission."""

    workloads: Sequence[Workload]
    plans: Sequence[WorkloadPlan]
    pods: Sequence[Pod | None]


def inventory_summary(
    cluster: Cluster, planned: Planned, files: Sequence[str], release: Release, of_pods: Sequence[str] = ()
) -> InventorySummary:
    """The inventory of a plan, with all that the plan assumes, `of_pods` that run before the change among it.

    `files` are the names of the inventory's files.
    """
    undeclared = undeclared_objects(planned.workloads, planned.plans, cluster, release)
    owners = _owners(planned.workloads, cluster)
    sentences = (
        *cluster.assumed,
        *owners,
        *of_pods,
        *_amounts(planned, cluster),
        *undeclared_sentences(undeclared, files),
    )
    numbers = (len(cluster.nodes), len(cluster.pods))
    return InventorySummary(
        cluster.name, *numbers, tuple(dict.fromkeys(sentences)), node_places(cluster.nodes), undeclared
    )


def _owners(workloads: Sequence[Workload], cluster: Cluster) -> Iterator[str]:
    """The DaemonSets of saved pods that neither the inventory nor the plan has."""
    found = dict.fromkeys(
        (pod.namespace, pod.owner[1])
        for pod in cluster.pods
        if pod.owner_uid and pod.owner is not None and pod.owner[0] == "DaemonSet"
    )
    metadata = (item["metadata"] for item in cluster.of_kind("DaemonSet"))
    there = {(item.get("namespace") or "default", item.get("name")) for item in metadata}
    there |= {(workload.ref.namespace or "default", workload.ref.name) for workload in workloads}
    names = [f"{namespace}/{name}" for namespace, name in found if (namespace, name) not in there]
    if names:
        who, whose = ("DaemonSet", "its") if len(names) == 1 else ("DaemonSets", "their")
        yield f"{who} {named(names)}: not declared, {whose} pods stay as they are"


def _amounts(planned: Planned, cluster: Cluster) -> Iterator[str]:
    """What is assumed of resources and priorities that are not declared."""
    shapes = {node.shape for node in cluster.nodes}
    unknown = frozenset[str]().union(*(shape.unknown_resources for shape in shapes if shape.resources_known))
    if any(pod is not None and not unknown.isdisjoint(pod.spec.requests) for pod in planned.pods):
        from dslint.planning.undeclared_resources import assumed_resources

        yield from assumed_resources(planned.plans, planned.pods, cluster)
    if any(plan.pending or any(group.evicts for group in plan.placement) for plan in planned.plans):
        from dslint.planning.undeclared_priorities import assumed_priorities

        yield from assumed_priorities(planned.plans, planned.pods, cluster)


def undeclared_objects(
    workloads: Sequence[Workload], plans: Sequence[WorkloadPlan], cluster: Cluster, release: Release
) -> tuple[Undeclared, ...]:
    """In the order of the workloads; what decides no node is left out."""
    nodes: dict[Identity, set[str]] = {}
    for workload, plan in zip(workloads, plans, strict=True):
        wanted = {name for group in plan.placement if _depends(group) for name in group.nodes}
        for reference in references(workload, cluster, release) if wanted else ():
            nodes.setdefault(reference, set()).update(wanted)
        for namespace, node in _evictions(plan):
            if not _shows("PodDisruptionBudget", namespace, cluster):
                nodes.setdefault(("PodDisruptionBudget", namespace, ""), set()).add(node)
    return tuple(Undeclared(*reference, len(found), _effect(reference, cluster)) for reference, found in nodes.items())


def references(workload: Workload, cluster: Cluster, release: Release) -> Iterator[Identity]:
    """What the workload refers to, as far as nothing says whether it is there."""
    namespace = workload.ref.namespace or "default"
    value = workload.value
    pod = value if workload.ref.kind == "Pod" else (value.get("spec") or {}).get("template") or {}
    spec = pod.get("spec") or {}
    if not release.enabled("DynamicResourceAllocation"):
        spec = {**spec, "resourceClaims": ()}
    for kind, within, name in _named(spec, namespace, cluster):
        if cluster.unknown(kind, name, within):
            yield kind, within, name
    for kind in ("LimitRange", "ResourceQuota"):
        if not _shows(kind, namespace, cluster):
            yield kind, namespace, ""
    if spec.get("resourceClaims") and not (cluster.is_complete("ResourceSlice") or cluster.of_kind("ResourceSlice")):
        yield "ResourceSlice", "", ""
    if _mounts_claims(spec) and not (cluster.is_complete("CSINode") or cluster.of_kind("CSINode")):
        yield "CSINode", "", ""


def _mounts_claims(spec: Mapping[str, Any]) -> bool:
    return any("persistentVolumeClaim" in volume or "ephemeral" in volume for volume in spec.get("volumes") or ())


def _evictions(plan: WorkloadPlan) -> Iterator[tuple[str, str]]:
    """The namespaces of victims, each with its node."""
    return ((victim.namespace, victim.node) for group in plan.placement for victim in group.evicts)


def _named(spec: Mapping[str, Any], namespace: str, cluster: Cluster) -> Iterator[Identity]:
    yield "Namespace", "", namespace
    if spec.get("priorityClassName") and spec["priorityClassName"] not in BUILT_IN:
        yield "PriorityClass", "", spec["priorityClassName"]
    if (spec.get("serviceAccountName") or DEFAULT) != DEFAULT:
        yield "ServiceAccount", namespace, spec["serviceAccountName"]
    if spec.get("runtimeClassName"):
        yield "RuntimeClass", "", spec["runtimeClassName"]
    for volume in spec.get("volumes") or ():
        yield from _of_volume(volume, namespace, cluster)
    for claim in spec.get("resourceClaims") or ():
        yield from _of_claim(claim, namespace, cluster)


def _of_volume(volume: Mapping[str, Any], namespace: str, cluster: Cluster) -> Iterator[Identity]:
    name = (volume.get("persistentVolumeClaim") or {}).get("claimName")
    template = (volume.get("ephemeral") or {}).get("volumeClaimTemplate") or {}
    claim = _object("PersistentVolumeClaim", namespace, name, cluster) if name else template
    if name:
        yield "PersistentVolumeClaim", namespace, name
    spec = (claim or {}).get("spec") or {}
    if spec.get("volumeName"):
        yield "PersistentVolume", "", spec["volumeName"]
    elif spec.get("storageClassName"):
        yield "StorageClass", "", spec["storageClassName"]


def _of_claim(claim: Mapping[str, Any], namespace: str, cluster: Cluster) -> Iterator[Identity]:
    kind = "ResourceClaim" if claim.get("resourceClaimName") else "ResourceClaimTemplate"
    name = claim.get("resourceClaimName") or claim.get("resourceClaimTemplateName")
    if not name:
        return
    yield kind, namespace, name
    spec = (_object(kind, namespace, name, cluster) or {}).get("spec") or {}
    devices = (spec.get("spec") or {} if kind == "ResourceClaimTemplate" else spec).get("devices") or {}
    for request in devices.get("requests") or ():
        for choice in request.get("firstAvailable") or (request.get("exactly") or request,):
            if choice.get("deviceClassName"):
                yield "DeviceClass", "", choice["deviceClassName"]


def _object(kind: str, namespace: str, name: str, cluster: Cluster) -> Mapping[str, Any] | None:
    for item in cluster.of_kind(kind):
        metadata = item["metadata"]
        if (metadata.get("namespace") or "default", metadata.get("name")) == (namespace, name):
            return item
    return None


def _shows(kind: str, namespace: str, cluster: Cluster) -> bool:
    """Whether the inventory says which objects of a kind the namespace has."""
    declared = (item["metadata"].get("namespace") or "default" for item in cluster.of_kind(kind))
    return cluster.is_complete(kind, namespace) or namespace in declared


def _depends(group: Placement) -> bool:
    return group.state in WANTS or any(reason.decider is Decider.API_SERVER for reason in group.reasons)


def _effect(reference: Identity, cluster: Cluster) -> str:
    kind, _, name = reference
    if kind != "PriorityClass":
        return EFFECTS[kind]
    shown = shown_class(name, cluster.pods)
    if shown is None:
        return "planned with priority 0, which evicts nobody"
    return f"planned with priority {shown['value']}, as pods of the inventory have it"
