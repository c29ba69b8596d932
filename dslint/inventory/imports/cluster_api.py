"""Cluster API: control planes, machine deployments and machine pools, with the kubeadm configurations they use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dslint.inventory.imports.import_result import (
    Group,
    Imported,
    Labels,
    Taints,
    ToolDocument,
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

NAME = "Cluster API"
API_GROUP = "cluster.x-k8s.io"
CAPACITY = "capacity.cluster-autoscaler.kubernetes.io/"
RESOURCES = {"cpu": "cpu", "memory": "memory", "maxPods": "pods", "ephemeral-disk": "ephemeral-storage"}
# The labels of a machine that its node gets (Cluster API: "Metadata propagation").
PROPAGATED = ("node-role.kubernetes.io", "node-restriction.kubernetes.io", "node.cluster.x-k8s.io")


class Metadata(msgspec.Struct):
    name: str = ""
    labels: Labels | None = None
    annotations: Labels | None = None


class Argument(msgspec.Struct):
    name: str
    value: str = ""


class Registration(msgspec.Struct, rename="camel"):
    """`taints` is None if kubeadm's defaults apply."""

    taints: Taints | None = None
    kubelet_extra_args: dict[str, str] | list[Argument] | None = None


class Configuration(msgspec.Struct, rename="camel"):
    node_registration: Registration = msgspec.field(default_factory=Registration)


class KubeadmSpec(msgspec.Struct, rename="camel"):
    init_configuration: Configuration | None = None
    join_configuration: Configuration | None = None


class KubeadmTemplate(msgspec.Struct):
    spec: KubeadmSpec = msgspec.field(default_factory=KubeadmSpec)


class ConfigSpec(KubeadmSpec, rename="camel"):
    template: KubeadmTemplate | None = None


class Config(msgspec.Struct):
    metadata: Metadata
    spec: ConfigSpec = msgspec.field(default_factory=ConfigSpec)


class Reference(msgspec.Struct):
    name: str = ""


class Bootstrap(msgspec.Struct, rename="camel"):
    config_ref: Reference | None = None


class MachineSpec(msgspec.Struct, rename="camel"):
    version: str | None = None
    failure_domain: str | None = None
    bootstrap: Bootstrap = msgspec.field(default_factory=Bootstrap)


class MachineTemplate(msgspec.Struct):
    metadata: Metadata = msgspec.field(default_factory=Metadata)
    spec: MachineSpec = msgspec.field(default_factory=MachineSpec)


class MachinesSpec(msgspec.Struct, rename="camel"):
    replicas: int | None = None
    version: str | None = None
    kubeadm_config_spec: KubeadmSpec = msgspec.field(default_factory=KubeadmSpec)
    template: MachineTemplate = msgspec.field(default_factory=MachineTemplate)


class Machines(msgspec.Struct):
    """A KubeadmControlPlane, MachineDeployment, MachinePool or MachineSet."""

    metadata: Metadata
    spec: MachinesSpec = msgspec.field(default_factory=MachinesSpec)


def imported(documents: Sequence[ToolDocument]) -> Imported:
    """Raises InventoryError."""
    objects = of_group(documents, API_GROUP)
    configs = [typed(document, Config) for document in of_kinds(objects, "KubeadmConfigTemplate", "KubeadmConfig")]
    by_name = {config.metadata.name: _registration(config) for config in configs}
    clusters = [typed(document, Config) for document in of_kinds(objects, "Cluster")]
    result = Imported(clusters[0].metadata.name if clusters else "cluster-api")
    for document in of_kinds(objects, "KubeadmControlPlane"):
        machines = typed(document, Machines)
        result.version = minor_of(machines.spec.version)
        result.groups.append(_control_plane(machines, result.version))
    for document in of_kinds(objects, "MachineDeployment", "MachinePool", "MachineSet"):
        machines = typed(document, Machines)
        result.version = result.version or minor_of(machines.spec.template.spec.version)
        result.groups.append(_workers(machines, by_name))
    if not all("capacity" in group for group in result.groups):
        result.unknown.append("allocatable of the machines; declare it to check resources")
    return result


def _control_plane(machines: Machines, version: str | None) -> Group:
    config = machines.spec.kubeadm_config_spec
    registration = (config.init_configuration or config.join_configuration or Configuration()).node_registration
    taints = control_plane_taints(version) if registration.taints is None else taints_of(registration.taints)
    labels = {**control_plane_labels(version), **_node_labels(registration)}
    return filled(name=machines.metadata.name, count=_replicas(machines), labels=labels, taints=taints)


def _workers(machines: Machines, registrations: Mapping[str, Registration]) -> Group:
    template = machines.spec.template
    reference = template.spec.bootstrap.config_ref
    registration = registrations.get(reference.name if reference else "", Registration())
    labels = {key: text for key, text in texts(template.metadata.labels).items() if _propagates(key)}
    annotations = texts(machines.metadata.annotations)
    return filled(
        name=machines.metadata.name,
        count=_replicas(machines),
        zone=template.spec.failure_domain,
        labels={**labels, **_node_labels(registration)},
        taints=taints_of(registration.taints),
        capacity={
            name: annotations[CAPACITY + key] for key, name in RESOURCES.items() if CAPACITY + key in annotations
        },
    )


def _registration(config: Config) -> Registration:
    spec = config.spec.template.spec if config.spec.template else config.spec
    return (spec.join_configuration or Configuration()).node_registration


def _node_labels(registration: Registration) -> dict[str, str]:
    """The kubelet's --node-labels. Arguments are a map, or since v1beta4 a list of names and values."""
    arguments = registration.kubelet_extra_args or {}
    if isinstance(arguments, list):
        arguments = {item.name: item.value for item in arguments}
    pairs = (pair.partition("=") for pair in arguments.get("node-labels", "").split(",") if pair)
    return {key: value for key, _, value in pairs}


def _propagates(key: str) -> bool:
    domain = key.partition("/")[0]
    return any(domain == known or domain.endswith(f".{known}") for known in PROPAGATED)


def _replicas(machines: Machines) -> int:
    return 1 if machines.spec.replicas is None else machines.spec.replicas
