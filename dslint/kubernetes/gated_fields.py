"""The fields that the API server keeps only while a feature gate is on.

Kubernetes: dropDisabledFields in pkg/api/pod/util.go, and dropDaemonSetDisabledFields in
pkg/registry/apps/daemonset/strategy.go.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from dslint.kubernetes.field_path import EACH

Pattern = tuple[str, ...]

_TERMS = ("requiredDuringSchedulingIgnoredDuringExecution", EACH)
_WEIGHTED_TERMS = ("preferredDuringSchedulingIgnoredDuringExecution", EACH, "podAffinityTerm")
CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")


def of_containers(*keys: str) -> tuple[Pattern, ...]:
    return tuple((kind, EACH, *keys) for kind in CONTAINERS)


def _of_pod_terms(key: str) -> tuple[Pattern, ...]:
    kinds = ("podAffinity", "podAntiAffinity")
    return tuple(("affinity", kind, *terms, key) for kind in kinds for terms in (_TERMS, _WEIGHTED_TERMS))


def _of_security_contexts(*keys: str) -> tuple[Pattern, ...]:
    """The same field of the pod and of each container."""
    return (("securityContext", *keys), *of_containers("securityContext", *keys))


def _of_probes(key: str, probes: Iterable[str] = _PROBES) -> tuple[Pattern, ...]:
    return tuple(pattern for probe in probes for pattern in of_containers(probe, key))


GATED: dict[str, tuple[Pattern, ...]] = {
    "BlockVolume": of_containers("volumeDevices"),
    "CSIInlineVolume": (("volumes", EACH, "csi"),),
    "ClusterTrustBundleProjection": (("volumes", EACH, "projected", "sources", EACH, "clusterTrustBundle"),),
    "ConfigurableFSGroupPolicy": (("securityContext", "fsGroupChangePolicy"),),
    "ContainerRestartRules": of_containers("restartPolicyRules"),
    "ContainerStopSignals": of_containers("lifecycle", "stopSignal"),
    "DynamicResourceAllocation": (("resourceClaims",), *of_containers("resources", "claims")),
    "EnvFiles": of_containers("env", EACH, "valueFrom", "fileKeyRef"),
    "EphemeralContainers": (("ephemeralContainers",),),
    "EvenPodsSpread": (("topologySpreadConstraints",),),
    "GRPCContainerProbe": _of_probes("grpc"),
    "GenericEphemeralVolume": (("volumes", EACH, "ephemeral"),),
    "GenericWorkload": (("schedulingGroup",), ("workloadRef",)),
    "HostnameOverride": (("hostnameOverride",),),
    "IdentifyPodOS": (("os",),),
    "ImageVolume": (("volumes", EACH, "image"),),
    "InPlacePodVerticalScaling": of_containers("resizePolicy"),
    "LocalStorageCapacityIsolation": (("volumes", EACH, "emptyDir", "sizeLimit"),),
    "MatchLabelKeysInPodAffinity": (*_of_pod_terms("matchLabelKeys"), *_of_pod_terms("mismatchLabelKeys")),
    "MatchLabelKeysInPodTopologySpread": (("topologySpreadConstraints", EACH, "matchLabelKeys"),),
    "MinDomainsInPodTopologySpread": (("topologySpreadConstraints", EACH, "minDomains"),),
    "NodeInclusionPolicyInPodTopologySpread": (
        ("topologySpreadConstraints", EACH, "nodeAffinityPolicy"),
        ("topologySpreadConstraints", EACH, "nodeTaintsPolicy"),
    ),
    "NonPreemptingPriority": (("preemptionPolicy",),),
    "PodAffinityNamespaceSelector": _of_pod_terms("namespaceSelector"),
    "PodCertificateRequest": (("volumes", EACH, "projected", "sources", EACH, "podCertificate"),),
    "PodLevelResources": (("resources",),),
    "PodLifecycleSleepAction": (
        *of_containers("lifecycle", "preStop", "sleep"),
        *of_containers("lifecycle", "postStart", "sleep"),
    ),
    "PodOverhead": (("overhead",),),
    "PodPriority": (("priority",), ("priorityClassName",)),
    "PodSchedulingReadiness": (("schedulingGates",),),
    "ProbeTerminationGracePeriod": _of_probes("terminationGracePeriodSeconds", ("livenessProbe", "startupProbe")),
    "ProcMountType": of_containers("securityContext", "procMount"),
    "RecursiveReadOnlyMounts": of_containers("volumeMounts", EACH, "recursiveReadOnly"),
    "RunAsGroup": _of_security_contexts("runAsGroup"),
    "RuntimeClass": (("runtimeClassName",),),
    "SELinuxChangePolicy": (("securityContext", "seLinuxChangePolicy"),),
    "SetHostnameAsFQDN": (("setHostnameAsFQDN",),),
    "SidecarContainers": (("initContainers", EACH, "restartPolicy"),),
    "StartupProbe": of_containers("startupProbe"),
    "SupplementalGroupsPolicy": (("securityContext", "supplementalGroupsPolicy"),),
    "UserNamespacesSupport": (("hostUsers",),),
    "VolumeSubpathEnvExpansion": of_containers("volumeMounts", EACH, "subPathExpr"),
    "WindowsGMSA": (
        *_of_security_contexts("windowsOptions", "gmsaCredentialSpec"),
        *_of_security_contexts("windowsOptions", "gmsaCredentialSpecName"),
    ),
    "WindowsRunAsUserName": _of_security_contexts("windowsOptions", "runAsUserName"),
}
"""Of a pod spec, by gate."""

OLDER_THAN_GATE: dict[str, tuple[Pattern, ...]] = {
    "ContainerRestartRules": (("containers", EACH, "restartPolicy"), ("ephemeralContainers", EACH, "restartPolicy")),
}
"""Of a pod spec too, but releases without the gate keep the field, and refuse it."""

GATED_IN_DAEMONSET: dict[str, tuple[Pattern, ...]] = {
    "DaemonSetUpdateSurge": (("spec", "updateStrategy", "rollingUpdate", "maxSurge"),),
}
"""Of a DaemonSet outside its template, by gate."""

_PLAIN_VALUES = MappingProxyType(
    {
        "hostUsers": True,
        "maxSurge": 0,
        "minDomains": 1,
        "nodeAffinityPolicy": "Honor",
        "nodeTaintsPolicy": "Ignore",
        "preemptionPolicy": "PreemptLowerPriority",
        "procMount": "Default",
        "recursiveReadOnly": "Disabled",
        "seLinuxChangePolicy": "Recursive",
        "setHostnameAsFQDN": False,
        "supplementalGroupsPolicy": "Merge",
        "fsGroupChangePolicy": "Always",
    }
)
"""What holds without the field too, so that nothing changes when it is dropped."""


def changes_nothing(field: str, value: object) -> bool:
    """Whether an object without the field means the same as one with this value."""
    plain = _PLAIN_VALUES.get(field)
    return value in ("", [], {}) or (plain is not None and value == plain and type(value) is type(plain))


def gate_of(path: Iterable[str | int]) -> str | None:
    """The gate that a field of a Pod or DaemonSet needs; None if there is none."""
    steps = tuple(EACH if isinstance(step, int) else step for step in path)
    found = next((gate for gate, patterns in GATED_IN_DAEMONSET.items() if steps in patterns), None)
    for prefix in (("spec",), ("spec", "template", "spec")):
        if found is None and steps[: len(prefix)] == prefix:
            inner = steps[len(prefix) :]
            found = next((gate for gate, patterns in GATED.items() if inner in patterns), None)
    return found
