"""Tolerations of the taint that kubeadm puts on control-plane nodes, which changed its key.

1.24 nodes carry both taints, older ones master only, newer ones control-plane only.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.taints import NO_SCHEDULE, Taint
from dslint.traps.support.workload import Workload

MASTER = "node-role.kubernetes.io/master"
CONTROL_PLANE = "node-role.kubernetes.io/control-plane"


def tolerations_of_one(workload: Workload, tolerated: str, other: str) -> Iterator[FieldPath]:
    """Keys of the tolerations that name one taint, where none covers the other."""
    taint, wanted = Taint(tolerated, "", NO_SCHEDULE), Taint(other, "", NO_SCHEDULE)
    if any(toleration.tolerates(wanted) for toleration in workload.tolerations):
        return
    for position, toleration in enumerate(workload.tolerations):
        if toleration.key == tolerated and toleration.tolerates(taint):
            yield workload.at("tolerations", position, "key")
