"""A network, storage or device plugin without a priority class: on a full node it stays pending.

Kubernetes: the kubelet and the container runtime look for plugins in PLUGIN_FOLDERS.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dslint.admission.pod_behaviours import SYSTEM_CLASSES_IN_KUBE_SYSTEM
from dslint.findings import FieldPath, Problem, Related
from dslint.kubernetes.raw_values import items_of, map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS529"
SYSTEM_NAMESPACE = "kube-system"
HELP_THERE = "set priorityClassName to system-node-critical"
"""In other namespaces, GKE asks for more."""

PLUGIN_FOLDERS = {
    "/etc/cni/net.d": "network plugin",
    "/opt/cni/bin": "network plugin",
    "/var/lib/kubelet/device-plugins": "device plugin",
    "/var/lib/kubelet/plugins_registry": "storage or device plugin",
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or not release.enabled("PodPriority"):
        return
    if release.has(SYSTEM_CLASSES_IN_KUBE_SYSTEM) and workload.namespace != SYSTEM_NAMESPACE:
        return
    if workload.spec.get("priorityClassName") or workload.spec.get("priority"):
        return
    help_ = HELP_THERE if workload.namespace == SYSTEM_NAMESPACE else None
    for kind, path in _installed(workload):
        related = (Related("the node looks for plugins here", path),)
        message = f"{kind} without a priority class: on a full node its pod stays pending and evicts no other pod"
        yield problem(CODE, message, workload.at("priorityClassName"), related=related, help=help_)
        return


def _installed(workload: Workload) -> Iterator[tuple[str, FieldPath]]:
    """The kinds of plugin whose folders on the node a container can write to, with their paths."""
    written = {
        mount.get("name")
        for container in workload.containers
        for mount in container.value.get("volumeMounts") or ()
        if not mount.get("readOnly")
    }
    for volume, path in items_of(workload.spec, "volumes", workload.spec_path):
        folder = posixpath.normpath(map_of(volume, "hostPath").get("path") or ".")
        if folder in PLUGIN_FOLDERS and volume.get("name") in written:
            yield PLUGIN_FOLDERS[folder], path
