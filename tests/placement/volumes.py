"""Claims, volumes and storage classes in short, and two nodes in zones of their own."""

from __future__ import annotations

from tests.placement.building import RELEASE, node, pod, snapshot


def using(*claims, **more):
    volumes = [{"name": f"v{index}", "persistentVolumeClaim": {"claimName": name}} for index, name in enumerate(claims)]
    return pod(volumes=volumes, **more)


def claim(name="data", volume="", phase="Bound", modes=("ReadWriteOnce",), size="1Gi", **more):
    metadata = {"name": name, "namespace": "default", **more.pop("metadata", {})}
    spec = {"accessModes": list(modes), "resources": {"requests": {"storage": size}}, "volumeName": volume, **more}
    return {"metadata": metadata, "spec": spec, "status": {"phase": phase}}


def volume(name="pv", zone="", size="1Gi", phase="Bound", labels=None, **spec):
    affinity = {}
    if zone:
        expression = {"key": "zone", "operator": "In", "values": [zone]}
        affinity = {"nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [expression]}]}}}
    return {
        "metadata": {"name": name, "labels": labels or {}},
        "spec": {"capacity": {"storage": size}, "accessModes": ["ReadWriteOnce"], **affinity, **spec},
        "status": {"phase": phase},
    }


def storage_class(name="late", mode="WaitForFirstConsumer", provisioner="disk.example", **more):
    return {"metadata": {"name": name}, "volumeBindingMode": mode, "provisioner": provisioner, **more}


def cluster(claims=(), volumes=(), classes=(), release=RELEASE, **objects):
    return snapshot(
        node("n-a", {"zone": "a"}),
        node("n-b", {"zone": "b"}),
        release=release,
        PersistentVolumeClaim=list(claims),
        PersistentVolume=list(volumes),
        StorageClass=list(classes),
        **objects,
    )
