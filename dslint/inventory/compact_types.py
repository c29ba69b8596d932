"""The compact Inventory as values: what schemas/inventory.schema.json says, typed."""

from __future__ import annotations

import msgspec

from dslint.inventory.node_objects import Amounts, TaintObject

Status = str | bool
Duration = str | int | float


class NodeFields(msgspec.Struct, rename="camel"):
    """What is said of nodes, in the defaults, in a group and in an override."""

    labels: dict[str, str | None] = {}
    taints: list[str | TaintObject] = []
    capacity: Amounts = {}
    allocatable: Amounts = {}
    reserved: Amounts = {}
    unschedulable: bool | None = None
    conditions: dict[str, Status] = {}
    virtual: bool | str | None = None
    static_pods: list[str] = []
    load: Amounts = {}
    timing: dict[str, Duration] = {}
    images: Amounts = {}
    declared_features: list[str] = []


class NodeGroup(NodeFields, rename="camel"):
    """Nodes that are alike. Their names: `names`, `host_range`, or `count` and `name_pattern`."""

    name: str = ""
    count: int | None = None
    names: list[str] | None = None
    name_pattern: str | None = None
    host_range: str | list[str] | None = None
    slots_per_rack: int | None = None
    zone: str | None = None
    zones: list[str] | None = None
    label_pattern: dict[str, str] = {}
    not_ready: int | str = 0


class Match(msgspec.Struct, rename="camel"):
    """Which nodes are meant: those that meet all that stands here."""

    name: str | list[str] | None = None
    host_range: str | list[str] | None = None
    group: str | list[str] | None = None
    zone: str | None = None
    os: str | None = None
    arch: str | None = None
    virtual: bool | str | None = None
    labels: dict[str, str] | str | None = None
    sample: int | str | None = None


class Override(NodeFields, rename="camel"):
    match: Match = msgspec.field(default_factory=Match)


class PodFields(msgspec.Struct, rename="camel"):
    """What is said of pods, in existingPods and in a static pod's template."""

    labels: dict[str, str] = {}
    requests: Amounts = {}
    limits: Amounts = {}
    host_network: bool = False
    host_ports: list[int | str] = []
    priority: int | None = None
    priority_class_name: str | None = None
    image: str = "undeclared"


class StaticPod(PodFields, rename="camel"):
    namespace: str = "kube-system"


class ExistingPods(PodFields, rename="camel"):
    daemon_set: str | None = None
    deployment: str | None = None
    stateful_set: str | None = None
    job: str | None = None
    name: str | None = None
    on: str | list[str] | Match = "*"
    replicas: int | None = None


class Namespace(msgspec.Struct, rename="camel"):
    labels: dict[str, str] = {}
    annotations: dict[str, str] = {}
    node_selector: str | None = None


Timing = dict[str, Duration | dict[str, Duration]]


class Spec(msgspec.Struct, rename="camel"):
    kubernetes_version: str | None = None
    zones: list[str] = []
    defaults: NodeFields = msgspec.field(default_factory=NodeFields)
    node_groups: list[NodeGroup] = []
    overrides: list[Override] = []
    static_pods: dict[str, str | StaticPod] = {}
    existing_pods: list[ExistingPods] = []
    namespaces: dict[str, Namespace] = {}
    timing: Timing = {}


class Metadata(msgspec.Struct):
    name: str = ""


class Inventory(msgspec.Struct):
    spec: Spec
    metadata: Metadata = msgspec.field(default_factory=Metadata)
