"""Changes for node agents by Kubernetes minor: the data of `dslint versions`."""

from __future__ import annotations

from typing import Any, NamedTuple


class Change(NamedTuple):
    """A change, as those who run node agents notice it."""

    version: str
    subject: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


CHANGES = (
    Change(
        "1.5",
        "rollout",
        "a template change reaches a node only when its pod is deleted; there is no updateStrategy",
    ),
    Change(
        "1.6",
        "rollout",
        "updateStrategy RollingUpdate, minReadySeconds; extensions/v1beta1 still defaults to OnDelete",
    ),
    Change("1.6", "taints", "taints and tolerations are fields; the former annotations are ignored"),
    Change("1.6", "taints", "DaemonSet pods tolerate not-ready:NoExecute and unreachable:NoExecute"),
    Change("1.7", "rollout", "revisions are stored as ControllerRevisions, for history and undo; revisionHistoryLimit"),
    Change("1.7", "taints", "a new NoSchedule taint no longer removes running pods (since 1.7.1)"),
    Change("1.8", "api", "apps/v1beta2: defaults to RollingUpdate; the selector is required and immutable"),
    Change("1.8", "affinity", "node affinity in an annotation is ignored; use the field, which exists since 1.6"),
    Change("1.8", "taints", "all DaemonSet pods tolerate disk and memory pressure"),
    Change("1.9", "api", "apps/v1"),
    Change("1.9", "taints", "node.kubernetes.io/not-ready and unreachable replace the alpha keys"),
    Change("1.11", "priority", "pod priority is on by default: node agents can use system-node-critical"),
    Change(
        "1.12", "scheduling", "the scheduler binds DaemonSet pods: pod affinity, volumes and preemption apply to them"
    ),
    Change(
        "1.12",
        "taints",
        "all DaemonSet pods tolerate unschedulable, those with hostNetwork also network-unavailable",
    ),
    Change("1.13", "taints", "the condition and the taint out-of-disk are removed"),
    Change(
        "1.14",
        "taints",
        "all DaemonSet pods tolerate PID pressure; the alpha keys of not-ready and unreachable are ignored",
    ),
    Change("1.14", "labels", "kubernetes.io/os and kubernetes.io/arch; the beta names are deprecated"),
    Change("1.16", "api", "extensions/v1beta1 and apps/v1beta2 are no longer served by default"),
    Change("1.16", "priority", "the annotation critical-pod is ignored; use priorityClassName"),
    Change("1.16", "static pods", "the kubelet treats all static pods as critical"),
    Change(
        "1.17",
        "labels",
        "topology.kubernetes.io/zone and region, node.kubernetes.io/instance-type; older names are deprecated",
    ),
    Change("1.18", "api", "extensions/v1beta1 and apps/v1beta2 are removed"),
    Change("1.18", "scheduling", "topologySpreadConstraints are on by default"),
    Change("1.19", "security", "seccompProfile is a field"),
    Change("1.20", "labels", "kubeadm labels node-role.kubernetes.io/control-plane beside master"),
    Change(
        "1.21",
        "rollout",
        "maxSurge (feature gate DaemonSetUpdateSurge); unavailable old pods no longer count against maxUnavailable",
    ),
    Change("1.22", "rollout", "maxSurge is on by default"),
    Change(
        "1.24",
        "taints",
        "kubeadm sets the control-plane taint beside master; new nodes lack the master label",
    ),
    Change("1.24", "kubelet", "the kubelet rejects pods that do not tolerate a NoExecute taint"),
    Change(
        "1.25",
        "taints",
        "kubeadm sets only the control-plane taint: tolerating only master no longer covers these nodes",
    ),
    Change("1.25", "security", "PodSecurityPolicy is removed; Pod Security admission rejects pods, not DaemonSets"),
    Change("1.25", "security", "the kubelet ignores seccomp annotations"),
    Change("1.27", "rollout", "the controller also replaces pods that succeeded"),
    Change(
        "1.29",
        "containers",
        "sidecars (init containers with restartPolicy Always) are on by default and count toward the pod's requests",
    ),
    Change("1.29", "rollout", "with maxSurge, pods on nodes that are no longer eligible are deleted"),
    Change("1.30", "security", "appArmorProfile is a field; the annotation is deprecated"),
    Change("1.31", "rollout", "unavailable old pods are replaced first and count against maxUnavailable again"),
    Change("1.33", "security", "user namespaces (hostUsers: false) are on by default"),
    Change("1.34", "resources", "pod-level requests and limits are on by default"),
    Change("1.34", "static pods", "the kubelet rejects static pods that refer to API objects"),
    Change("1.34", "scheduling", "no preemption for requests that exceed the node's allocatable"),
    Change(
        "1.35",
        "taints",
        "tolerations can compare numbers with Lt and Gt (feature gate TaintTolerationComparisonOperators, off)",
    ),
    Change("1.36", "security", "user namespaces, image volumes and procMount are stable"),
)
