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
        "1.5", "rollout", "a changed template reaches a node only when its pod is deleted; there is no updateStrategy"
    ),
    Change(
        "1.6",
        "rollout",
        "updateStrategy RollingUpdate, minReadySeconds; extensions/v1beta1 stays with OnDelete by default",
    ),
    Change("1.6", "taints", "taints and tolerations are fields; the annotations of before do nothing any more"),
    Change("1.6", "taints", "the controller tolerates not-ready and unreachable NoExecute for its pods"),
    Change(
        "1.7", "rollout", "revisions are kept as ControllerRevision, so there is history and undo; revisionHistoryLimit"
    ),
    Change("1.7", "taints", "a new NoSchedule taint no longer takes running pods away (from 1.7.1 on)"),
    Change("1.8", "api", "apps/v1beta2: RollingUpdate by default, the selector is required and cannot change"),
    Change("1.8", "affinity", "node affinity in an annotation is ignored; it is a field since 1.6"),
    Change("1.8", "taints", "disk and memory pressure are tolerated for every DaemonSet pod"),
    Change("1.9", "api", "apps/v1"),
    Change("1.9", "taints", "node.kubernetes.io/not-ready and unreachable take the place of the alpha keys"),
    Change("1.11", "priority", "pod priority is on: node agents can be given system-node-critical"),
    Change(
        "1.12", "scheduling", "the scheduler binds DaemonSet pods: pod affinity, volumes and preemption count for them"
    ),
    Change(
        "1.12",
        "taints",
        "unschedulable is tolerated for all DaemonSet pods, network-unavailable for those on the host's network",
    ),
    Change("1.13", "taints", "out-of-disk is gone as a condition and as a taint"),
    Change("1.14", "taints", "PID pressure is tolerated; the alpha keys of not-ready and unreachable do nothing"),
    Change("1.14", "labels", "kubernetes.io/os and kubernetes.io/arch; the beta names are deprecated"),
    Change("1.16", "api", "extensions/v1beta1 and apps/v1beta2 are no longer served by default"),
    Change("1.16", "priority", "the annotation critical-pod does nothing; priorityClassName does"),
    Change("1.16", "static pods", "static pods are always critical to the kubelet"),
    Change(
        "1.17",
        "labels",
        "topology.kubernetes.io/zone and region, node.kubernetes.io/instance-type; older names are deprecated",
    ),
    Change("1.18", "api", "extensions/v1beta1 and apps/v1beta2 are gone for good"),
    Change("1.18", "scheduling", "topologySpreadConstraints are honoured"),
    Change("1.19", "security", "seccompProfile is a field"),
    Change("1.20", "labels", "kubeadm labels node-role.kubernetes.io/control-plane beside master"),
    Change(
        "1.21",
        "rollout",
        "maxSurge (feature gate DaemonSetUpdateSurge); old pods that are down no longer use the budget up",
    ),
    Change("1.22", "rollout", "maxSurge is on"),
    Change(
        "1.24", "taints", "kubeadm taints with control-plane beside master; new nodes have the master label no more"
    ),
    Change("1.24", "kubelet", "the kubelet itself refuses pods that do not tolerate a NoExecute taint"),
    Change(
        "1.25",
        "taints",
        "kubeadm taints with control-plane only: a toleration of master alone no longer reaches these nodes",
    ),
    Change("1.25", "security", "PodSecurityPolicy is gone; Pod Security admission refuses the pods, not the DaemonSet"),
    Change("1.25", "security", "the kubelet ignores seccomp annotations"),
    Change("1.27", "rollout", "the controller replaces pods that ended in success as well"),
    Change(
        "1.29",
        "containers",
        "init containers with restartPolicy Always (sidecars) are on and count for the pod's requests",
    ),
    Change("1.29", "rollout", "with maxSurge, pods on nodes that are no longer eligible are taken away"),
    Change("1.30", "security", "appArmorProfile is a field; the annotation is deprecated"),
    Change("1.31", "rollout", "old pods that are down are replaced first and use the budget up again"),
    Change("1.33", "security", "user namespaces (hostUsers: false) are on"),
    Change("1.34", "resources", "requests and limits of the whole pod are on"),
    Change("1.34", "static pods", "the kubelet refuses static pods that refer to API objects"),
    Change("1.34", "scheduling", "a request beyond the node's allocatable is not tried with preemption"),
    Change(
        "1.35",
        "taints",
        "tolerations can compare numbers with Lt and Gt (feature gate TaintTolerationComparisonOperators, off)",
    ),
    Change("1.36", "security", "user namespaces, image volumes and procMount are stable"),
)
