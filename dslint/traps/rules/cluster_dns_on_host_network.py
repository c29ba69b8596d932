"""hostNetwork with the policy ClusterFirst: the kubelet gives such a pod the node's DNS.

Kubernetes: kubelet/network/dns (getPodDNSType).
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.service_names import asks_the_node, dns_path, service_names
from dslint.traps.support.workload import Workload, problem

CODE = "DS502"
LOOKS_AT = frozenset({"hostNetwork"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not asks_the_node(workload) or any(service_names(workload)):
        return
    message = "dnsPolicy ClusterFirst on hostNetwork is the node's DNS: names of Services are not found"
    yield problem(CODE, message, dns_path(workload))
