"""A namespace in the template that differs from the DaemonSet's: pods are created in the DaemonSet's."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS553"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    namespace = workload.metadata.get("namespace")
    if workload.daemonset and namespace and namespace != workload.namespace:
        message = f"the template's namespace {namespace} is ignored: pods are created in the DaemonSet's namespace"
        yield problem(CODE, message, (*workload.metadata_path, "namespace"))
