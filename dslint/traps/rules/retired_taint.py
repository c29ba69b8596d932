"""A toleration of a taint that Kubernetes no longer sets."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Behaviour, Release
from dslint.traps.support.behaviours import ALPHA_TAINTS_REMOVED, OUT_OF_DISK_REMOVED
from dslint.traps.support.workload import Workload, problem

CODE = "DS518"
RETIRED: dict[str, tuple[Behaviour, str]] = {
    "node.alpha.kubernetes.io/notReady": (ALPHA_TAINTS_REMOVED, "use node.kubernetes.io/not-ready"),
    "node.alpha.kubernetes.io/unreachable": (ALPHA_TAINTS_REMOVED, "use node.kubernetes.io/unreachable"),
    "node.kubernetes.io/out-of-disk": (OUT_OF_DISK_REMOVED, "node.kubernetes.io/disk-pressure marks full disks"),
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for position, toleration in enumerate(workload.tolerations):
        since, instead = RETIRED.get(toleration.key, (None, ""))
        if since is not None and release.has(since):
            message = f"Kubernetes no longer sets the taint {toleration.key}; {instead}"
            yield problem(CODE, message, workload.at("tolerations", position, "key"))
