"""tolerationSeconds of a toleration that the DaemonSet controller replaces with its own, which has none."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.rules.redundant_default_toleration import is_automatic
from dslint.traps.support.workload import Workload, problem

CODE = "DS513"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for position, toleration in enumerate(workload.tolerations):
        if toleration.seconds is not None and is_automatic(toleration, workload, release):
            message = (
                f"tolerationSeconds {toleration.seconds} has no effect: DaemonSet pods tolerate "
                f"{toleration.key}:{toleration.effect} without limit"
            )
            path = workload.at("tolerations", position, "tolerationSeconds")
            yield problem(CODE, message, path, fix=Fix.removing("remove tolerationSeconds", path))
