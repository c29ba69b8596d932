"""eksctl's ClusterConfig: node groups, managed or not, with labels, taints and the desired number of nodes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dslint.inventory.imports.import_result import (
    INSTANCE_TYPE,
    REGION,
    Group,
    Imported,
    Labels,
    Taints,
    ToolDocument,
    arch_of,
    filled,
    minor_of,
    of_group,
    taints_of,
    texts,
    typed,
)

NAME = "eksctl"
API_GROUP = "eksctl.io"
# eksctl: DefaultNodeCount.
DEFAULT_NODES = 2


class Metadata(msgspec.Struct):
    name: str = "eks"
    region: str | None = None
    version: str | None = None


class Distribution(msgspec.Struct, rename="camel"):
    instance_types: list[str] | None = None


class NodeGroup(msgspec.Struct, rename="camel"):
    name: str = "nodes"
    ami_family: str = ""
    instance_type: str | None = None
    instance_types: list[str] | None = None
    instances_distribution: Distribution | None = None
    desired_capacity: int | None = None
    min_size: int | None = None
    availability_zones: list[str] | None = None
    labels: Labels | None = None
    taints: Taints | None = None
    max_pods_per_node: int | None = None
    spot: bool | None = None


class FargateProfile(msgspec.Struct):
    name: str = ""


class ClusterConfig(msgspec.Struct, rename="camel"):
    metadata: Metadata = msgspec.field(default_factory=Metadata)
    availability_zones: list[str] | None = None
    node_groups: list[NodeGroup] | None = None
    managed_node_groups: list[NodeGroup] | None = None
    fargate_profiles: list[FargateProfile] | None = None


def imported(documents: Sequence[ToolDocument]) -> Imported:
    """Raises InventoryError."""
    config = typed(of_group(documents, API_GROUP)[0], ClusterConfig)
    result = Imported(config.metadata.name, version=minor_of(config.metadata.version))
    result.zones = config.availability_zones or []
    result.groups += [_group(group, config.metadata, managed=False) for group in config.node_groups or ()]
    result.groups += [_group(group, config.metadata, managed=True) for group in config.managed_node_groups or ()]
    if not result.zones and not any("zones" in group for group in result.groups):
        result.unknown.append("availability zones, which eksctl chooses; declare zones")
    result.unknown.append("allocatable of the instance types; declare it to check resources")
    result.unknown += [
        f"nodes of Fargate profile {item.name}, which exist only with their pods"
        for item in config.fargate_profiles or ()
    ]
    return result


def _group(group: NodeGroup, metadata: Metadata, *, managed: bool) -> Group:
    counts = (group.desired_capacity, group.min_size, DEFAULT_NODES)
    max_pods = group.max_pods_per_node
    return filled(
        name=group.name,
        count=next(count for count in counts if count is not None),
        zones=group.availability_zones,
        labels={**_eks_labels(group, metadata, managed=managed), **texts(group.labels)},
        taints=taints_of(group.taints),
        allocatable={"pods": str(max_pods)} if max_pods else {},
    )


def _eks_labels(group: NodeGroup, metadata: Metadata, *, managed: bool) -> dict[str, str]:
    instance = _instance_type(group)
    labels = {
        "kubernetes.io/os": "windows" if group.ami_family.startswith("Windows") else "linux",
        "kubernetes.io/arch": arch_of(instance),
        INSTANCE_TYPE: instance,
        REGION: metadata.region,
        "alpha.eksctl.io/cluster-name": metadata.name,
        "alpha.eksctl.io/nodegroup-name": group.name,
    }
    if managed:
        labels["eks.amazonaws.com/nodegroup"] = group.name
        labels["eks.amazonaws.com/capacityType"] = "SPOT" if group.spot else "ON_DEMAND"
    return {key: value for key, value in labels.items() if value}


def _instance_type(group: NodeGroup) -> str | None:
    """The instance type, if there is only one."""
    several = (
        group.instance_types or (group.instances_distribution and group.instances_distribution.instance_types) or []
    )
    return group.instance_type or (several[0] if len(several) == 1 else None)
