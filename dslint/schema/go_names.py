"""Go's names of string types and of embedded structs, which the OpenAPI documents do not have.

Kubernetes: staging/src/k8s.io/api/core/v1/types.go. The decoder's messages contain them.
"""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour, Release

EMBEDDED_ARE_NAMED = Behaviour(since="1.36", source="go.mod: Go 1.26, encoding/json/decode.go")

_TYPES = {
    ("AppArmorProfile", "type"): "v1.AppArmorProfileType",
    ("AzureDiskVolumeSource", "cachingMode"): "v1.AzureDataDiskCachingMode",
    ("AzureDiskVolumeSource", "kind"): "v1.AzureDataDiskKind",
    ("Capabilities", "add"): "v1.Capability",
    ("Capabilities", "drop"): "v1.Capability",
    ("Container", "imagePullPolicy"): "v1.PullPolicy",
    ("Container", "restartPolicy"): "v1.ContainerRestartPolicy",
    ("Container", "terminationMessagePolicy"): "v1.TerminationMessagePolicy",
    ("ContainerPort", "protocol"): "v1.Protocol",
    ("ContainerResizePolicy", "resourceName"): "v1.ResourceName",
    ("ContainerResizePolicy", "restartPolicy"): "v1.ResourceResizeRestartPolicy",
    ("ContainerRestartRule", "action"): "v1.ContainerRestartRuleAction",
    ("ContainerRestartRuleOnExitCodes", "operator"): "v1.ContainerRestartRuleOnExitCodesOperator",
    ("DaemonSetUpdateStrategy", "type"): "v1.DaemonSetUpdateStrategyType",
    ("EmptyDirVolumeSource", "medium"): "v1.StorageMedium",
    ("EphemeralContainer", "imagePullPolicy"): "v1.PullPolicy",
    ("EphemeralContainer", "restartPolicy"): "v1.ContainerRestartPolicy",
    ("EphemeralContainer", "terminationMessagePolicy"): "v1.TerminationMessagePolicy",
    ("HTTPGetAction", "scheme"): "v1.URIScheme",
    ("HostPathVolumeSource", "type"): "v1.HostPathType",
    ("ImageVolumeSource", "pullPolicy"): "v1.PullPolicy",
    ("LabelSelectorRequirement", "operator"): "v1.LabelSelectorOperator",
    ("Lifecycle", "stopSignal"): "v1.Signal",
    ("ManagedFieldsEntry", "operation"): "v1.ManagedFieldsOperationType",
    ("NodeSelectorRequirement", "operator"): "v1.NodeSelectorOperator",
    ("ObjectMeta", "uid"): "types.UID",
    ("OwnerReference", "uid"): "types.UID",
    ("PersistentVolumeClaimSpec", "accessModes"): "v1.PersistentVolumeAccessMode",
    ("PersistentVolumeClaimSpec", "volumeMode"): "v1.PersistentVolumeMode",
    ("PodOS", "name"): "v1.OSName",
    ("PodReadinessGate", "conditionType"): "v1.PodConditionType",
    ("PodSecurityContext", "fsGroupChangePolicy"): "v1.PodFSGroupChangePolicy",
    ("PodSecurityContext", "seLinuxChangePolicy"): "v1.PodSELinuxChangePolicy",
    ("PodSecurityContext", "supplementalGroupsPolicy"): "v1.SupplementalGroupsPolicy",
    ("PodSpec", "dnsPolicy"): "v1.DNSPolicy",
    ("PodSpec", "preemptionPolicy"): "v1.PreemptionPolicy",
    ("PodSpec", "restartPolicy"): "v1.RestartPolicy",
    ("SeccompProfile", "type"): "v1.SeccompProfileType",
    ("SecurityContext", "procMount"): "v1.ProcMountType",
    ("Toleration", "effect"): "v1.TaintEffect",
    ("Toleration", "operator"): "v1.TolerationOperator",
    ("TopologySpreadConstraint", "nodeAffinityPolicy"): "v1.NodeInclusionPolicy",
    ("TopologySpreadConstraint", "nodeTaintsPolicy"): "v1.NodeInclusionPolicy",
    ("TopologySpreadConstraint", "whenUnsatisfiable"): "v1.UnsatisfiableConstraintAction",
    ("VolumeMount", "mountPropagation"): "v1.MountPropagationMode",
    ("VolumeMount", "recursiveReadOnly"): "v1.RecursiveReadOnlyMode",
}
"""Named string types by struct and field; for a list, the type of its items."""

_EMBEDDED = {
    "EphemeralContainer": ("EphemeralContainerCommon", {"targetContainerName"}),
    "PersistentVolumeSpec": (
        "PersistentVolumeSource",
        {"accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity", "persistentVolumeReclaimPolicy"}
        | {"storageClassName", "volumeAttributesClassName", "volumeMode"},
    ),
    "Volume": ("VolumeSource", {"name"}),
}
"""Structs with one embedded struct, and the fields that are their own."""

_HANDLERS = {"exec", "httpGet", "tcpSocket", "grpc"}
_WITH_REFERENCE = {
    *("ConfigMapEnvSource", "ConfigMapKeySelector", "ConfigMapProjection", "ConfigMapVolumeSource"),
    *("SecretEnvSource", "SecretKeySelector", "SecretProjection"),
}


def text_type(struct: str, field: str) -> str:
    """The Go type of a string, or of the strings in a list."""
    return _TYPES.get((struct, field), "string")


def member(struct: str, fields: tuple[tuple[str, str], ...], release: Release) -> str:
    """`Container.spec.containers.image`: the struct, then the fields that lead to the value, with their structs."""
    steps = [struct]
    for owner, field in fields:
        embedded = _embedded(owner, field)
        if embedded and release.has(EMBEDDED_ARE_NAMED):
            steps.append(embedded)
        steps.append(field)
    return ".".join(steps)


def _embedded(struct: str, field: str) -> str | None:
    if struct == "Probe" and field in _HANDLERS:
        return "ProbeHandler"
    if struct in _WITH_REFERENCE and field == "name":
        return "LocalObjectReference"
    name, own = _EMBEDDED.get(struct, (None, ()))
    return None if field in own else name
