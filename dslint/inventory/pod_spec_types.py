"""The types of what is read of a pod's spec: whoever reads it after can trust them."""

from __future__ import annotations

import msgspec

from dslint.inventory.node_objects import Amounts

Labels = dict[str, str]


class Requirement(msgspec.Struct):
    key: str | None = None
    operator: str | None = None
    values: list[str] | None = None


class LabelSelector(msgspec.Struct, rename="camel"):
    match_labels: Labels | None = None
    match_expressions: list[Requirement] | None = None


class NodeTerm(msgspec.Struct, rename="camel"):
    match_expressions: list[Requirement] | None = None
    match_fields: list[Requirement] | None = None


class NodeSelector(msgspec.Struct, rename="camel"):
    node_selector_terms: list[NodeTerm] | None = None


class PreferredNodeTerm(msgspec.Struct):
    weight: int | None = None
    preference: NodeTerm | None = None


class NodeAffinity(msgspec.Struct):
    required: NodeSelector | None = msgspec.field(default=None, name="requiredDuringSchedulingIgnoredDuringExecution")
    preferred: list[PreferredNodeTerm] | None = msgspec.field(
        default=None, name="preferredDuringSchedulingIgnoredDuringExecution"
    )


class PodTerm(msgspec.Struct, rename="camel"):
    topology_key: str | None = None
    label_selector: LabelSelector | None = None
    namespace_selector: LabelSelector | None = None
    namespaces: list[str] | None = None
    match_label_keys: list[str] | None = None
    mismatch_label_keys: list[str] | None = None


class WeightedPodTerm(msgspec.Struct, rename="camel"):
    weight: int | None = None
    pod_affinity_term: PodTerm | None = None


class PodAffinity(msgspec.Struct):
    required: list[PodTerm] | None = msgspec.field(default=None, name="requiredDuringSchedulingIgnoredDuringExecution")
    preferred: list[WeightedPodTerm] | None = msgspec.field(
        default=None, name="preferredDuringSchedulingIgnoredDuringExecution"
    )


class Affinity(msgspec.Struct, rename="camel"):
    node_affinity: NodeAffinity | None = None
    pod_affinity: PodAffinity | None = None
    pod_anti_affinity: PodAffinity | None = None


class SpreadConstraint(msgspec.Struct, rename="camel"):
    max_skew: int | None = None
    topology_key: str | None = None
    when_unsatisfiable: str | None = None
    label_selector: LabelSelector | None = None
    min_domains: int | None = None
    match_label_keys: list[str] | None = None
    node_affinity_policy: str | None = None
    node_taints_policy: str | None = None


class Toleration(msgspec.Struct, rename="camel"):
    key: str | None = None
    operator: str | None = None
    value: str | None = None
    effect: str | None = None
    toleration_seconds: int | None = None


class Port(msgspec.Struct, rename="camel"):
    container_port: int | None = None
    host_port: int | None = None
    host_ip: str | None = msgspec.field(default=None, name="hostIP")
    protocol: str | None = None


class Resources(msgspec.Struct):
    requests: Amounts | None = None
    limits: Amounts | None = None


class Container(msgspec.Struct, rename="camel"):
    name: str | None = None
    image: str | None = None
    ports: list[Port] | None = None
    resources: Resources | None = None
    restart_policy: str | None = None


class Gate(msgspec.Struct):
    name: str | None = None


class PodSpecTypes(msgspec.Struct, rename="camel"):
    """As much of a spec as placement reads; the rest passes unread."""

    containers: list[Container] | None = None
    init_containers: list[Container] | None = None
    node_name: str | None = None
    node_selector: Labels | None = None
    affinity: Affinity | None = None
    tolerations: list[Toleration] | None = None
    topology_spread_constraints: list[SpreadConstraint] | None = None
    priority: int | None = None
    priority_class_name: str | None = None
    preemption_policy: str | None = None
    scheduler_name: str | None = None
    scheduling_gates: list[Gate] | None = None
    host_network: bool | None = None
    overhead: Amounts | None = None
    resources: Resources | None = None
    volumes: list[dict[str, msgspec.Raw]] | None = None
