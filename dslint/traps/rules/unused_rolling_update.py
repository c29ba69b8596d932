"""Settings of rollingUpdate on a DaemonSet that is updated OnDelete."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import ROLLING_UPDATE, Workload, problem

CODE = "DS525"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    settings = map_of(workload.written, *ROLLING_UPDATE)
    if workload.strategy != "OnDelete" or not settings:
        return
    # Where an old API version fills in OnDelete, a rolling update may be meant.
    written = map_of(workload.written, "spec", "updateStrategy").get("type")
    fix = Fix.removing("remove rollingUpdate", ROLLING_UPDATE) if written else None
    message = f"rollingUpdate has no effect with OnDelete: {', '.join(settings)}"
    yield problem(CODE, message, ROLLING_UPDATE, "key", fix=fix)
