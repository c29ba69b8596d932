"""Tolerates only the control-plane taint, where control-plane nodes still have the master taint."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import MASTER_TAINT
from dslint.traps.support.control_plane_taints import CONTROL_PLANE, MASTER, tolerate_too, tolerations_of_one
from dslint.traps.support.workload import Workload, problem

CODE = "DS517"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if release.has(MASTER_TAINT):
        for path in tolerations_of_one(workload, CONTROL_PLANE, MASTER):
            message = f"tolerates {CONTROL_PLANE} but not {MASTER}, which control-plane nodes have"
            yield problem(CODE, message, path)._replace(fix=tolerate_too(workload, path, MASTER))
