"""Rows on the conditions of nodes, on pods that an annotation made critical, and on PodSecurityPolicy."""

from __future__ import annotations

import json
from typing import Any

from dslint.migrations import migrated
from dslint.source.inputs import Text
from tests.upgrades.boundaries import (
    BIG,
    CONTROLLER,
    N1,
    TOLERATIONS,
    Boundary,
    bound,
    daemonset,
    deciders,
    events,
    lints,
    node,
    of_api,
    plain_pod,
    plans,
    state,
    taint,
)

B = Boundary
PREDICATES = "plugin/pkg/scheduler/algorithm/predicates/predicates.go: CheckNodeConditionPredicate"
LIFECYCLE = "pkg/controller/nodelifecycle/node_lifecycle_controller.go: nodeConditionToTaintKeyStatusMap"
GATE = {"ExperimentalCriticalPodAnnotation": True}


def in_state(**conditions: str) -> dict[str, Any]:
    """A node with these conditions."""
    found = [{"type": name, "status": status} for name, status in conditions.items()]
    return {**N1, "status": {**N1["status"], "conditions": found}}


def critical(workload: dict[str, Any], namespace: str = "kube-system") -> dict[str, Any]:
    template = workload["spec"]["template"]
    metadata = {**template["metadata"], "annotations": {"scheduler.alpha.kubernetes.io/critical-pod": ""}}
    return {
        **workload,
        "metadata": {**workload["metadata"], "namespace": namespace},
        "spec": {**workload["spec"], "template": {**template, "metadata": metadata}},
    }


FULL = in_state(OutOfDisk="True")
OUT_OF_DISK = node("n1", taint("node.kubernetes.io/out-of-disk"))


def migration_remarks(version: str) -> bool:
    policy = {"apiVersion": "policy/v1beta1", "kind": "PodSecurityPolicy", "metadata": {"name": "p"}, "spec": {}}
    text = f"{json.dumps(of_api('apps/v1'))}\n---\n{json.dumps(policy)}"
    remarks = migrated(Text("ds.yaml", text), to=(version,)).remarks
    return any("PodSecurityPolicy is gone" in remark for remark in remarks)


CONDITIONS = (
    B("OutOfDisk keeps the pods of a DaemonSet away", "1.12", "1.13", bound(daemonset(), FULL), (0, 1), LIFECYCLE),
    B("OutOfDisk keeps Pods away", "1.12", "1.13", bound(plain_pod(), FULL), (0, 1), LIFECYCLE),
    B("OutOfDisk removes running pods", "1.5", "1.6", plans(state, daemonset(), FULL, baseline=daemonset()),
      ("excluded", "pending"), f"{CONTROLLER}: nodeShouldRunDaemonPod"),
    B("OutOfDisk is a taint, so that the node is not wanted", "1.11", "1.12", plans(state, daemonset(), FULL),
      ("pending", "excluded"), LIFECYCLE),
    B("a node that is not ready has a taint", "1.11", "1.12", plans(events, plain_pod(), in_state(Ready="False")),
      (["node(s) were not ready"],
       ["node(s) had taint {node.kubernetes.io/not-ready: }, that the pod didn't tolerate"]), PREDICATES),
    B("a critical pod needs no room", "1.5", "1.6", bound(critical(BIG), N1, feature_gates=GATE), (0, 1),
      f"{CONTROLLER}: Predicates"),
    B("a critical pod needs room of the scheduler", "1.11", "1.12",
      plans(deciders, critical(BIG), N1, feature_gates=GATE), (set(), {"scheduler"}), "KEP-548"),
    B("a critical pod is placed on a node that is out of disk", "1.5", "1.6",
      bound(critical(daemonset()), FULL, feature_gates=GATE), (0, 1), f"{CONTROLLER}: nodeShouldRunDaemonPod"),
    B("a critical pod tolerates out-of-disk", "1.7", "1.8",
      bound(critical(daemonset()), OUT_OF_DISK, feature_gates=GATE), (0, 1), TOLERATIONS),
    B("a critical pod no longer tolerates out-of-disk", "1.13", "1.14",
      bound(critical(daemonset()), OUT_OF_DISK, feature_gates=GATE), (1, 0), TOLERATIONS),
    B("the annotation critical-pod is warned of", "1.21", "1.22", lints(critical(daemonset()), "DS303"), (False, True),
      "pkg/api/pod/warnings.go"),
    B("PodSecurityPolicy is gone", "1.24", "1.25", migration_remarks, (False, True), "CHANGELOG-1.25.md"),
)  # fmt: skip
