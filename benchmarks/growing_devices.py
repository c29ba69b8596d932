"""Clusters with so many volumes, claims or devices, and what is planned on them."""

from __future__ import annotations

from typing import Any

from benchmarks.growing import Value, container, daemonset, pod_spec, times
from benchmarks.growing_clusters import ZONE, Cluster, Table, agent, node, nodes, of_group, pod

ZONES = 50


def claim(index: int, **spec: Any) -> Value:
    fields = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}, **spec}
    phase = "Bound" if "volumeName" in spec else "Pending"
    return of_group("v1", "PersistentVolumeClaim", f"c{index}", fields, status={"phase": phase})


def volume(index: int, zone: str, **spec: Any) -> Value:
    there = {"key": ZONE, "operator": "In", "values": [zone]}
    affinity = {"required": {"nodeSelectorTerms": [{"matchExpressions": [there]}]}}
    fields = {"capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"], "nodeAffinity": affinity, **spec}
    return of_group("v1", "PersistentVolume", f"pv{index}", fields, status={"phase": "Available"})


def storage_class(name: str) -> Value:
    fields: Value = {"volumeBindingMode": "WaitForFirstConsumer", "provisioner": "kubernetes.io/no-provisioner"}
    return of_group("storage.k8s.io/v1", "StorageClass", name, **fields)


def used(number: int, first: int = 0) -> list[Value]:
    return times(number, lambda i: {"name": f"v{i}", "persistentVolumeClaim": {"claimName": f"c{first + i}"}})


def in_zones(number: int, zones: int = ZONES) -> list[Value]:
    return nodes(number, lambda index: {ZONE: f"z{index % zones}"})


def volumes_of_a_pod(number: int) -> Cluster:
    there = in_zones(200)
    for index in range(number):
        there += [claim(index, volumeName=f"pv{index}"), volume(index, "z0")]
    return Cluster(there, agent(volumes=used(number)))


def volumes_on_nodes(number: int) -> Cluster:
    """A volume in use on each node."""
    there = in_zones(number)
    for index in range(number):
        there += [claim(index, volumeName=f"pv{index}"), volume(index, f"z{index % ZONES}")]
        there.append(pod(f"p{index}", nodeName=f"n{index}", volumes=used(1, index)))
    return Cluster(there, agent())


def zones_of_volumes(number: int) -> Cluster:
    """Pods with a bound claim each, in as many zones."""
    there = in_zones(number, number)
    for index in range(number):
        there += [claim(index, volumeName=f"pv{index}"), volume(index, f"z{index}")]
    return Cluster(there, times(20, lambda index: pod(f"p{index}", volumes=used(1, index))))


def volumes_to_choose_from(number: int) -> Cluster:
    """For Pods whose claims are bound on the node."""
    there = [storage_class("late"), *in_zones(50)]
    there += times(number, lambda index: volume(index, f"z{index % ZONES}", storageClassName="late"))
    there += times(20, lambda index: claim(index, storageClassName="late"))
    return Cluster(there, times(20, lambda index: pod(f"p{index}", volumes=used(1, index))))


def pods_with_claims(number: int) -> Cluster:
    """As many Pods, claims and volumes."""
    there = [storage_class("late"), *in_zones(50)]
    there += times(number, lambda index: volume(index, f"z{index % ZONES}", storageClassName="late"))
    there += times(number, lambda index: claim(index, storageClassName="late"))
    return Cluster(there, times(number, lambda index: pod(f"p{index}", volumes=used(1, index))))


def device_class() -> Value:
    return of_group("resource.k8s.io/v1", "DeviceClass", "gpu", {})


def slice_of(name: str, devices: int = 4) -> Value:
    spec = {
        "driver": "gpu.example.com",
        "pool": {"name": name, "generation": 1, "resourceSliceCount": 1},
        "nodeName": name,
        "devices": times(devices, lambda index: {"name": f"d{index}"}),
    }
    return of_group("resource.k8s.io/v1", "ResourceSlice", f"slice-{name}", spec)


def template() -> Value:
    requests = [{"name": "r", "exactly": {"deviceClassName": "gpu"}}]
    spec = {"spec": {"devices": {"requests": requests}}}
    return of_group("resource.k8s.io/v1", "ResourceClaimTemplate", "gpus", spec)


def with_template(number: int = 1) -> Value:
    """A pod spec with claims from a template."""
    claims = times(number, lambda index: {"name": f"g{index}", "resourceClaimTemplateName": "gpus"})
    of_container = times(number, lambda index: {"name": f"g{index}"})
    return pod_spec(container(resources={"claims": of_container}), resourceClaims=claims)


def nodes_with_devices(number: int) -> Cluster:
    there = [device_class(), template(), *nodes(number)]
    there += times(number, lambda index: slice_of(f"n{index}"))
    return Cluster(there, [daemonset(with_template())])


def devices_of_a_node(number: int) -> Cluster:
    there = [device_class(), template(), node("n"), slice_of("n", number)]
    return Cluster(there, [daemonset(with_template())])


def claims_of_a_pod(number: int) -> Cluster:
    there = [device_class(), template(), node("n"), slice_of("n", number)]
    return Cluster(there, [daemonset(with_template(number))])


def pods_with_devices(number: int) -> Cluster:
    there = [device_class(), template(), *nodes(40)]
    there += times(40, lambda index: slice_of(f"n{index}", 20))
    named = times(number, lambda index: pod(f"p{index}") | {"spec": with_template()})
    return Cluster(there, named)


DEVICES: Table = {
    "volumes of one pod": (250, volumes_of_a_pod),
    "volumes in use": (1_000, volumes_on_nodes),
    "zones of volumes": (500, zones_of_volumes),
    "volumes to choose from": (1_000, volumes_to_choose_from),
    "Pods with claims": (100, pods_with_claims),
    "nodes with devices": (500, nodes_with_devices),
    "devices of one node": (1_000, devices_of_a_node),
    "resource claims of one pod": (100, claims_of_a_pod),
    "Pods with resource claims": (25, pods_with_devices),
}
