"""A toleration of the master taint alone, where control-plane nodes carry another."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import CONTROL_PLANE_TAINT
from dslint.traps.support.control_plane_taints import CONTROL_PLANE, MASTER, tolerations_of_one
from dslint.traps.support.workload import Workload, problem

CODE = "DS516"
LOOKS_AT = frozenset({"tolerations"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if release.has(CONTROL_PLANE_TAINT):
        for path in tolerations_of_one(workload, MASTER, CONTROL_PLANE):
            message = f"tolerates {MASTER} and not {CONTROL_PLANE}, the taint of control-plane nodes"
            yield problem(CODE, message, path)
