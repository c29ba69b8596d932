"""A namespace in the template that is not the DaemonSet's: pods go where the DaemonSet is."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS553"
LOOKS_AT = frozenset({"metadata.namespace"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    namespace = workload.metadata.get("namespace")
    if workload.daemonset and namespace and namespace != workload.namespace:
        message = f"the namespace {namespace} of the template is not read: pods go to that of the DaemonSet"
        yield problem(CODE, message, (*workload.metadata_place, "namespace"))
