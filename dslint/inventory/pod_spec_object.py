"""The types of a pod's spec in JSON, as far as placement reads it: a spec with other types is rejected.

These objects have no behaviour. What they describe is then read as a PodSpec (dslint.kubernetes.pods).
"""

from __future__ import annotations

import msgspec

from dslint.inventory.amounts import Amounts

Labels = dict[str, str]
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


class RequirementObject(msgspec.Struct):
    key: str | None = None
    operator: str | None = None
    values: list[str] | None = None


class LabelSelectorObject(msgspec.Struct, rename="camel"):
    match_labels: Labels | None = None
    match_expressions: list[RequirementObject] | None = None


class NodeTermObject(msgspec.Struct, rename="camel"):
    match_expressions: list[RequirementObject] | None = None
    match_fields: list[RequirementObject] | None = None


class NodeSelectorObject(msgspec.Struct, rename="camel"):
    node_selector_terms: list[NodeTermObject] | None = None


class PreferredNodeTermObject(msgspec.Struct):
    weight: int | None = None
    preference: NodeTermObject | None = None


class NodeAffinityObject(msgspec.Struct):
    required: NodeSelectorObject | None = msgspec.field(default=None, name=REQUIRED)
    preferred: list[PreferredNodeTermObject] | None = msgspec.field(default=None, name=PREFERRED)


class PodTermObject(msgspec.Struct, rename="camel"):
    topology_key: str | None = None
    label_selector: LabelSelectorObject | None = None
    namespace_selector: LabelSelectorObject | None = None
    namespaces: list[str] | None = None
    match_label_keys: list[str] | None = None
    mismatch_label_keys: list[str] | None = None


class WeightedPodTermObject(msgspec.Struct, rename="camel"):
    weight: int | None = None
    pod_affinity_term: PodTermObject | None = None


class PodAffinityObject(msgspec.Struct):
    required: list[PodTermObject] | None = msgspec.field(default=None, name=REQUIRED)
    preferred: list[WeightedPodTermObject] | None = msgspec.field(default=None, name=PREFERRED)


class AffinityObject(msgspec.Struct, rename="camel"):
    node_affinity: NodeAffinityObject | None = None
    pod_affinity: PodAffinityObject | None = None
    pod_anti_affinity: PodAffinityObject | None = None


class SpreadConstraintObject(msgspec.Struct, rename="camel"):
    max_skew: int | None = None
    topology_key: str | None = None
    when_unsatisfiable: str | None = None
    label_selector: LabelSelectorObject | None = None
    min_domains: int | None = None
    match_label_keys: list[str] | None = None
    node_affinity_policy: str | None = None
    node_taints_policy: str | None = None


class TolerationObject(msgspec.Struct, rename="camel"):
    key: str | None = None
    operator: str | None = None
    value: str | None = None
    effect: str | None = None
    toleration_seconds: int | None = None


class PortObject(msgspec.Struct, rename="camel"):
    container_port: int | None = None
    host_port: int | None = None
    host_ip: str | None = msgspec.field(default=None, name="hostIP")
    protocol: str | None = None


class ResourcesObject(msgspec.Struct):
    requests: Amounts | None = None
    limits: Amounts | None = None


class ContainerObject(msgspec.Struct, rename="camel"):
    name: str | None = None
    image: str | None = None
    ports: list[PortObject] | None = None
    resources: ResourcesObject | None = None
    restart_policy: str | None = None


class GateObject(msgspec.Struct):
    name: str | None = None


class PodSpecObject(msgspec.Struct, rename="camel"):
    """The fields that placement reads; other fields are not checked."""

    containers: list[ContainerObject] | None = None
    init_containers: list[ContainerObject] | None = None
    node_name: str | None = None
    node_selector: Labels | None = None
    affinity: AffinityObject | None = None
    tolerations: list[TolerationObject] | None = None
    topology_spread_constraints: list[SpreadConstraintObject] | None = None
    priority: int | None = None
    priority_class_name: str | None = None
    preemption_policy: str | None = None
    scheduler_name: str | None = None
    scheduling_gates: list[GateObject] | None = None
    host_network: bool | None = None
    overhead: Amounts | None = None
    resources: ResourcesObject | None = None
    volumes: list[dict[str, msgspec.Raw]] | None = None
