"""Tolerates only the master taint, where control-plane nodes have the control-plane taint."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import CONTROL_PLANE_TAINT
from dslint.traps.support.control_plane_taints import CONTROL_PLANE, MASTER, tolerate_too, tolerations_of_one
from dslint.traps.support.workload import Workload, problem

CODE = "DS516"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if release.has(CONTROL_PLANE_TAINT):
        for path in tolerations_of_one(workload, MASTER, CONTROL_PLANE):
            message = f"tolerates {MASTER} but not {CONTROL_PLANE}, which control-plane nodes have"
            yield problem(CODE, message, path)._replace(fix=tolerate_too(workload, path, CONTROL_PLANE))
