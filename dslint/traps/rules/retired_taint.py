"""A toleration of a taint that Kubernetes no longer sets."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Edit, Fix, Operation, Problem
from dslint.kubernetes.release import Behaviour, Release
from dslint.traps.support.behaviours import ALPHA_TAINTS_REMOVED, OUT_OF_DISK_REMOVED, RENAMED_TAINTS
from dslint.traps.support.workload import Workload, problem

CODE = "DS518"
RENAMED = {
    "node.alpha.kubernetes.io/notReady": "node.kubernetes.io/not-ready",
    "node.alpha.kubernetes.io/unreachable": "node.kubernetes.io/unreachable",
}
RETIRED: dict[str, tuple[Behaviour, str]] = {
    **{key: (ALPHA_TAINTS_REMOVED, f"use {new}") for key, new in RENAMED.items()},
    "node.kubernetes.io/out-of-disk": (OUT_OF_DISK_REMOVED, "node.kubernetes.io/disk-pressure marks full disks"),
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for position, toleration in enumerate(workload.tolerations):
        since, instead = RETIRED.get(toleration.key, (None, ""))
        if since is not None and release.has(since):
            message = f"Kubernetes no longer sets the taint {toleration.key}; {instead}"
            path = workload.at("tolerations", position, "key")
            yield problem(CODE, message, path)._replace(fix=_fix(workload, position))


def _fix(workload: Workload, position: int) -> Fix:
    """The same toleration with the current key; without the toleration where that is there, or no key is current."""
    key = workload.tolerations[position].key
    new = RENAMED.get(key)
    written = workload.spec["tolerations"]
    if new is not None and {**written[position], "key": new} not in written:
        edit = Edit(Operation.SET, workload.at("tolerations", position, "key"), new)
        return Fix(f"tolerate {new} instead of {key}", (edit,), since=RENAMED_TAINTS.since or "")
    since = RENAMED_TAINTS if new else OUT_OF_DISK_REMOVED
    return Fix(
        f"remove the toleration of {key}",
        (Edit(Operation.REMOVE, workload.at("tolerations", position)),),
        since=since.since or "",
    )
