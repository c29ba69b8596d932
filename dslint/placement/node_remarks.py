"""What a node's machine means for the pods on it: remarks, which never change a state.

Kubernetes: pkg/kubelet/lifecycle/predicate.go (the operating system), pkg/kubelet/eviction/eviction_manager.go (Admit);
nothing checks the architecture of an image.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE, Patience, patience
from dslint.placement.daemonset import SPEC_PATH
from dslint.placement.node_selection import label_keys
from dslint.plans import NOT_READY, Decider, Reason

UNDER_PRESSURE = "KubeletEvicts"
EVICTED_AFTER = "EvictedAfterSeconds"
KUBELET_CHECKS = {
    NOT_READY: "node is ready",
    UNDER_PRESSURE: "pods are admitted under the node's pressure",
    "VirtualNode": "a kubelet runs pods",
    "OperatingSystem": "operating system",
    "Platform": "platforms of the images",
}
"""The checks of the machine, by the code of the remark for a check that fails."""

OS_LABEL = "kubernetes.io/os"
ARCH_LABEL = "kubernetes.io/arch"

Platforms = Mapping[str, tuple[str, ...]]
"""The platforms that images are built for, by image name or pattern: Cluster.platforms."""


def node_remarks(spec: PodSpec, shape: Shape, platforms: Platforms, release: Release) -> Iterator[Reason]:
    """The remarks on a pod that the control plane puts on a node of this shape. `spec` is the pod's after admission."""
    if shape.unschedulable:
        yield _remark("Cordoned", "cordoned, but DaemonSet pods tolerate node.kubernetes.io/unschedulable")
    if shape.ready != "True":
        yield not_ready(shape)
    if any(taint.effect == NO_EXECUTE for taint in shape.taints):
        yield from _evicted_again(spec, shape, release)
    found = list(hindrances(spec, shape, platforms, release))
    yield from found
    if shape.kubelet and shape.kubelet != str(release):
        from dslint.placement.kubelet_skew import ignored

        yield from ignored(spec.raw, shape.kubelet_release(release), release)
    if not any(remark.code not in (UNDER_PRESSURE, EVICTED_AFTER) for remark in found):
        yield from _windows(spec, shape)


def not_ready(shape: Shape) -> Reason:
    """What it means for the pod that the node is not ready."""
    if shape.ready == "Unknown":
        message = "node is dead: its kubelet does not report, and starts the pod only if it comes back"
    else:
        message = "node is not ready: the pod starts once the node is ready"
    return _remark(NOT_READY, message)


def hindrances(spec: PodSpec, shape: Shape, platforms: Platforms, release: Release) -> Iterator[Reason]:
    """Why a pod that is bound to such a node never gets ready there."""
    if any(taint.effect == NO_EXECUTE for taint in shape.taints):
        yield from _evicted_at_once(spec, shape, release)
    if shape.pressure and shape.ready != "Unknown" and not shape.virtual:
        yield from _pressure(spec, shape, release)
    yield from lasting_hindrances(spec, shape, platforms)
    if shape.kubelet and shape.kubelet != str(release):
        from dslint.placement.kubelet_skew import refusals

        yield from refusals(spec.raw, shape.kubelet_release(release), release)


def _evicted_again(spec: PodSpec, shape: Shape, release: Release) -> Iterator[Reason]:
    limit = patience_of(spec, shape, release)
    if limit is not None and limit.seconds:
        yield evicted_after(limit, "and the controller creates it again: it does not run steadily")


def _evicted_at_once(spec: PodSpec, shape: Shape, release: Release) -> Iterator[Reason]:
    limit = patience_of(spec, shape, release)
    if limit is not None and not limit.seconds:
        yield evicted_after(limit, "and the controller creates it again, without end")


def evicted_after(limit: Patience, then: str, within: FieldPath = SPEC_PATH) -> Reason:
    """The remark on a pod that tolerates a taint only for some time; `within` is the path of its spec."""
    message = f"taint {limit.taint} is tolerated for {limit.seconds} s: the pod is evicted then, {then}"
    return Reason(EVICTED_AFTER, Decider.TAINT_EVICTION_CONTROLLER, message, path=(*within, "tolerations"))


def patience_of(spec: PodSpec, shape: Shape, release: Release) -> Patience | None:
    """How long a pod is left on such a node."""
    comparison = release.enabled("TaintTolerationComparisonOperators")
    return patience(shape.taints, spec.tolerations, comparison=comparison)


def hindered_shapes(
    spec: PodSpec, nodes: Iterable[Node], platforms: Platforms, release: Release, *, lasting: bool = False
) -> dict[Shape, Reason]:
    """The first hindrance on nodes of each shape that has one. `lasting`: only those that do not pass."""
    found = {}
    for shape in {node.shape: None for node in nodes}:
        reasons = lasting_hindrances(spec, shape, platforms) if lasting else hindrances(spec, shape, platforms, release)
        found[shape] = next(reasons, None)
    return {shape: reason for shape, reason in found.items() if reason is not None}


def lasting_hindrances(spec: PodSpec, shape: Shape, platforms: Platforms) -> Iterator[Reason]:
    """Those that do not pass: a pod that is there has never been ready either."""
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


def _pressure(spec: PodSpec, shape: Shape, release: Release) -> Iterator[Reason]:
    # Few nodes are under pressure, and only they pay for its rules.
    from dslint.kubernetes import node_pressure

    critical = spec.priority >= node_pressure.SYSTEM_CRITICAL
    if node_pressure.refuses(spec, shape.pressure, shape.kubelet_release(release), critical=critical):
        said = node_pressure.message(shape.pressure).strip()
        yield _remark(
            UNDER_PRESSURE,
            f"the kubelet refuses the pod ({node_pressure.EVICTED}: {said}), and the controller creates it again and "
            "again, after 1 s to 15 min, until the pressure ends",
        )


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
    wanted = _declared_system(spec)
    if wanted and has and wanted != has:
        message = f"the kubelet refuses the pod: os.name is {wanted}, the node runs {has}"
        yield _remark("OperatingSystem", message, "os", "name")


def _declared_system(spec: PodSpec) -> str:
    return (spec.raw.get("os") or {}).get("name") or ""


def _windows(spec: PodSpec, shape: Shape) -> Iterator[Reason]:
    """The image may be one for windows too, so this is no more than likely."""
    if shape.labels.get(OS_LABEL) == "windows" and not _declared_system(spec) and OS_LABEL not in label_keys(spec):
        yield _remark(
            "OperatingSystem",
            "node runs windows and the manifest does not set an operating system: a linux image does not start there; "
            "set nodeSelector kubernetes.io/os",
            "nodeSelector",
        )


def _remark(code: str, message: str, *path: str | int) -> Reason:
    return Reason(code, Decider.KUBELET, message, path=(*SPEC_PATH, *path) if path else None)
