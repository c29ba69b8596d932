"""kOps' InstanceGroups, with their Cluster if the file contains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dslint.inventory.imports.import_result import (
    INSTANCE_TYPE,
    Group,
    Imported,
    Labels,
    ToolDocument,
    arch_of,
    control_plane_labels,
    control_plane_taints,
    filled,
    minor_of,
    of_group,
    of_kinds,
    taints_of,
    texts,
    typed,
)

NAME = "kOps"
API_GROUP = "kops.k8s.io"
CONTROL_PLANE_ROLES = frozenset({"Master", "ControlPlane"})
BASTION = "Bastion"
"""The role of machines that are not nodes."""

CLUSTER_LABEL = "kops.k8s.io/cluster"


class Metadata(msgspec.Struct):
    name: str
    labels: Labels | None = None


class Subnet(msgspec.Struct):
    name: str
    zone: str | None = None


class ClusterSpec(msgspec.Struct, rename="camel"):
    kubernetes_version: str | None = None
    subnets: list[Subnet] | None = None


class Cluster(msgspec.Struct):
    metadata: Metadata
    spec: ClusterSpec = msgspec.field(default_factory=ClusterSpec)


class GroupSpec(msgspec.Struct, rename="camel"):
    role: str = "Node"
    machine_type: str | None = None
    min_size: int = 0
    max_size: int = 0
    node_labels: Labels | None = None
    taints: list[str] | None = None
    subnets: list[str] | None = None


class InstanceGroup(msgspec.Struct):
    metadata: Metadata
    spec: GroupSpec = msgspec.field(default_factory=GroupSpec)


def imported(documents: Sequence[ToolDocument]) -> Imported:
    """Raises InventoryError."""
    objects = of_group(documents, API_GROUP)
    clusters = [typed(document, Cluster) for document in of_kinds(objects, "Cluster")]
    groups = [typed(document, InstanceGroup) for document in of_kinds(objects, "InstanceGroup")]
    result = Imported(clusters[0].metadata.name if clusters else _cluster_label(groups))
    result.version = minor_of(clusters[0].spec.kubernetes_version) if clusters else None
    subnets = {subnet.name: subnet.zone or subnet.name for cluster in clusters for subnet in cluster.spec.subnets or ()}
    for group in groups:
        if group.spec.role != BASTION:
            result.groups.append(_group(group, subnets, result.version))
    if not subnets:
        result.unknown.append("zones of the subnets; assumed to be the subnets' names")
    result.unknown.append("allocatable of the machine types; declare it to check resources")
    growing = (group for group in groups if group.spec.max_size > group.spec.min_size)
    result.unknown += [
        f"size of {group.metadata.name}, which may grow to {group.spec.max_size} nodes" for group in growing
    ]
    return result


def _group(group: InstanceGroup, subnets: Mapping[str, str], version: str | None) -> Group:
    spec, name = group.spec, group.metadata.name
    is_control_plane = spec.role in CONTROL_PLANE_ROLES
    arch = arch_of(spec.machine_type)
    labels = {
        **({"kubernetes.io/arch": arch} if arch else {}),
        **({INSTANCE_TYPE: spec.machine_type} if spec.machine_type else {}),
        "kops.k8s.io/instancegroup": name,
        **(control_plane_labels(version) if is_control_plane else {"node-role.kubernetes.io/node": ""}),
        **texts(spec.node_labels),
    }
    return filled(
        name=name,
        count=spec.min_size,
        zones=[subnets.get(subnet, subnet) for subnet in spec.subnets or ()],
        labels=labels,
        taints=taints_of(list(spec.taints or ())) or (control_plane_taints(version) if is_control_plane else []),
    )


def _cluster_label(groups: Sequence[InstanceGroup]) -> str:
    labels = (texts(group.metadata.labels).get(CLUSTER_LABEL) for group in groups)
    return next((label for label in labels if label), "kops")
