"""The versions in which Kubernetes changed something for node agents: what, the last before, the first after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dslint.inventory.imports.import_result import control_plane_labels, control_plane_taints
from dslint.kubelet.admission import is_critical
from dslint.kubelet.static_pod_defaults import static_name
from dslint.kubernetes.kubeadm import MASTER as MASTER_KEY
from dslint.kubernetes.release import Release
from dslint.plans import WorkloadPlan
from tests.placement.building import pod as pod_value
from tests.upgrades.boundaries import (
    BIG,
    CONTROL_PLANE,
    CONTROLLER,
    EXTENSIONS,
    HOST_NETWORK,
    INSTANCE,
    KUBELET,
    MASTER,
    N1,
    PLUGINS,
    ROLLS,
    SIDECAR,
    TAINTED,
    TOLERATIONS,
    UPDATE,
    Boundary,
    annotated,
    bound,
    checks,
    container,
    daemonset,
    deciders,
    events,
    evicted,
    lints,
    names_others,
    never_ready,
    node,
    of_api,
    plain_pod,
    plans,
    port,
    refused,
    requesting,
    says,
    state,
    static,
    stored,
    stranger,
    taint,
    tolerating,
    updated,
    with_spec,
)

B = Boundary
UNKNOWN = "DS101", "DS102"
DEFAULTS = "pkg/apis/apps/v1/defaults.go: SetDefaults_DaemonSet"
TYPES = "pkg/apis/extensions/v1beta1/types.go: DaemonSetSpec"

API = (
    B("extensions/v1beta1 is served", "1.15", "1.16", lints(EXTENSIONS, "DS107"), (False, True), INSTANCE),
    B("apps/v1beta2 comes", "1.7", "1.8", lints(of_api("apps/v1beta2"), "DS107"), (True, False), INSTANCE),
    B("apps/v1beta2 is served", "1.15", "1.16", lints(of_api("apps/v1beta2"), "DS107"), (False, True), INSTANCE),
    B("apps/v1 comes", "1.8", "1.9", lints(of_api("apps/v1"), "DS107"), (True, False), INSTANCE),
    B("updateStrategy has a default", "1.5", "1.6", stored(EXTENSIONS, "spec", "updateStrategy", "type"),
      (None, "OnDelete"), DEFAULTS),
    B("revisionHistoryLimit has a default", "1.6", "1.7", stored(EXTENSIONS, "spec", "revisionHistoryLimit"),
      (None, 10), DEFAULTS),
    B("maxSurge has a default", "1.21", "1.22",
      stored(of_api("apps/v1", strategy=ROLLS), "spec", "updateStrategy", "rollingUpdate", "maxSurge"), (None, 0),
      DEFAULTS),
    B("updateStrategy is a field", "1.5", "1.6", lints(with_spec(updateStrategy=ROLLS), *UNKNOWN), (True, False),
      TYPES),
    B("minReadySeconds is a field", "1.5", "1.6", lints(with_spec(minReadySeconds=3), *UNKNOWN), (True, False), TYPES),
    B("templateGeneration is a field", "1.5", "1.6", lints(with_spec(templateGeneration=3), *UNKNOWN), (True, False),
      TYPES),
    B("revisionHistoryLimit is a field", "1.6", "1.7", lints(with_spec(revisionHistoryLimit=3), *UNKNOWN),
      (True, False), TYPES),
    B("maxSurge is a field", "1.20", "1.21",
      says(of_api("apps/v1", strategy={"rollingUpdate": {"maxSurge": 1}}), "unknown field"), (True, False),
      "KEP-1591"),
    B("maxSurge is kept", "1.21", "1.22",
      lints(of_api("apps/v1", strategy={"rollingUpdate": {"maxSurge": 1}}), "DS560"), (True, False), "KEP-1591"),
    B("maxUnavailable 0 with maxSurge", "1.21", "1.22",
      lints(of_api("apps/v1", strategy={"rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}), "DS234"),
      (True, False), "KEP-1591"),
)  # fmt: skip


def taken(plan: WorkloadPlan) -> int:
    assert plan.rollout is not None
    assert plan.rollout.budget is not None
    return plan.rollout.budget.taken


def strategy(plan: WorkloadPlan) -> str:
    assert plan.rollout is not None
    return plan.rollout.strategy


def low(priority: int) -> dict[str, Any]:
    return stranger(priority=priority, containers=container(**requesting("4")))


AWAY = {
    "podAntiAffinity": {
        "requiredDuringSchedulingIgnoredDuringExecution": [
            {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "stranger"}}}
        ]
    }
}
IMPORTANT = daemonset(priority=10, containers=container(**requesting("2")))
CRITICAL = {"name": "high", "value": 1000}
CLASSES = {
    "apiVersion": "scheduling.k8s.io/v1",
    "kind": "PriorityClass",
    "metadata": {"name": "high"},
    "value": 1000,
}
PREEMPTING = daemonset(priorityClassName="high", containers=container(**requesting("2")))
BEYOND = daemonset(priorityClassName="high", containers=container(**requesting("9")))
CONFIG_MAP = [{"name": "c", "configMap": {"name": "c"}}]
BUNDLE = [{"name": "c", "projected": {"sources": [{"clusterTrustBundle": {"name": "x", "path": "ca"}}]}}]
OLD_WORDS = "node(s) had taint {dedicated: }, that the pod didn't tolerate"
ALL_AGAIN = {"action": "RestartAllContainers", "exitCodes": {"operator": "In", "values": [1]}}
RESTARTING = daemonset(containers=container(restartPolicy="Always", restartPolicyRules=[ALL_AGAIN]))
CLAIMS = [{"name": "gpu", "resourceClaimName": "gpu"}]


def tolerated(key: str, effect: str = "NoSchedule", **spec: Any) -> Any:
    """Whether a DaemonSet without tolerations of its own gets to a node with the taint."""
    return bound(daemonset(**spec), node("n1", taint(key, effect)))


def tainted_later(**options: Any) -> Any:
    agent = daemonset()
    return plans(state, agent, N1, baseline=agent, inventory_after=TAINTED, **options)


def static_is_critical(version: str) -> bool:
    return is_critical(replace(pod_value(), static=True), Release.of(version))


BEHAVIOURS = (
    B("the scheduler binds DaemonSet pods", "1.11", "1.12", plans(deciders, BIG, N1),
      ({"daemonset-controller"}, {"scheduler"}), "KEP-548"),
    B("pod anti-affinity counts", "1.11", "1.12", bound(daemonset(affinity=AWAY), N1, stranger()), (1, 0), "KEP-548"),
    B("DaemonSet pods preempt", "1.11", "1.12", plans(evicted, PREEMPTING, N1, CLASSES, low(0)), (0, 1), "KEP-548"),
    B("the controller heeds taints", "1.5", "1.6", bound(daemonset(), TAINTED), (1, 0), f"{CONTROLLER}: Predicates"),
    B("a NoSchedule taint removes running pods", "1.5", "1.6", tainted_later(), ("bound", "removed"),
      f"{CONTROLLER}: nodeShouldRunDaemonPod"),
    B("a NoSchedule taint leaves running pods", "1.6", "1.7", tainted_later(), ("removed", "misscheduled"),
      f"{CONTROLLER}: nodeShouldRunDaemonPod"),
    B("a node without room keeps its pod", "1.5", "1.6", plans(state, BIG, N1, baseline=BIG), ("excluded", "pending"),
      f"{CONTROLLER}: nodeShouldRunDaemonPod"),
    B("alpha keys are no longer tolerated", "1.8", "1.9",
      tolerated("node.alpha.kubernetes.io/notReady", "NoExecute"), (1, 0), TOLERATIONS),
    B("not-ready is tolerated", "1.8", "1.9", tolerated("node.kubernetes.io/not-ready", "NoExecute"), (0, 1),
      TOLERATIONS),
    B("unreachable is tolerated", "1.8", "1.9", tolerated("node.kubernetes.io/unreachable", "NoExecute"), (0, 1),
      TOLERATIONS),
    B("disk-pressure is tolerated", "1.7", "1.8", tolerated("node.kubernetes.io/disk-pressure"), (0, 1), TOLERATIONS),
    B("memory-pressure is tolerated", "1.7", "1.8", tolerated("node.kubernetes.io/memory-pressure"), (0, 1),
      TOLERATIONS),
    B("pid-pressure is tolerated", "1.13", "1.14", tolerated("node.kubernetes.io/pid-pressure"), (0, 1), TOLERATIONS),
    B("unschedulable is tolerated", "1.11", "1.12", tolerated("node.kubernetes.io/unschedulable"), (0, 1), TOLERATIONS),
    B("network-unavailable is tolerated on the host's network", "1.11", "1.12",
      tolerated("node.kubernetes.io/network-unavailable", hostNetwork=True), (0, 1), TOLERATIONS),
    B("out-of-disk is retired", "1.13", "1.14", lints(tolerating("node.kubernetes.io/out-of-disk"), "DS518"),
      (False, True), TOLERATIONS),
    B("RollingUpdate", "1.5", "1.6", updated(api="extensions/v1beta1")(strategy), ("OnDelete", "RollingUpdate"),
      f"{UPDATE}: rollingUpdate"),
    B("unavailable old pods no longer count", "1.20", "1.21", updated(unready=("n1", "n2"))(taken), (2, 0),
      f"{UPDATE}: rollingUpdate"),
    B("unavailable old pods count again", "1.29", "1.30", updated(unready=("n1", "n2"))(taken), (0, 2),
      f"{UPDATE}: rollingUpdate"),
    B("templates on the host's network get host ports", "1.27", "1.28",
      stored(HOST_NETWORK, "spec", "template", "spec", "containers", 0, "ports", 0, "hostPort"), (8080, None),
      "pkg/apis/core/v1/defaults.go: SetDefaults_PodSpec"),
    B("host ports conflict by protocol and address", "1.8", "1.9",
      bound(of_api("extensions/v1beta1", containers=container(**port(53))), N1,
            stranger(containers=container(**port(53, "UDP")))), (0, 1),
      "plugin/pkg/scheduler/algorithm/predicates/predicates.go: PodFitsHostPorts"),
    B("host ports of sidecars count", "1.33", "1.34",
      bound(daemonset(initContainers=[{**SIDECAR, **port(53)}]), N1, stranger(containers=container(**port(53)))),
      (1, 0), "pkg/scheduler/util/utils.go"),
    B("an event names only the pod's own node", "1.23", "1.24",
      plans(names_others, BIG, N1, TAINTED | {"metadata": {"name": "n2"}}), (True, False),
      f"{PLUGINS}/nodeaffinity/node_affinity.go: PreFilter"),
    B("the words for a taint", "1.23", "1.24", plans(events, plain_pod(), TAINTED),
      ([OLD_WORDS], ["node(s) had untolerated taint {dedicated: }"]),
      f"{PLUGINS}/tainttoleration/taint_toleration.go: Filter"),
    B("the words for taints", "1.34", "1.35", plans(events, plain_pod(), TAINTED),
      (["node(s) had untolerated taint {dedicated: }"], ["node(s) had untolerated taint(s)"]),
      f"{PLUGINS}/tainttoleration/taint_toleration.go: Filter"),
    B("no preemption beyond allocatable", "1.33", "1.34",
      plans(lambda plan: "DefaultPreemption" in checks(plan), BEYOND, N1, CLASSES, low(0), explain=("n1",)),
      (True, False), f"{PLUGINS}/noderesources/fit.go: fitsRequest"),
    B("requests of sidecars add up", "1.28", "1.29",
      bound(daemonset(initContainers=[{**SIDECAR, **requesting("3")}], containers=container(**requesting("3"))), N1),
      (1, 0), "KEP-753"),
    B("resources of the pod", "1.33", "1.34", bound(daemonset(resources={"requests": {"cpu": "9"}}), N1), (1, 0),
      "KEP-2837"),
    B("the kubelet checks NoExecute", "1.23", "1.24",
      plans(never_ready, plain_pod(nodeName="n1"), node("n1", taint("x", "NoExecute"))), (False, True),
      "pkg/kubelet/lifecycle/predicate.go: Admit"),
    B("static pods are critical", "1.15", "1.16", static_is_critical, (False, True),
      "pkg/kubelet/types/pod_update.go: IsCriticalPod"),
    B("static pods with a ClusterTrustBundle", "1.28", "1.29", refused(static(volumes=BUNDLE)), (False, True), KUBELET),
    B("static pods with claims", "1.31", "1.32", refused(static(resourceClaims=CLAIMS)), (False, True), KUBELET),
    B("static pods with references", "1.33", "1.34", refused(static(volumes=CONFIG_MAP)), (False, True), KUBELET),
    B("static pods tolerate NoExecute", "1.6", "1.7",
      lambda version: bool(static()(version).pod["spec"].get("tolerations")), (False, True), KUBELET),
    B("the node's name is in lower case", "1.9", "1.10",
      lambda version: static_name("agent", "N1", Release.of(version)),
      ("agent-N1", "agent-n1"), KUBELET),
    B("tolerations that compare, with their gate", "1.34", "1.35",
      lints(daemonset(tolerations=[{"key": "n", "operator": "Gt", "value": "1", "effect": "NoSchedule"}]), "DS203",
            gates={"TaintTolerationComparisonOperators": True}), (True, False), "KEP-5471"),
    B("the filter by declared features", "1.35", "1.36",
      bound(RESTARTING, N1, feature_gates={"RestartAllContainersOnContainerExits": True}), (1, 0),
      f"{PLUGINS}/nodedeclaredfeatures/nodedeclaredfeatures.go"),
)  # fmt: skip

LABELS_OF_KUBELETS = daemonset(nodeSelector={"kubernetes.io/os": "linux"})
UNLABELLED = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n1"}}
IN_ANNOTATION = annotated(
    "DaemonSet",
    affinity={
        "nodeAffinity": {
            "requiredDuringSchedulingIgnoredDuringExecution": {
                "nodeSelectorTerms": [{"matchExpressions": [{"key": "pool", "operator": "Exists"}]}]
            }
        }
    },
)
TOLERATING_POD = annotated("Pod", tolerations=[{"key": "dedicated", "operator": "Exists"}])
ANNOTATED_NODE = {
    "apiVersion": "v1",
    "kind": "Node",
    "metadata": {
        "name": "n1",
        "annotations": {"scheduler.alpha.kubernetes.io/taints": '[{"key": "dedicated", "effect": "NoSchedule"}]'},
    },
    "status": N1["status"],
}
SPREADING = {
    "podAntiAffinity": {
        "requiredDuringSchedulingIgnoredDuringExecution": [
            {"topologyKey": "failure-domain.beta.kubernetes.io/zone", "labelSelector": {"matchLabels": {"a": "b"}}}
        ]
    }
}


def secured(**context: Any) -> dict[str, Any]:
    return daemonset(securityContext=context)


def seccomp_annotation() -> dict[str, Any]:
    made = daemonset()
    annotations = {"seccomp.security.alpha.kubernetes.io/pod": "runtime/default"}
    made["spec"]["template"]["metadata"]["annotations"] = annotations
    return made


NAMES = (
    B("kubeadm labels control-plane", "1.19", "1.20", lambda version: CONTROL_PLANE in control_plane_labels(version),
      (False, True), "KEP-2067"),
    B("kubeadm no longer labels master", "1.23", "1.24", lambda version: MASTER_KEY in control_plane_labels(version),
      (True, False), "KEP-2067"),
    B("kubeadm taints control-plane", "1.23", "1.24",
      lambda version: f"{CONTROL_PLANE}:NoSchedule" in control_plane_taints(version), (False, True), "KEP-2067"),
    B("kubeadm no longer taints master", "1.24", "1.25",
      lambda version: f"{MASTER}:NoSchedule" in control_plane_taints(version), (True, False), "KEP-2067"),
    B("tolerating master alone is not enough", "1.23", "1.24", lints(tolerating(MASTER), "DS516"), (False, True),
      "KEP-2067"),
    B("tolerating control-plane alone is enough", "1.24", "1.25", lints(tolerating(CONTROL_PLANE), "DS517"),
      (True, False), "KEP-2067"),
    B("nodes have kubernetes.io/os", "1.13", "1.14", bound(LABELS_OF_KUBELETS, UNLABELLED), (0, 1), "KEP-793"),
    B("beta labels are warned of", "1.21", "1.22",
      lints(daemonset(nodeSelector={"beta.kubernetes.io/os": "linux"}), "DS301"), (False, True),
      "pkg/api/node/util.go"),
    B("zones have another label", "1.16", "1.17", lints(daemonset(affinity=SPREADING), "DS552"), (False, True),
      "KEP-1659"),
    B("alpha taints are ignored", "1.13", "1.14", lints(tolerating("node.alpha.kubernetes.io/notReady"), "DS518"),
      (False, True), TOLERATIONS),
    B("affinity in an annotation decides", "1.5", "1.6", bound(IN_ANNOTATION, N1), (0, 1), "CHANGELOG-1.6.md"),
    B("affinity in an annotation decides with its gate", "1.7", "1.8",
      bound(IN_ANNOTATION, N1, feature_gates={"AffinityInAnnotations": True}), (0, 1), "CHANGELOG-1.8.md"),
    B("the affinity annotation is reported", "1.5", "1.6", lints(IN_ANNOTATION, "DS543"), (False, True),
      "CHANGELOG-1.6.md"),
    B("tolerations in an annotation decide", "1.5", "1.6", bound(TOLERATING_POD, TAINTED), (1, 0), "CHANGELOG-1.6.md"),
    B("taints in an annotation decide", "1.5", "1.6", bound(plain_pod(), ANNOTATED_NODE), (0, 1), "CHANGELOG-1.6.md"),
    B("seccompProfile is a field", "1.18", "1.19",
      lints(secured(seccompProfile={"type": "RuntimeDefault"}), *UNKNOWN), (True, False), "KEP-135"),
    B("seccomp annotations have no effect", "1.26", "1.27", says(seccomp_annotation(), "non-functional in v1.27+"),
      (False, True), "KEP-135"),
    B("appArmorProfile is a field", "1.29", "1.30",
      lints(secured(appArmorProfile={"type": "RuntimeDefault"}), *UNKNOWN), (True, False), "KEP-24"),
)  # fmt: skip
