"""A network, storage or device plugin without priority: it waits behind the pods that need it.

Kubernetes: the folders are where kubelet and container runtime look for plugins.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dslint.admission.pod_behaviours import SYSTEM_CLASSES_IN_KUBE_SYSTEM
from dslint.findings import FieldPath, Problem, Related
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, items_of, map_of, problem

CODE = "DS529"
PLUGIN_FOLDERS = {
    "/etc/cni/net.d": "network plugin",
    "/opt/cni/bin": "network plugin",
    "/var/lib/kubelet/device-plugins": "device plugin",
    "/var/lib/kubelet/plugins_registry": "storage or device plugin",
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or not release.enabled("PodPriority"):
        return
    if release.has(SYSTEM_CLASSES_IN_KUBE_SYSTEM) and workload.namespace != "kube-system":
        return
    if workload.spec.get("priorityClassName") or workload.spec.get("priority"):
        return
    for kind, path in _installed(workload):
        related = (Related("where the node looks for plugins", path),)
        message = f"{kind} without priority: on a full node its pod waits, and others are not evicted for it"
        yield problem(CODE, message, workload.at("priorityClassName"), related=related)
        return


def _installed(workload: Workload) -> Iterator[tuple[str, FieldPath]]:
    """Plugin folders of the node that a container writes to."""
    written = {
        mount.get("name")
        for container in workload.containers
        for mount in container.value.get("volumeMounts") or ()
        if not mount.get("readOnly")
    }
    for volume, path in items_of(workload.spec, "volumes", workload.place):
        folder = posixpath.normpath(map_of(volume, "hostPath").get("path") or ".")
        if folder in PLUGIN_FOLDERS and volume.get("name") in written:
            yield PLUGIN_FOLDERS[folder], path
