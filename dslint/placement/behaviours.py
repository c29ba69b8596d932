"""How placing pods differs between Kubernetes versions, where no feature gate controls it."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

PLUGINS = "pkg/scheduler/framework/plugins"
CONTROLLER = "pkg/controller/daemon/daemon_controller.go"

CONTROLLER_BINDS = Behaviour(until="1.12", source="CHANGELOG-1.12.md: ScheduleDaemonSetPods (KEP-548)")
"""The DaemonSet controller binds its pods itself, after checking resources and ports."""

NARROWS_TO_ITS_NODE = Behaviour(since="1.24", source=f"{PLUGINS}/nodeaffinity/node_affinity.go: PreFilter")
"""NodeAffinity's PreFilter narrows a pinned pod to its node; before, every node was filtered."""

NARROWED_NODES_IN_EVENT = Behaviour(since="1.32", source="pkg/scheduler/schedule_one.go: findNodesThatFitPod")
"""The event counts the nodes that a PreFilter excludes."""

FIT_COMES_SECOND = Behaviour(until="1.20", source="pkg/scheduler/algorithmprovider/registry.go: getDefaultConfig")
"""The default profile of the algorithm provider: NodeResourcesFit right after NodeUnschedulable."""

ZERO_REQUEST_ALWAYS_FITS = Behaviour(since="1.29", source=f"{PLUGINS}/noderesources/fit.go: fitsRequest")
"""A request of zero fits a node that is already overcommitted."""

BEYOND_ALLOCATABLE_IS_UNRESOLVABLE = Behaviour(since="1.34", source=f"{PLUGINS}/noderesources/fit.go: fitsRequest")

TAINT_TEXT_WITHOUT_TAINT = Behaviour(since="1.35", source=f"{PLUGINS}/tainttoleration/taint_toleration.go: Filter")
TAINT_TEXT_UNTOLERATED = Behaviour(since="1.24", source=f"{PLUGINS}/tainttoleration/taint_toleration.go: Filter")
NODE_AFFINITY_TEXT = Behaviour(since="1.21", source=f"{PLUGINS}/nodeaffinity/node_affinity.go: ErrReasonPod")
NODE_NAME_TEXT = Behaviour(since="1.20", source=f"{PLUGINS}/nodename/node_name.go: ErrReason")
VOLUME_AFFINITY_TEXT = Behaviour(since="1.33", source=f"{PLUGINS}/volumebinding/binder.go: ErrReasonNodeConflict")
READ_WRITE_ONCE_POD_TEXT = Behaviour(
    since="1.34", source=f"{PLUGINS}/volumerestrictions/volume_restrictions.go: ErrReasonReadWriteOncePodConflict"
)
READ_WRITE_ONCE_POD_IS_RESOLVABLE = Behaviour(
    since="1.27", source=f"{PLUGINS}/volumerestrictions/volume_restrictions.go: Filter (KEP-2485)"
)

MIGRATION = f"{PLUGINS}/nodevolumelimits/utils.go: isCSIMigrationOn"
CINDER_MOVED = Behaviour(since="1.26", source=MIGRATION)
EBS_MOVED = Behaviour(since="1.27", source=MIGRATION)
AZURE_DISK_MOVED = Behaviour(since="1.27", source=MIGRATION)
GCE_DISK_MOVED = Behaviour(since="1.28", source=MIGRATION)
"""In-tree disks count for their CSI driver on every node, before where the CSINode says so."""

NAMESPACE_NAME_LABEL = Behaviour(since="1.21", source="pkg/apis/core/v1/defaults.go: SetDefaults_Namespace (KEP-2161)")
"""Every namespace carries kubernetes.io/metadata.name."""

WEIGHTS_OF_MULTI_POINT = Behaviour(
    since="1.23", source="pkg/scheduler/apis/config/v1/default_plugins.go: getDefaultPlugins"
)
"""TaintToleration counts three times, the affinities twice."""

BALANCE_OF_SCORING_REQUESTS = Behaviour(until="1.22", source=f"{PLUGINS}/noderesources/balanced_allocation.go")
BALANCE_SKIPS_BEST_EFFORT = Behaviour(since="1.33", source=f"{PLUGINS}/noderesources/balanced_allocation.go")
BALANCE_IS_A_CHANGE = Behaviour(since="1.36", source=f"{PLUGINS}/noderesources/balanced_allocation.go")
"""NodeResourcesBalancedAllocation scores the change that the pod makes, not the resulting balance."""

IMAGES_CAPPED_BY_CONTAINER = Behaviour(
    since="1.19", source=f"{PLUGINS}/imagelocality/image_locality.go: calculatePriority"
)
"""ImageLocality counts up to 1000 MB for each container, before for the pod."""

IMAGE_VOLUMES_HAVE_IMAGES = Behaviour(since="1.36", source=f"{PLUGINS}/imagelocality/image_locality.go: sumImageScores")

GENERIC_AFFINITY_TEXT = Behaviour(
    until="1.22", source=f"{PLUGINS}/interpodaffinity/filtering.go: ErrReasonAffinityNotMatch"
)
"""Pod (anti-)affinity gives a generic reason and a specific one."""

VOLUMES_NARROW_TO_NODES = Behaviour(
    since="1.27", until="1.29", source=f"{PLUGINS}/volumebinding/binder.go: GetEligibleNodes"
)
"""VolumeBinding's PreFilter names the nodes of bound local volumes."""

GENERIC_AFFINITY_TEXT_OF_RULES = Behaviour(since="1.21", source=f"{PLUGINS}/interpodaffinity/filtering.go: Filter")

CONTROLLER_HONOURS_TAINTS = Behaviour(since="1.6", source=f"{CONTROLLER}: Predicates")
CONTROLLER_HOLDS_BACK = Behaviour(since="1.6", source=f"{CONTROLLER}: nodeShouldRunDaemonPod")
"""Whether a node should run a pod and whether it has room for one are two decisions."""

CRITICAL_PODS_NEED_NO_ROOM = Behaviour(since="1.6", source=f"{CONTROLLER}: Predicates")
"""Pods that are critical by an annotation are not held against resources, nor against the condition OutOfDisk."""

NO_SCHEDULE_KEEPS_PODS = Behaviour(since="1.7", source=f"{CONTROLLER}: nodeShouldRunDaemonPod")
HOST_PORTS_BY_NUMBER = Behaviour(
    until="1.9", source="plugin/pkg/scheduler/algorithm/predicates/predicates.go: PodFitsHostPorts"
)
"""Host ports conflict by number alone, whatever their protocols and addresses."""

PORTS_OF_SEVERAL_PODS_FREED_BY_ONE = Behaviour(
    since="1.12", source="pkg/scheduler/framework/types.go: NodeInfo.updateUsedPorts, HostPortInfo.Remove"
)
"""A node's used host ports are a set: of several pods with one port, the first that goes frees it. Up to 1.11 the
DaemonSet controller bound its pods itself, and looked at the ports of all pods each time."""
