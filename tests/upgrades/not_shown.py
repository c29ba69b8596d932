"""Boundaries that no row shows, each with the reason: what dslint reads or tells does not depend on them."""

from __future__ import annotations

from typing import NamedTuple


class NotShown(NamedTuple):
    version: str
    behaviour: str
    reason: str
    source: str


CONTROLLER = "pkg/controller/daemon/daemon_controller.go"

NOT_SHOWN = (
    NotShown("1.8", "pods are created in batches of 1, 2, 4, 8 (slow start)",
             "all batches of a sync are one turn of a rollout, and no step has an order within a turn; where creates "
             "are refused, the syncs that follow try the others", f"{CONTROLLER}: syncNodes"),
    NotShown("1.10", "DaemonSets are stored as apps/v1", "what etcd holds is not what the API gives",
             "pkg/kubeapiserver/default_storage_factory_builder.go"),
    NotShown("1.18", "extensions/v1beta1 and apps/v1beta2 can no longer be served by a flag",
             "flags of API servers are not declared: what 1.16 does not serve by default is reported from there on, "
             "and dslint versions names both versions", "CHANGELOG-1.18.md"),
    NotShown("1.9", "deleting a DaemonSet of apps/v1 deletes its pods by default",
             "plans are of what is applied; of a DaemonSet that is left out they say which ways to apply "
             "delete it", "CHANGELOG-1.9.md"),
    NotShown("1.24", "kubectl says otherwise that a version is not served",
             "findings have the part of the message that both have", "CHANGELOG-1.24.md"),
    NotShown("1.6", "the alpha keys of not-ready and unreachable are tolerated",
             "before, DaemonSet pods got to tainted nodes anyway, as the controller did not look at taints",
             "pkg/controller/daemon/util/daemonset_util.go"),
    NotShown("1.8", "the kubelet evicts pods for those that the annotation critical-pod names",
             "listed pods are read without annotations, but for that of mirror pods",
             "pkg/kubelet/preemption/preemption.go"),
    NotShown("1.16", "the kubelet no longer reads the annotation critical-pod",
             "listed pods are read without annotations; in 1.16 the gate goes, which has a row",
             "pkg/kubelet/types/pod_update.go: IsCriticalPod"),
    NotShown("1.7", "revisions of DaemonSets are kept, and can be undone",
             "dslint rollout reads saved revisions, which clusters of 1.6 do not have",
             "pkg/controller/history/controller_history.go"),
    NotShown("1.7", "pods carry controller-revision-hash",
             "the hash cannot be computed offline: a placeholder stands for it in all versions",
             "pkg/controller/daemon/util/daemonset_util.go: CreatePodTemplate"),
    NotShown("1.24", "events tell what preemption found", "events are quoted up to the part on preemption",
             "pkg/scheduler/framework/preemption/preemption.go"),
    NotShown("1.6", "kubeadm taints control planes by a field instead of the annotation dedicated=master",
             "inventories made of kubeadm's clusters begin with the role's taint", "CHANGELOG-1.6.md"),
    NotShown("1.23", "the node annotation preferAvoidPods is no longer read",
             "it only lowered the score of nodes for pods of ReplicationControllers and ReplicaSets, which are not "
             "planned", "pkg/scheduler/framework/plugins/nodepreferavoidpods/node_prefer_avoid_pods.go"),
    NotShown("1.34", "annotations of AppArmor are no longer made of fields",
             "annotations and fields are judged as they are written, and plans read neither", "KEP-24"),
    NotShown("1.29", "eviction by taints is a controller of its own (SeparateTaintEvictionController)",
             "another controller evicts the same pods at the same time", "KEP-3902"),
    NotShown("1.33", "preemption is asynchronous (SchedulerAsyncPreemption)",
             "who is evicted is the same, and plans have no time of a scheduling run", "KEP-4832"),
    NotShown("1.35", "nominated nodes are published (NominatedNodeNameForExpectation)",
             "plans do not show the status of pods that wait", "KEP-5278"),
    NotShown("1.36", "the controller waits for what it has written (StaleControllerConsistencyDaemonSet)",
             "the simulated controller never reads old data", f"{CONTROLLER}: syncDaemonSet"),
    NotShown("1.35", "gang and topology-aware scheduling come, off by default",
             "they need Workload objects, which DaemonSet pods do not refer to", "KEP-4671"),
)  # fmt: skip
