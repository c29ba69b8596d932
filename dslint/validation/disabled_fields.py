"""Fields that the API server drops before validation because their feature gate is off.

Kubernetes: dropDisabledFields in pkg/api/pod/util.go. A field that the stored object already uses is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Release

ANY = "*"
Pattern = tuple[str, ...]

_TERMS = ("requiredDuringSchedulingIgnoredDuringExecution", ANY)
_WEIGHTED_TERMS = ("preferredDuringSchedulingIgnoredDuringExecution", ANY, "podAffinityTerm")
_CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")


def _of_containers(*keys: str) -> tuple[Pattern, ...]:
    return tuple((kind, ANY, *keys) for kind in _CONTAINERS)


def _of_pod_terms(key: str) -> tuple[Pattern, ...]:
    kinds = ("podAffinity", "podAntiAffinity")
    return tuple(("affinity", kind, *terms, key) for kind in kinds for terms in (_TERMS, _WEIGHTED_TERMS))


GATED: dict[str, tuple[Pattern, ...]] = {
    "ClusterTrustBundleProjection": (("volumes", ANY, "projected", "sources", ANY, "clusterTrustBundle"),),
    "ContainerRestartRules": _of_containers("restartPolicyRules"),
    "ContainerStopSignals": _of_containers("lifecycle", "stopSignal"),
    "DynamicResourceAllocation": (("resourceClaims",), *_of_containers("resources", "claims")),
    "EnvFiles": _of_containers("env", ANY, "valueFrom", "fileKeyRef"),
    "EvenPodsSpread": (("topologySpreadConstraints",),),
    "GRPCContainerProbe": tuple(pattern for probe in _PROBES for pattern in _of_containers(probe, "grpc")),
    "HostnameOverride": (("hostnameOverride",),),
    "ImageVolume": (("volumes", ANY, "image"),),
    "InPlacePodVerticalScaling": _of_containers("resizePolicy"),
    "MatchLabelKeysInPodAffinity": (*_of_pod_terms("matchLabelKeys"), *_of_pod_terms("mismatchLabelKeys")),
    "MatchLabelKeysInPodTopologySpread": (("topologySpreadConstraints", ANY, "matchLabelKeys"),),
    "MinDomainsInPodTopologySpread": (("topologySpreadConstraints", ANY, "minDomains"),),
    "NodeInclusionPolicyInPodTopologySpread": (
        ("topologySpreadConstraints", ANY, "nodeAffinityPolicy"),
        ("topologySpreadConstraints", ANY, "nodeTaintsPolicy"),
    ),
    "NonPreemptingPriority": (("preemptionPolicy",),),
    "PodAffinityNamespaceSelector": _of_pod_terms("namespaceSelector"),
    "PodCertificateRequest": (("volumes", ANY, "projected", "sources", ANY, "podCertificate"),),
    "PodLevelResources": (("resources",),),
    "PodLifecycleSleepAction": (
        *_of_containers("lifecycle", "preStop", "sleep"),
        *_of_containers("lifecycle", "postStart", "sleep"),
    ),
    "PodOverhead": (("overhead",),),
    "PodSchedulingReadiness": (("schedulingGates",),),
    "ProcMountType": _of_containers("securityContext", "procMount"),
    "RecursiveReadOnlyMounts": _of_containers("volumeMounts", ANY, "recursiveReadOnly"),
    "SELinuxChangePolicy": (("securityContext", "seLinuxChangePolicy"),),
    "SidecarContainers": _of_containers("restartPolicy"),
    "SupplementalGroupsPolicy": (("securityContext", "supplementalGroupsPolicy"),),
    "UserNamespacesSupport": (("hostUsers",),),
}
ALWAYS_OFF: tuple[Pattern, ...] = (("schedulingGroup",), ("workloadRef",))


def disabled_paths(spec: Map, release: Release, old: Map | None) -> list[FieldPath]:
    """The paths in a pod spec that the API server drops, in no order."""
    patterns = list(ALWAYS_OFF)
    for gate, gated in GATED.items():
        if release.enabled(gate) or (old is not None and any(_found(old, pattern) for pattern in gated)):
            continue
        patterns.extend(gated)
    paths = [path for pattern in patterns for path in _matching(spec, pattern, ())]
    return [*paths, *_image_mounts(spec, paths)]


def _found(spec: Map, pattern: Pattern) -> bool:
    return next(_matching(spec, pattern, ()), None) is not None


def _matching(value: Any, pattern: Pattern, path: FieldPath) -> Iterator[FieldPath]:
    if not pattern:
        yield path
        return
    key, rest = pattern[0], pattern[1:]
    if key == ANY:
        for position, item in enumerate(value or () if isinstance(value, list) else ()):
            yield from _matching(item, rest, (*path, position))
    elif isinstance(value, dict) and value.get(key) is not None:
        yield from _matching(value[key], rest, (*path, key))


def _image_mounts(spec: Map, dropped: list[FieldPath]) -> Iterator[FieldPath]:
    """An image volume is dropped as a whole, together with its mounts."""
    gone = {path[1] for path in dropped if path[0] == "volumes" and path[2:] == ("image",)}
    names = {spec["volumes"][position].get("name") for position in gone}
    yield from (("volumes", position) for position in gone)
    for pattern in _of_containers("volumeMounts", ANY):
        for path in _matching(spec, pattern, ()):
            if _at(spec, path).get("name") in names:
                yield path


def _at(value: Any, path: FieldPath) -> Any:
    for key in path:
        value = value[key]
    return value


def without_disabled(spec: Map, paths: list[FieldPath]) -> Map:
    """The spec without the dropped paths. Dropped list items become None, so that positions stay the same."""
    if not paths:
        return spec
    result = dict(deepcopy(spec))
    for path in paths:
        where = _at(result, path[:-1])
        if isinstance(path[-1], int):
            where[path[-1]] = None
        else:
            where.pop(path[-1], None)
    return result
