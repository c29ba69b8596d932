"""A CPU amount of hundreds of cores where millicores were probably meant."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS537"
FEWEST, STEP = 50, 25
"""Multiples of STEP from FEWEST on are numbers that people usually write with an m."""
LONGEST = 9
"""Longer numbers are not checked, in digits."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        for kind in ("limits", "requests"):
            amount = str(map_of(container.value, "resources", kind).get("cpu", ""))
            if _is_round(amount.lstrip("0")):
                message = f"cpu {amount} is {amount} whole cores on each node; write {amount}m for {amount} millicores"
                path = (*container.path, "resources", kind, "cpu")
                yield problem(CODE, message, path, fix=Fix.setting(f"write {amount}m", path, f"{amount}m", safe=False))


def _is_round(digits: str) -> bool:
    return digits.isdecimal() and len(digits) <= LONGEST and int(digits) >= FEWEST and int(digits) % STEP == 0
