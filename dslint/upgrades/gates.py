"""What feature gates change: what each is for, and its stages."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.feature_gates import GATES, Gate
from dslint.kubernetes.field_path import EACH
from dslint.kubernetes.gated_fields import GATED, Pattern
from dslint.kubernetes.release import Version, show
from dslint.upgrades.changes import DAEMONSET, EVERY_POD, POD, STATIC_POD, Change

SOURCE = "pkg/features/kube_features.go"

_TOUCHES_DAEMONSET = (DAEMONSET,)
PURPOSES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "AffinityInAnnotations": (
        "affinity", "affinity in annotations", ("metadata.annotations.scheduler.alpha.kubernetes.io/affinity",)
    ),
    "DRADeviceBindingConditions": ("resources", "conditions of devices before a pod is bound", ("resourceClaims",)),
    "DaemonSetUpdateSurge": ("rollout", "maxSurge", ("daemonset.updateStrategy.rollingUpdate.maxSurge",)),
    "DefaultHostNetworkHostPortsInPodTemplates": (
        "defaults", "a default hostPort, the containerPort, in templates with hostNetwork", ("hostNetwork=true",)
    ),
    "DefaultPodTopologySpread": ("scheduling", "spreading of services over zones as a constraint", (POD,)),
    "EvenPodsSpread": ("scheduling", "topologySpreadConstraints", ("topologySpreadConstraints",)),
    "ExpandedDNSConfig": ("containers", "more and longer search domains", ("dnsConfig.searches",)),
    "ExperimentalCriticalPodAnnotation": (
        "priority", "the annotation critical-pod", ("metadata.annotations.scheduler.alpha.kubernetes.io/critical-pod",)
    ),
    "HugePages": ("resources", "hugepages", ("containers.resources.limits",)),
    "InPlacePodLevelResourcesVerticalScaling": ("resources", "resizing of pod-level resources", ("resources",)),
    "MatchLabelKeysInPodTopologySpreadSelectorMerge": (
        "scheduling", "merging matchLabelKeys into the stored selector", ("topologySpreadConstraints.matchLabelKeys",)
    ),
    "MatchLabelKeysInPodAffinity": ("affinity", "matchLabelKeys and mismatchLabelKeys of pod affinity", ()),
    "NodeDeclaredFeatures": ("scheduling", "the filter by features that nodes declare", EVERY_POD),
    "PodAffinityNamespaceSelector": ("affinity", "namespaceSelector of pod affinity", ()),
    "PodHostIPs": ("containers", "status.hostIPs", ("containers.env.valueFrom.fieldRef.fieldPath=status.hostIPs",)),
    "PodLevelResources": ("resources", "pod-level requests and limits", ("resources",)),
    "PodLifecycleSleepActionAllowZero": (
        "containers", "a sleep of 0 seconds", ("containers.lifecycle.preStop.sleep",)
    ),
    "PodPriority": ("priority", "pod priority", EVERY_POD),
    "PreventStaticPodAPIReferences": ("static pods", "refusing static pods that refer to API objects", (STATIC_POD,)),
    "RelaxedDNSSearchValidation": ("validation", "search domains with _ and .", ("dnsConfig.searches",)),
    "RelaxedEnvironmentVariableValidation": (
        "validation", "names of environment variables with any printable ASCII character but =", ("containers.env",)
    ),
    "RestartAllContainersOnContainerExits": ("containers", "the action RestartAllContainers",
                                             ("containers.restartPolicyRules",)),
    "SCTPSupport": ("containers", "ports with SCTP", ("containers.ports.protocol=SCTP",)),
    "ScheduleDaemonSetPods": ("scheduling", "binding of DaemonSet pods by the scheduler", _TOUCHES_DAEMONSET),
    "SELinuxMount": ("security", "mounting with SELinux labels", ("securityContext.seLinuxOptions",)),
    "SidecarContainers": (
        "containers",
        "sidecars (init containers with restartPolicy Always)",
        ("initContainers",),
    ),
    "StrictIPCIDRValidation": ("validation", "refusing IP addresses in unusual forms", ("hostAliases", "dnsConfig")),
    "TaintBasedEvictions": ("taints", "eviction by NoExecute taints for nodes that are not ready", EVERY_POD),
    "TaintNodesByCondition": ("taints", "NoSchedule taints for the conditions of nodes", EVERY_POD),
    "TaintTolerationComparisonOperators": ("taints", "comparing numbers with Lt and Gt", ("tolerations",)),
    "UserNamespacesHostNetworkSupport": ("security", "user namespaces with hostNetwork", ("hostNetwork=true",)),
    "UserNamespacesSupport": ("security", "user namespaces (hostUsers: false)", ("hostUsers",)),
    "ValidatingAdmissionPolicy": ("admission", "ValidatingAdmissionPolicies of the cluster", EVERY_POD),
    "WindowsGMSA": ("containers", "gmsaCredentialSpec of Windows", ()),
    "WindowsHostProcessContainers": (
        "containers",
        "host process containers of Windows",
        ("securityContext.windowsOptions", "containers.securityContext.windowsOptions"),
    ),
}  # fmt: skip
"""Of the gates that no field is behind, or that are better told than by their fields: subject, purpose and touches.

Without touches, the fields behind the gate are meant.
"""


def gate_changes(after: Version, to: Version, told_before: frozenset[tuple[str, str]]) -> Iterator[Change]:
    """The stages of feature gates after one version, up to another.

    `told_before` are gates, each with the version in which the fields behind it come: that is told with the fields.
    """
    for name, gate in GATES.items():
        for version, told in _stages(gate):
            if after < version <= to and (version != gate.since or (name, show(version)) not in told_before):
                subject, purpose, touches = purpose_of(name)
                text = f"{purpose}: {told} (feature gate {name})"
                yield Change(show(version), subject, text, SOURCE, touches, gate=name, is_stage=True)


def _stages(gate: Gate) -> Iterator[tuple[Version, str]]:
    if gate.since != gate.on_since:
        yield gate.since, "possible, off by default"
    if gate.on_since is not None:
        yield gate.on_since, "on by default"
    if gate.gone is not None:
        yield gate.gone, "gone"


def purpose_of(name: str) -> tuple[str, str, tuple[str, ...]]:
    """Its subject, what it is for, and the fields whose manifests meet it."""
    fields = tuple(dict.fromkeys(map(_field, GATED.get(name, ()))))
    subject, purpose, touches = PURPOSES.get(name, ("fields", ", ".join(fields), fields))
    return subject, purpose, touches or fields


def _field(pattern: Pattern) -> str:
    """As a trap's fields are named: containers of all kinds alike."""
    kind, *keys = [key for key in pattern if key != EACH]
    return ".".join(("containers" if kind.endswith("ontainers") and keys else kind, *keys))
