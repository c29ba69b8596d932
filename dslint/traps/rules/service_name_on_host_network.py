"""A container is told the DNS name of a Service, and the pod asks the node's DNS, which does not know it."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem, Related
from dslint.kubernetes.release import Release
from dslint.traps.support.service_names import asks_the_node, dns_path, service_names
from dslint.traps.support.workload import Workload, problem

CODE = "DS503"
LOOKS_AT = frozenset({"hostNetwork"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not asks_the_node(workload):
        return
    related = (Related("this pod asks the node's DNS", dns_path(workload)),)
    for name, path in service_names(workload):
        message = f"{name} is a Service's name, which the node's DNS does not know"
        yield problem(CODE, message, path, related=related)
