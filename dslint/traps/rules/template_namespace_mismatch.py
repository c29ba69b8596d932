"""A namespace in the template that differs from the DaemonSet's: pods are created in the DaemonSet's."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS553"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    namespace = workload.metadata.get("namespace")
    if workload.daemonset and namespace and namespace != workload.namespace:
        message = f"the template's namespace {namespace} is ignored: pods are created in the DaemonSet's namespace"
        path = (*workload.metadata_path, "namespace")
        yield problem(CODE, message, path, fix=Fix.removing("remove the template's namespace", path))
