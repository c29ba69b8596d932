"""hostNetwork with the policy ClusterFirst: the kubelet gives such a pod the node's DNS.

Kubernetes: kubelet/network/dns (getPodDNSType).
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.service_names import asks_the_node, dns_path, service_names
from dslint.traps.workload import Workload, problem

CODE = "DS502"
KUBE_SYSTEM = "kube-system"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    """Pods of kube-system that no controller makes are the control plane, which runs before the cluster's DNS."""
    control_plane = not workload.daemonset and workload.namespace == KUBE_SYSTEM
    if control_plane or not asks_the_node(workload) or any(service_names(workload)):
        return
    message = "dnsPolicy ClusterFirst on hostNetwork is the node's DNS: names of Services are not found"
    yield problem(CODE, message, dns_path(workload))
