"""Tolerations of the taint that kubeadm sets on control-plane nodes. Its key changed from master to control-plane.

Nodes of 1.24 have both taints, older ones only master, newer ones only control-plane.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.kubernetes import kubeadm
from dslint.kubernetes.taints import NO_SCHEDULE, Taint
from dslint.traps.support.behaviours import FIELDS_OF_PODS
from dslint.traps.support.workload import Workload

MASTER = kubeadm.MASTER
CONTROL_PLANE = kubeadm.CONTROL_PLANE


def tolerations_of_one(workload: Workload, tolerated: str, other: str) -> Iterator[FieldPath]:
    """The paths of toleration keys that name taint `tolerated`, unless some toleration covers taint `other`."""
    taint, wanted = Taint(tolerated, "", NO_SCHEDULE), Taint(other, "", NO_SCHEDULE)
    if any(toleration.tolerates(wanted) for toleration in workload.tolerations):
        return
    for position, toleration in enumerate(workload.tolerations):
        if toleration.key == tolerated and toleration.tolerates(taint):
            yield workload.at("tolerations", position, "key")


def tolerate_too(workload: Workload, path: FieldPath, key: str) -> Fix:
    """Tolerate a second taint as the toleration whose key is at the path tolerates the first."""
    tolerations = workload.spec["tolerations"]
    added = {**tolerations[path[-2]], "key": key}
    edit = Edit(Operation.SET, workload.at("tolerations", len(tolerations)), added)
    return Fix(f"also tolerate {key}", (edit,), since=FIELDS_OF_PODS.since or "")
