"""A DaemonSet whose API version updates nothing by itself, where the manifest says nothing about it."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS523"
LOOKS_AT = frozenset({"daemonset.updateStrategy"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    written = map_of(workload.written, "spec", "updateStrategy").get("type")
    if workload.strategy == "OnDelete" and not written:
        api_version = workload.value.get("apiVersion")
        message = f"{api_version} updates OnDelete unless told otherwise: a changed template changes no running pod"
        yield problem(CODE, message, ("apiVersion",))
