"""Traps: manifests that Kubernetes accepts and that do not do what they seem to. One module per trap in rules/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import Problem
from dslint.kubernetes.release import Release


def traps(written: Mapping[str, Any], value: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    """Yield the traps of a DaemonSet or a Pod; nothing for other kinds.

    `written` is the decoded manifest, `value` the same object after the server's defaulting. Problems may lie in
    fields that the server rejects; leaving those out is up to the caller.
    """
    from dslint.traps.registry import traps_for
    from dslint.traps.support.workload import Workload

    if value.get("kind") not in ("DaemonSet", "Pod"):
        return
    workload = Workload.of(written, value)
    for trap in traps_for(workload):
        yield from trap.check(workload, release)
