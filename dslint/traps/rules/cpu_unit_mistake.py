"""A processor request of hundreds of whole cores, where thousandths were meant."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS537"
LOOKS_AT = frozenset({"containers.resources"})
FEWEST, STEP = 50, 25
"""Round numbers from here on are those that people write before m."""
LONGEST = 9
"""Digits of the longest that is looked at."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        for kind in ("limits", "requests"):
            amount = str(map_of(container.value, "resources", kind).get("cpu", ""))
            if _is_round(amount.lstrip("0")):
                message = f"cpu {amount} is {amount} whole cores of each node; {amount}m is {amount} thousandths of one"
                yield problem(CODE, message, (*container.path, "resources", kind, "cpu"))


def _is_round(digits: str) -> bool:
    return digits.isdecimal() and len(digits) <= LONGEST and int(digits) >= FEWEST and int(digits) % STEP == 0
