"""A toleration with a value for a taint that Kubernetes sets without a value."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Edit, FieldPath, Fix, Operation, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.control_plane_taints import CONTROL_PLANE, MASTER
from dslint.traps.support.workload import Workload, problem

CODE = "DS520"
WITHOUT_VALUE = frozenset(
    f"node.kubernetes.io/{name}"
    for name in (
        "not-ready",
        "unreachable",
        "unschedulable",
        "memory-pressure",
        "disk-pressure",
        "pid-pressure",
        "network-unavailable",
    )
)
BY_KUBEADM = frozenset({CONTROL_PLANE, MASTER})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for position, toleration in enumerate(workload.tolerations):
        key, value = toleration.key, toleration.value
        if key in WITHOUT_VALUE | BY_KUBEADM and toleration.operator == "Equal" and value:
            path = workload.at("tolerations", position)
            message = f"the taint {key} has no value, so {value!r} never matches"
            if key in BY_KUBEADM:
                message = f"the taint {key} has no value where kubeadm sets it, so {value!r} does not match"
            yield problem(CODE, message, (*path, "value"), fix=_for_any_value(path))


def _for_any_value(path: FieldPath) -> Fix:
    edits = (Edit(Operation.SET, (*path, "operator"), "Exists"), Edit(Operation.REMOVE, (*path, "value")))
    return Fix("tolerate the taint with any value", edits, safe=False)
