"""What the machine of a node means for the pods that are put there: remarks, never a state.

Kubernetes: pkg/kubelet/lifecycle/predicate.go (the operating system); nothing checks the architecture of an image.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.inventory.cluster import Shape
from dslint.kubernetes.pods import PodSpec
from dslint.placement.daemonset import SPEC_PATH
from dslint.plans import Decider, Reason

KUBELET_CHECKS = {
    "NotReady": "node is ready",
    "VirtualNode": "a kubelet runs pods",
    "OperatingSystem": "operating system",
}
"""What is asked of the machine, by the code of the remark where the answer is no."""

OS_LABEL = "kubernetes.io/os"


def remarks(spec: PodSpec, shape: Shape) -> Iterator[Reason]:
    """For a pod that the control plane puts on a node of this shape."""
    if shape.unschedulable:
        yield _remark(
            "Cordoned", "cordoned, and runs it all the same: DaemonSet pods tolerate node.kubernetes.io/unschedulable"
        )
    if shape.ready != "True":
        yield _remark("NotReady", "node is not ready: the pod starts once it is")
    if shape.virtual:
        yield _remark(
            "VirtualNode",
            f"virtual node ({shape.virtual}): nothing there runs DaemonSet pods, so the pod never starts",
        )
        return
    yield from _operating_system(spec, shape)


def _operating_system(spec: PodSpec, shape: Shape) -> Iterator[Reason]:
    has = shape.labels.get(OS_LABEL)
    wanted = (spec.raw.get("os") or {}).get("name")
    if wanted and has and wanted != has:
        message = f"the kubelet refuses the pod: os.name is {wanted}, the node runs {has}"
        yield _remark("OperatingSystem", message, "os", "name")
    elif has == "windows" and not wanted:
        yield _remark(
            "OperatingSystem",
            "node runs windows and the manifest names no operating system: an image for linux does not start there; "
            "set nodeSelector kubernetes.io/os",
            "nodeSelector",
        )


def _remark(code: str, message: str, *path: str) -> Reason:
    return Reason(code, Decider.KUBELET, message, path=(*SPEC_PATH, *path) if path else None)
