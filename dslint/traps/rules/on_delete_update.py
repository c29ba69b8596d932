"""A DaemonSet that is updated OnDelete: each pod is replaced when someone deletes it."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS524"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if workload.strategy == "OnDelete" and map_of(workload.written, "spec", "updateStrategy").get("type"):
        message = "OnDelete: a template change reaches a node only when its pod is deleted; new nodes get it at once"
        yield problem(CODE, message, ("spec", "updateStrategy", "type"))
