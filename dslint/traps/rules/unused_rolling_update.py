"""Settings of rollingUpdate on a DaemonSet that is updated OnDelete."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import ROLLING_UPDATE, Workload, problem

CODE = "DS525"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if workload.strategy == "OnDelete" and map_of(workload.written, *ROLLING_UPDATE):
        names = ", ".join(map_of(workload.written, *ROLLING_UPDATE))
        message = f"rollingUpdate has no effect with OnDelete: {names}"
        yield problem(CODE, message, ROLLING_UPDATE, "key", fix=Fix.removing("remove rollingUpdate", ROLLING_UPDATE))
