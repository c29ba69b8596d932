"""What a node's machine means for the pods on it: remarks, which never change a state.

Kubernetes: pkg/kubelet/lifecycle/predicate.go (the operating system); nothing checks the architecture of an image.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from dslint.kubernetes.cluster import Shape
from dslint.kubernetes.pods import PodSpec
from dslint.placement.daemonset import SPEC_PATH
from dslint.placement.node_selection import label_keys
from dslint.plans import Decider, Reason

KUBELET_CHECKS = {
    "NotReady": "node is ready",
    "VirtualNode": "a kubelet runs pods",
    "OperatingSystem": "operating system",
    "Platform": "platforms of the images",
}
"""The checks of the machine, by the code of the remark for a check that fails."""

OS_LABEL = "kubernetes.io/os"
ARCH_LABEL = "kubernetes.io/arch"

Platforms = Mapping[str, tuple[str, ...]]
"""The platforms that images are built for, by image name or pattern: Cluster.platforms."""


def node_remarks(spec: PodSpec, shape: Shape, platforms: Platforms) -> Iterator[Reason]:
    """The remarks on a pod that the control plane puts on a node of this shape."""
    if shape.unschedulable:
        yield _remark("Cordoned", "cordoned, but DaemonSet pods tolerate node.kubernetes.io/unschedulable")
    if shape.ready != "True":
        yield _remark("NotReady", "node is not ready: the pod starts once the node is ready")
    if shape.virtual:
        yield _remark(
            "VirtualNode",
            f"virtual node ({shape.virtual}): nothing there runs DaemonSet pods, so the pod never starts",
        )
        return
    unsuited = list(_images(spec, shape, platforms))
    yield from unsuited
    if not unsuited:
        yield from _operating_system(spec, shape)


def _images(spec: PodSpec, shape: Shape, platforms: Platforms) -> Iterator[Reason]:
    """Images that are built for other platforms, as far as the inventory declares their platforms."""
    machine = (shape.labels.get(OS_LABEL), shape.labels.get(ARCH_LABEL))
    if not platforms or None in machine:
        return
    for field in ("containers", "initContainers"):
        for index, container in enumerate(spec.raw.get(field) or ()):
            image = container.get("image") or ""
            built = _built_for(image, platforms)
            if built and not any(tuple(platform.split("/")[:2]) == machine for platform in built):
                message = f"image {image} is built for {', '.join(built)}, the node is {'/'.join(map(str, machine))}"
                yield _remark("Platform", f"{message}: it does not start there", field, index, "image")


def _built_for(image: str, platforms: Platforms) -> tuple[str, ...]:
    """The platforms of the first pattern that matches the image's name, with or without its tag."""
    name = image.partition("@")[0]
    base = name.rpartition(":")[0] if ":" in name.rpartition("/")[2] else name
    for pattern, built in platforms.items():
        if fnmatchcase(name, pattern) or fnmatchcase(base, pattern):
            return built
    return ()


def _operating_system(spec: PodSpec, shape: Shape) -> Iterator[Reason]:
    has = shape.labels.get(OS_LABEL)
    wanted = (spec.raw.get("os") or {}).get("name")
    if wanted and has and wanted != has:
        message = f"the kubelet refuses the pod: os.name is {wanted}, the node runs {has}"
        yield _remark("OperatingSystem", message, "os", "name")
    elif has == "windows" and not wanted and OS_LABEL not in label_keys(spec):
        yield _remark(
            "OperatingSystem",
            "node runs windows and the manifest does not set an operating system: a linux image does not start there; "
            "set nodeSelector kubernetes.io/os",
            "nodeSelector",
        )


def _remark(code: str, message: str, *path: str | int) -> Reason:
    return Reason(code, Decider.KUBELET, message, path=(*SPEC_PATH, *path) if path else None)
