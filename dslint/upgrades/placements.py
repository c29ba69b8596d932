"""What the scheduler, the controller that bound pods itself and admission do differently: their behaviours in words."""

from __future__ import annotations

from dslint.admission import default_behaviours as defaults
from dslint.admission import pod_behaviours as admission
from dslint.admission.pod_security import admission as pod_security
from dslint.admission.pod_security import restricted
from dslint.kubernetes import pod_resources, pods, selectors
from dslint.placement import behaviours as placement
from dslint.upgrades.changes import DAEMONSET, EVENTS, EVERY_POD, POD, Told

_REQUESTS = ("containers.resources.requests",)
_OF_DAEMONSETS = (DAEMONSET,)
_OF_PODS = (POD,)
_CLAIMS = ("volumes.persistentVolumeClaim", "volumes.ephemeral")
_POD_AFFINITY = ("affinity.podAffinity", "affinity.podAntiAffinity")

PLACING = (
    Told(
        placement.CONTROLLER_BINDS,
        "scheduling",
        ends="the scheduler binds DaemonSet pods: pod affinity, volumes and preemption apply to them",
        touches=_OF_DAEMONSETS,
    ),
    Told(placement.CONTROLLER_HONOURS_TAINTS, "taints", "the DaemonSet controller heeds taints",
         touches=_OF_DAEMONSETS),
    Told(
        placement.CONTROLLER_HOLDS_BACK,
        "scheduling",
        "a node without room keeps the pod that it has; before, the controller deleted it",
        touches=_OF_DAEMONSETS,
    ),
    Told(
        placement.CRITICAL_PODS_NEED_NO_ROOM,
        "scheduling",
        "the controller binds pods that the annotation critical-pod names to full nodes, with its feature gate",
        touches=("metadata.annotations.scheduler.alpha.kubernetes.io/critical-pod",),
    ),
    Told(
        placement.NO_SCHEDULE_KEEPS_PODS,
        "taints",
        "a new NoSchedule taint no longer removes running pods (since 1.7.1)",
        touches=_OF_DAEMONSETS,
    ),
    Told(
        placement.HOST_PORTS_BY_NUMBER,
        "scheduling",
        ends="host ports conflict only with the same protocol and address; before, by number alone",
        touches=("containers.ports.hostPort",),
    ),
    Told(
        placement.PORTS_OF_SEVERAL_PODS_FREED_BY_ONE,
        "scheduling",
        "of several pods with one host port on a node, the first that ends frees it",
        touches=("containers.ports.hostPort",),
    ),
    Told(placement.ZERO_REQUEST_ALWAYS_FITS, "scheduling", "a request of zero fits a node that is overcommitted"),
    Told(
        placement.BEYOND_ALLOCATABLE_IS_UNRESOLVABLE,
        "scheduling",
        "no preemption for requests that exceed the node's allocatable",
        touches=_REQUESTS,
    ),
    Told(
        placement.READ_WRITE_ONCE_POD_IS_RESOLVABLE,
        "volumes",
        "preemption can free a volume with access mode ReadWriteOncePod",
        touches=_CLAIMS,
    ),
    Told(placement.CINDER_MOVED, "volumes", "in-tree Cinder disks count toward the limit of their CSI driver",
         touches=("volumes.cinder",)),
    Told(placement.EBS_MOVED, "volumes", "in-tree EBS disks count toward the limit of their CSI driver",
         touches=("volumes.awsElasticBlockStore",)),
    Told(placement.AZURE_DISK_MOVED, "volumes", "in-tree Azure disks count toward the limit of their CSI driver",
         touches=("volumes.azureDisk",)),
    Told(placement.GCE_DISK_MOVED, "volumes", "in-tree GCE disks count toward the limit of their CSI driver",
         touches=("volumes.gcePersistentDisk",)),
    Told(
        placement.NAMESPACE_NAME_LABEL,
        "labels",
        "each namespace has the label kubernetes.io/metadata.name",
        touches=_POD_AFFINITY,
    ),
    Told(
        pod_resources.INIT_CONTAINERS_HOLD_ROOM,
        "resources",
        "a running pod counts with the requests of its init containers where those are higher",
        touches=("initContainers",),
    ),
    Told(pod_resources.SIDECAR_PORTS_COUNT, "scheduling", "host ports of sidecars count", touches=("initContainers",)),
    Told(
        selectors.UNREADABLE_TERM_ENDS_SEARCH,
        "affinity",
        ends="an invalid node selector term no longer hides the terms after it",
        touches=("affinity.nodeAffinity",),
    ),
)  # fmt: skip

SCORES = (
    Told(placement.WEIGHTS_OF_MULTI_POINT, "scores", "TaintToleration counts three times, the affinities twice",
         touches=_OF_PODS),
    Told(
        placement.BALANCE_OF_SCORING_REQUESTS,
        "scores",
        ends="NodeResourcesBalancedAllocation counts what is requested, without a minimum for each container",
        touches=_OF_PODS,
    ),
    Told(placement.BALANCE_SKIPS_BEST_EFFORT, "scores", "NodeResourcesBalancedAllocation skips pods without requests",
         touches=_OF_PODS),
    Told(
        placement.BALANCE_IS_A_CHANGE,
        "scores",
        "NodeResourcesBalancedAllocation scores the change that the pod makes, not the balance that results",
        touches=_OF_PODS,
    ),
    Told(placement.IMAGES_CAPPED_BY_CONTAINER, "scores", "ImageLocality counts up to 1000 MB for each container",
         touches=_OF_PODS),
    Told(placement.IMAGE_VOLUMES_HAVE_IMAGES, "scores", "ImageLocality counts the images of volumes",
         touches=("volumes.image",)),
    Told(pods.INIT_CONTAINERS_HAVE_IMAGES, "scores", "ImageLocality counts the images of init containers",
         touches=("initContainers",)),
)  # fmt: skip

IN_EVENTS = (
    Told(
        placement.NARROWS_TO_ITS_NODE,
        EVENTS,
        "the event of a waiting DaemonSet pod names only the reasons of its own node",
        touches=_OF_DAEMONSETS,
    ),
    Told(
        placement.NARROWED_NODES_IN_EVENT,
        EVENTS,
        "the event of a waiting DaemonSet pod counts the other nodes: they didn't satisfy plugin(s) [NodeAffinity]",
        touches=_OF_DAEMONSETS,
    ),
    Told(
        placement.FIT_COMES_SECOND,
        EVENTS,
        ends="NodeResourcesFit is asked later: where several plugins fail, the event names another reason",
        touches=_REQUESTS,
    ),
    Told(
        placement.VOLUMES_NARROW_TO_NODES,
        EVENTS,
        "the event of a pod with bound local volumes leaves out other nodes",
        "the event of a pod with bound local volumes counts other nodes again",
        ("volumes.persistentVolumeClaim",),
    ),
)

ADMITTING = (
    Told(
        admission.ADDS_DEFAULT_TOLERATIONS,
        "taints",
        "pods without such tolerations get not-ready and unreachable, NoExecute, for 300 s",
        touches=_OF_PODS,
    ),
    Told(
        admission.NOT_READY_KEYS,
        "taints",
        "the tolerations that pods get by default have the keys of node.kubernetes.io",
        touches=_OF_PODS,
    ),
    Told(
        admission.SYSTEM_CLASSES_IN_KUBE_SYSTEM,
        "priority",
        "the priority classes system-* are for pods in kube-system only",
        "the priority classes system-* are for pods in all namespaces",
        ("priorityClassName=system-node-critical", "priorityClassName=system-cluster-critical"),
    ),
    Told(
        admission.CHECKS_PREEMPTION_POLICY,
        "priority",
        "a preemptionPolicy other than the priority class's is refused",
        touches=("preemptionPolicy",),
    ),
    Told(
        admission.ADMITS_RUNTIME_CLASS,
        "admission",
        "a RuntimeClass brings its overhead, node selector and tolerations to the pods",
        touches=("runtimeClassName",),
    ),
    Told(
        admission.TOKEN_VOLUMES,
        "admission",
        "the token of the service account comes in a projected volume, not from a Secret",
    ),
    Told(pod_security.SERVED, "security", "Pod Security admission is on by default: it rejects pods, not DaemonSets"),
    Told(
        restricted.IMAGE_VOLUMES,
        "security",
        "the level restricted of Pod Security allows image volumes",
        touches=("volumes.image",),
    ),
    Told(
        defaults.HOST_PORTS_IN_TEMPLATES,
        "defaults",
        ends="with hostNetwork, a template's container ports no longer become its host ports; the pods' still do",
        touches=("hostNetwork=true",),
    ),
    Told(
        defaults.SERVICE_LINKS,
        "defaults",
        "enableServiceLinks: variables for the services of the namespace can be turned off",
        touches=EVERY_POD,
    ),
    Told(
        defaults.HUGEPAGES_AT_POD_LEVEL,
        "defaults",
        "limits of hugepages in the pod's own resources become its requests",
        touches=("resources",),
    ),
)
