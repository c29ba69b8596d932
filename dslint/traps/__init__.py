"""Accepted, and will not do what it seems to: one module a trap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import Problem
from dslint.kubernetes.release import Release


def traps(written: Mapping[str, Any], value: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    """What of a DaemonSet or a Pod will not do what it seems to; nothing for other kinds.

    `written` is the decoded manifest, `value` the same object after the server's defaulting. What is said of places
    that the server refuses is for the caller to leave out.
    """
    from dslint.traps.registry import TRAPS
    from dslint.traps.support.workload import Workload

    if value.get("kind") not in ("DaemonSet", "Pod"):
        return
    workload = Workload.of(written, value)
    for trap in TRAPS:
        yield from trap.check(workload, release)
