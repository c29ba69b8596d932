"""An amount of memory too small for any container: the unit is missing, or m, which means thousandths of a byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.quantity import QuantityError, parse
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import FRACTION_WARNINGS
from dslint.traps.support.workload import Workload, problem

CODE = "DS536"
MEBIBYTE = 2**20
_LARGE = re.compile(r"[1-9][0-9]*(?:Mi|[GTPE]i?)")
"""How most amounts are written: none of them is less than 1Mi."""
PLACEHOLDER_REQUEST = 16
"""Requests below this many bytes are deliberate placeholders."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        for kind in ("limits", "requests"):
            amount = map_of(container.value, "resources", kind).get("memory")
            if amount is not None and _is_too_small(amount, kind, release):
                message = f"memory {amount} is less than 1Mi; add a unit such as Mi or Gi"
                from dslint.kubernetes.value_advice import in_mebibytes

                path = (*container.path, "resources", kind, "memory")
                yield problem(CODE, message, path, fix=in_mebibytes(str(amount), path))


def _is_too_small(amount: str | int | float, kind: str, release: Release) -> bool:
    if _LARGE.fullmatch(str(amount)):
        return False
    try:
        size = parse(amount)
    except QuantityError:
        return False
    if size.denominator != 1 and release.has(FRACTION_WARNINGS):
        return False
    if not 0 < size < MEBIBYTE:
        return False
    return kind == "limits" or size >= PLACEHOLDER_REQUEST or size.denominator != 1
