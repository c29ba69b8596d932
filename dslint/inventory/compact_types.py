"""The types of a compact Inventory, as in schemas/inventory.schema.json.

msgspec checks an inventory against these types in less time than it takes to load a JSON Schema; a test compares the
two. The schema explains what is wrong.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from dslint.inventory.other_objects import CLUSTER_SCOPED, GROUPS, NOT_COMPLETE
from dslint.limits import NODES

Name = Annotated[str, Meta(min_length=1)]
Natural = Annotated[int, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0, le=NODES)]
Percentage = Annotated[str, Meta(pattern=r"^[0-9]{1,9}(\.[0-9]{1,9})?%$")]
NumberOrPercentage = Natural | Percentage
Labels = dict[str, str]
LabelChanges = dict[str, str | None]
Effect = Literal["NoSchedule", "PreferNoSchedule", "NoExecute"]
_QUANTITY = r"[+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+|[KMGTPE]i|[numkMGTPE])?"
Number = Annotated[int, Meta(ge=0)] | Annotated[float, Meta(ge=0)]
Amounts = dict[str, Annotated[str, Meta(pattern=f"^{_QUANTITY}$")] | Number]
Load = dict[str, Annotated[str, Meta(pattern=f"^({_QUANTITY}|[0-9]{{1,9}}(\\.[0-9]{{1,9}})?%)$")] | Number]
Duration = Annotated[str, Meta(pattern=r"^([0-9]+(\.[0-9]+)?(h|m|s|ms))+$")] | Number
Step = Literal["imagePull", "start", "terminate"]
Timing = dict[Step, Duration]
Condition = Literal["Ready", "MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable", "OutOfDisk"]
Status = Literal["True", "False", "Unknown"] | bool
_SHORT_TAINT = r"^[^=:]+(=[^:]*)?:(NoSchedule|PreferNoSchedule|NoExecute)$"
Port = Annotated[int, Meta(ge=1, le=65535)] | Annotated[str, Meta(pattern=r"^([^/]+:)?[0-9]{1,5}(/(TCP|UDP|SCTP))?$")]
Reference = Annotated[str, Meta(pattern=r"^([^/]+/)?[^/]+$")]
OneOrMore = Name | Annotated[list[Name], Meta(min_length=1)]


KubernetesVersion = Annotated[str, Meta(pattern=r"^v?1\.[0-9]+(\.[0-9]+)?([-+].*)?$")]


class TaintFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    key: Name
    effect: Effect
    value: str = ""
    time_added: str | None = None


Taints = list[Annotated[str, Meta(pattern=_SHORT_TAINT)] | TaintFields]


class ChangedFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """The fields of nodes in defaults, groups and overrides."""

    labels: LabelChanges = {}
    taints: Taints = []
    allocatable: Amounts = {}
    unschedulable: bool | None = None
    conditions: dict[Condition, Status] = {}
    virtual: bool | Name | None = None
    static_pods: list[Name] = []
    load: Load = {}
    timing: Timing = {}
    images: Amounts = {}
    declared_features: list[str] = []
    kubelet: KubernetesVersion | None = None
    kubeadm: bool | None = None


class NodeFields(ChangedFields, rename="camel", forbid_unknown_fields=True):
    """The fields of nodes in the defaults and in a group."""

    capacity: Amounts = {}
    reserved: Amounts = {}


class NodeGroup(NodeFields, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Nodes that are alike. They are named by `names`, by `host_range`, or by `count` and `name_pattern`."""

    name: Name
    count: Count | None = None
    names: Annotated[list[Name], Meta(min_length=1)] | None = None
    name_pattern: Name | None = None
    host_range: OneOrMore | None = None
    slots_per_rack: Annotated[int, Meta(ge=1)] | None = None
    zone: Name | None = None
    zones: Annotated[list[Name], Meta(min_length=1)] | None = None
    label_pattern: Labels = {}
    not_ready: NumberOrPercentage = 0
    dead: NumberOrPercentage = 0


class Match(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Selects the nodes that match all fields."""

    name: OneOrMore | None = None
    host_range: OneOrMore | None = None
    group: OneOrMore | None = None
    zone: Name | None = None
    os: Name | None = None
    arch: Name | None = None
    virtual: bool | str | None = None
    labels: Labels | Name | None = None
    sample: NumberOrPercentage | None = None


class Override(ChangedFields, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A change to some nodes."""

    match: Match


class PodFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """The fields of pods, in existingPods and in the template of a static pod."""

    labels: Labels = {}
    requests: Amounts = {}
    limits: Amounts = {}
    host_network: bool = False
    host_ports: list[Port] = []
    priority: Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)] | None = None
    priority_class_name: Name | None = None
    image: Name = "undeclared"


class StaticPod(PodFields, rename="camel", forbid_unknown_fields=True):
    namespace: Name = "kube-system"


class ExistingPods(PodFields, rename="camel", forbid_unknown_fields=True, kw_only=True):
    on: Name | Annotated[list[Name], Meta(min_length=1)] | Match
    daemon_set: Reference | None = None
    deployment: Reference | None = None
    stateful_set: Reference | None = None
    job: Reference | None = None
    name: Reference | None = None
    replicas: Count | None = None


class NamespaceFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    labels: Labels = {}
    annotations: Labels = {}
    node_selector: Name | None = None


_NAMESPACED = "|".join(sorted(GROUPS.keys() - CLUSTER_SCOPED - NOT_COMPLETE))
CompleteKind = Annotated[
    str, Meta(pattern=rf"^({'|'.join(sorted(CLUSTER_SCOPED - NOT_COMPLETE))}|({_NAMESPACED})(/[^/]+)?)$")
]
"""A kind, or `KIND/NAMESPACE`."""

Platform = Annotated[str, Meta(pattern=r"^[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?$")]


class Spec(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    kubernetes_version: KubernetesVersion | None = None
    zones: Annotated[list[Name], Meta(min_length=1)] | None = None
    defaults: NodeFields = msgspec.field(default_factory=NodeFields)
    node_groups: list[NodeGroup] = []
    overrides: list[Override] = []
    static_pods: dict[str, Name | StaticPod] = {}
    existing_pods: list[ExistingPods] = []
    namespaces: dict[str, NamespaceFields] = {}
    timing: dict[str, Number | Timing] = {}
    complete: list[CompleteKind] = []
    image_platforms: dict[str, Annotated[list[Platform], Meta(min_length=1)]] = {}


class Metadata(msgspec.Struct, forbid_unknown_fields=True):
    name: Name | None = None
    labels: Labels = {}
    annotations: Labels = {}


class Inventory(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    api_version: Literal["dslint.dev/v1"]
    kind: Literal["Inventory"]
    spec: Spec
    metadata: Metadata = msgspec.field(default_factory=Metadata)
