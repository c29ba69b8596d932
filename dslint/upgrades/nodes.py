"""What nodes have and kubelets do differently: their behaviours in words."""

from __future__ import annotations

from dslint.inventory import condition_taints, node_objects
from dslint.kubelet import behaviours as kubelet
from dslint.kubernetes import daemon_tolerations, kubeadm, node_pressure
from dslint.placement import kubelet_skew
from dslint.traps.rules import deprecated_topology_key
from dslint.traps.support import behaviours as traps
from dslint.upgrades.changes import DAEMONSET, EVERY_POD, NO_MANIFEST, STATIC_POD, Told
from dslint.validation import behaviours as validation

_CRITICAL = ("metadata.annotations.scheduler.alpha.kubernetes.io/critical-pod",)
_STATIC = (STATIC_POD,)
_CONTROL_PLANE_LABELS = ("nodeSelector", "affinity.nodeAffinity")

KUBELETS = (
    Told(
        kubelet.STATIC_POD_TOLERATES_NO_EXECUTE,
        "static pods",
        "static pods of files tolerate all NoExecute taints",
        touches=_STATIC,
    ),
    Told(
        kubelet.NODE_NAME_LOWER_CASED,
        "static pods",
        "the node's name at the end of a static pod's name is in lower case",
        touches=_STATIC,
    ),
    Told(
        kubelet.CRITICAL_WHEREVER_STATIC,
        "static pods",
        "the kubelet treats all static pods as critical",
        touches=_STATIC,
    ),
    Told(
        kubelet.CLUSTER_TRUST_BUNDLES_REFUSED,
        "static pods",
        "the kubelet refuses static pods with a ClusterTrustBundle",
        touches=_STATIC,
    ),
    Told(
        kubelet.RESOURCE_CLAIMS_REFUSED,
        "static pods",
        "the kubelet refuses static pods with resourceClaims",
        touches=_STATIC,
    ),
    Told(
        validation.INIT_CONTAINERS_RESIZE_IN_KUBELETS,
        "static pods",
        "static pods may have a resizePolicy in init containers",
        touches=_STATIC,
    ),
    Told(
        kubelet.OPERATING_SYSTEM_LABEL_CHECKED,
        "kubelet",
        "the kubelet refuses pods whose node selector asks for another operating system",
        touches=("nodeSelector.kubernetes.io/os",),
    ),
    Told(
        kubelet.OPERATING_SYSTEM_FIELD_CHECKED,
        "kubelet",
        "the kubelet refuses pods whose os.name is not the node's",
        touches=("os",),
    ),
    Told(
        kubelet.NO_EXECUTE_CHECKED,
        "kubelet",
        "the kubelet rejects pods that do not tolerate a NoExecute taint",
    ),
    Told(
        kubelet_skew.SIDECARS_NEED_GATE,
        "kubelet",
        "a kubelet without the feature gate SidecarContainers refuses pods with sidecars; older ones do not know them",
        touches=("initContainers",),
    ),
    Told(
        kubelet.SECCOMP_ANNOTATIONS_IGNORED,
        "security",
        "the kubelet ignores seccomp annotations",
        touches=("metadata.annotations.seccomp.security.alpha.kubernetes.io/pod",),
    ),
    Told(
        kubelet.THREE_MINORS_OLDER,
        "kubelet",
        "a control plane supports kubelets that are three minors older; before, two",
        touches=(NO_MANIFEST,),
    ),
    Told(
        node_pressure.CRITICAL_PODS_ADMITTED,
        "kubelet",
        "critical pods are admitted whatever the node is short of",
        touches=("priorityClassName=system-node-critical", "priorityClassName=system-cluster-critical"),
    ),
)

LABELS_AND_TAINTS = (
    Told(
        node_objects.PLATFORM_LABELS_SET,
        "labels",
        "kubernetes.io/os and kubernetes.io/arch; the beta names are deprecated, and kubelets still set both",
        touches=("nodeSelector", "affinity.nodeAffinity"),
    ),
    Told(
        deprecated_topology_key.TOPOLOGY_LABELS,
        "labels",
        "topology.kubernetes.io/zone and region, node.kubernetes.io/instance-type; older names are deprecated",
        touches=("nodeSelector", "affinity", "topologySpreadConstraints"),
    ),
    Told(
        kubeadm.CONTROL_PLANE_LABEL,
        "labels",
        "kubeadm labels node-role.kubernetes.io/control-plane beside master",
        touches=_CONTROL_PLANE_LABELS,
    ),
    Told(
        kubeadm.MASTER_LABEL,
        "labels",
        ends="kubeadm removes the label node-role.kubernetes.io/master: selecting it no longer covers these nodes",
        touches=_CONTROL_PLANE_LABELS,
    ),
    Told(
        kubeadm.CONTROL_PLANE_TAINT,
        "taints",
        "kubeadm sets the control-plane taint beside master",
        touches=EVERY_POD,
    ),
    Told(
        kubeadm.MASTER_TAINT,
        "taints",
        ends="kubeadm removes the master taint: tolerating only master no longer covers control-plane nodes",
        touches=EVERY_POD,
    ),
    Told(
        traps.ALPHA_TAINTS_REMOVED,
        "taints",
        "the alpha keys node.alpha.kubernetes.io/notReady and unreachable are ignored",
        touches=(
            "tolerations.key=node.alpha.kubernetes.io/notReady",
            "tolerations.key=node.alpha.kubernetes.io/unreachable",
        ),
    ),
    Told(
        condition_taints.OUT_OF_DISK_TAINTS,
        "taints",
        ends="the condition OutOfDisk of a node no longer keeps pods away",
    ),
    Told(
        daemon_tolerations.OUT_OF_DISK,
        "taints",
        "DaemonSet pods that the annotation critical-pod names tolerate out-of-disk, with its feature gate",
        touches=_CRITICAL,
    ),
    Told(
        traps.OUT_OF_DISK_REMOVED,
        "taints",
        "the condition and the taint out-of-disk are removed",
        touches=("tolerations.key=node.kubernetes.io/out-of-disk",),
    ),
    Told(
        traps.TOLERATIONS_ARE_FIELDS,
        "taints",
        "taints and tolerations are fields; the former annotations are ignored",
        touches=(
            "metadata.annotations.scheduler.alpha.kubernetes.io/tolerations",
            "metadata.annotations.scheduler.alpha.kubernetes.io/name",
        ),
    ),
    Told(
        traps.AFFINITY_IS_A_FIELD,
        "affinity",
        "affinity is a field; in an annotation it is ignored",
        touches=("metadata.annotations.scheduler.alpha.kubernetes.io/affinity",),
    ),
    Told(
        traps.INIT_CONTAINERS_ARE_A_FIELD,
        "containers",
        "init containers in annotations are ignored; the field exists since 1.6",
        touches=(
            "metadata.annotations.pod.beta.kubernetes.io/init-containers",
            "metadata.annotations.pod.alpha.kubernetes.io/init-containers",
        ),
    ),
    Told(
        traps.SELECTOR_IS_IMMUTABLE,
        "api",
        "the selector of a DaemonSet of apps/v1 cannot be changed",
        touches=(DAEMONSET,),
    ),
)
