"""hostNetwork with dnsPolicy ClusterFirst: the kubelet gives the pod the DNS servers of the node.

Kubernetes: kubelet/network/dns (getPodDNSType).
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.service_names import dns_path, service_names, uses_node_dns
from dslint.traps.support.windows import is_for_windows
from dslint.traps.support.workload import Workload, problem

CODE = "DS502"
HELP_ON_WINDOWS = "set dnsPolicy to Default; Windows does not support ClusterFirstWithHostNet"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not uses_node_dns(workload) or any(service_names(workload)):
        return
    message = "with hostNetwork, dnsPolicy ClusterFirst uses the node's DNS: Service names do not resolve"
    help_ = HELP_ON_WINDOWS if is_for_windows(workload) else None
    yield problem(CODE, message, dns_path(workload), help=help_)
