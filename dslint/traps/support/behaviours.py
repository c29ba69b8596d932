"""Behaviours of Kubernetes that traps depend on and that have no feature gate."""

from __future__ import annotations

from dslint.kubernetes import kubeadm
from dslint.kubernetes.release import Behaviour

# Taints of control-plane nodes, as kubeadm sets them.
CONTROL_PLANE_TAINT = kubeadm.CONTROL_PLANE_TAINT
MASTER_TAINT = kubeadm.MASTER_TAINT

ALPHA_TAINTS_REMOVED = Behaviour(
    since="1.14", source="pkg/controller/daemon/util/daemonset_util.go: AddOrUpdateDaemonPodTolerations"
)
OUT_OF_DISK_REMOVED = Behaviour(
    since="1.14", source="pkg/controller/daemon/util/daemonset_util.go: AddOrUpdateDaemonPodTolerations"
)
FIELDS_OF_PODS = Behaviour(since="1.6", source="pkg/api/v1/types.go: PodSpec")
"""Affinity, tolerations, schedulerName and initContainers are fields."""

HOST_NAME_ANNOTATIONS_REMOVED = Behaviour(since="1.7", source="pkg/api/v1/pod/util.go (PR 44137)")
HOST_NAME_FIELDS = Behaviour(source="pkg/api/types.go: PodSpec (PR 24362)")
RENAMED_TAINTS = Behaviour(since="1.9", source="pkg/scheduler/algorithm/well_known_labels.go")

TOLERATIONS_ARE_FIELDS = Behaviour(since="1.6", source="CHANGELOG-1.6.md: taints and tolerations are fields")
AFFINITY_IS_A_FIELD = Behaviour(since="1.6", source="CHANGELOG-1.6.md: affinity in annotations needs a feature gate")
INIT_CONTAINERS_ARE_A_FIELD = Behaviour(since="1.8", source="CHANGELOG-1.8.md: init container annotations are removed")
CURRENT_NODE_LABELS = Behaviour(since="1.14", source="KEP-793: pkg/kubelet/kubelet_node_status.go")
"""Nodes have the labels kubernetes.io/os and kubernetes.io/arch, and can run Windows."""

FRACTION_WARNINGS = Behaviour(since="1.22", source="pkg/api/pod/warnings.go: warningsForPodSpecAndMeta")
SELECTOR_IS_IMMUTABLE = Behaviour(since="1.9", source="CHANGELOG-1.9.md: selectors of apps/v1 are immutable")
CLUSTER_FIRST_WITH_HOST_NET = Behaviour(since="1.6", source="pkg/api/validation/validation.go: validateDNSPolicy")
