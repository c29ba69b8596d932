"""A rolling update that may take down all pods at once."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.quantity import whole
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import ROLLING_UPDATE, Workload, problem

CODE = "DS522"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    unavailable = map_of(workload.value, *ROLLING_UPDATE).get("maxUnavailable")
    if workload.strategy != "RollingUpdate" or not isinstance(unavailable, str):
        return
    number = unavailable.removesuffix("%")
    if number.isdecimal() and whole(number) >= 100:
        message = f"maxUnavailable {unavailable}: a rolling update takes down the pods on all nodes at once"
        yield problem(CODE, message, (*ROLLING_UPDATE, "maxUnavailable"))
