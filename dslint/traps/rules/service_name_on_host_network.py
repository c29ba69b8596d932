"""A container is given the DNS name of a Service, but the pod uses the DNS of the node."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem, Related
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import CLUSTER_FIRST_WITH_HOST_NET
from dslint.traps.support.service_names import dns_path, service_names, uses_node_dns
from dslint.traps.support.windows import is_for_windows
from dslint.traps.support.workload import Workload, problem

CODE = "DS503"
HELP_ON_WINDOWS = (
    "use the address in the variables <NAME>_SERVICE_HOST and <NAME>_SERVICE_PORT, and set dnsPolicy to Default; "
    "Windows does not support ClusterFirstWithHostNet"
)


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not uses_node_dns(workload):
        return
    related = (Related("this pod uses the node's DNS", dns_path(workload)),)
    help_ = HELP_ON_WINDOWS if is_for_windows(workload) else None
    fix = None if help_ else _cluster_dns(workload)
    for name, path in service_names(workload):
        message = f"{name} is the name of a Service, which the node's DNS cannot resolve"
        yield problem(CODE, message, path, related=related, help=help_, fix=fix)


def _cluster_dns(workload: Workload) -> Fix:
    policy = "ClusterFirstWithHostNet"
    fix = Fix.setting(f"set dnsPolicy to {policy}", workload.at("dnsPolicy"), policy, safe=False)
    return fix._replace(since=CLUSTER_FIRST_WITH_HOST_NET.since or "")
