"""A DaemonSet without an update strategy in an API version that defaults to OnDelete."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS523"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    written = map_of(workload.written, "spec", "updateStrategy").get("type")
    if workload.strategy == "OnDelete" and not written:
        api_version = workload.written.get("apiVersion")
        message = f"{api_version} defaults to updateStrategy OnDelete: a template change does not update running pods"
        yield problem(CODE, message, ("apiVersion",))
