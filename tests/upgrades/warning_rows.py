"""Rows on what the API server warns of, and on fields of the status."""

from __future__ import annotations

from typing import Any

from tests.upgrades.boundaries import Boundary, Look, container, daemonset, lints, of_api, plain_pod, says

B = Boundary
WARNINGS = "pkg/api/pod/warnings.go"
TYPES = "pkg/apis/extensions/v1beta1/types.go: DaemonSetStatus"
COUNTS = {"currentNumberScheduled": 1, "numberMisscheduled": 0, "desiredNumberScheduled": 1, "numberReady": 1}


def of_status(name: str, value: Any) -> Look:
    """Whether a field of the status is unknown."""
    return lints({**of_api("extensions/v1beta1"), "status": {**COUNTS, name: value}}, "DS102")


def of_volume(name: str, words: str) -> Look:
    return says(daemonset(volumes=[{"name": "v", name: {}}]), words)


def of_static_pod(annotation: str) -> Look:
    made = plain_pod()
    made["metadata"]["annotations"] = {annotation: "runtime/default"}
    return lints(made, "DS322", name="/etc/kubernetes/manifests/a.yaml")


SPREADING = [{"maxSkew": 1, "topologyKey": "a", "whenUnsatisfiable": "DoNotSchedule"}]

WARNED = (
    B("status.numberAvailable is a field", "1.5", "1.6", of_status("numberAvailable", 1), (True, False), TYPES),
    B("status.collisionCount is a field", "1.6", "1.7", of_status("collisionCount", 1), (True, False), TYPES),
    B("status.conditions is a field", "1.8", "1.9", of_status("conditions", []), (True, False), TYPES),
    B("the kubelet ignores seccomp annotations", "1.24", "1.25",
      of_static_pod("seccomp.security.alpha.kubernetes.io/pod"), (False, True), "KEP-135"),
    B("the old label of instance types is warned of", "1.21", "1.22",
      lints(daemonset(nodeSelector={"beta.kubernetes.io/instance-type": "m"}), "DS301"), (False, True),
      "pkg/api/node/util.go"),
    B("storageos is warned of", "1.21", "1.22", of_volume("storageos", "non-functional in v1.25+"), (False, True),
      WARNINGS),
    B("quobyte is warned of", "1.21", "1.22", of_volume("quobyte", "non-functional in v1.25+"), (False, True),
      WARNINGS),
    B("scaleIO is warned of", "1.21", "1.22", of_volume("scaleIO", "non-functional in v1.22+"), (False, True),
      WARNINGS),
    B("photonPersistentDisk is warned of", "1.21", "1.22",
      of_volume("photonPersistentDisk", "non-functional in v1.16+"), (False, True), WARNINGS),
    B("glusterfs is deprecated", "1.24", "1.25", of_volume("glusterfs", "deprecated in v1.25"), (False, True),
      WARNINGS),
    B("glusterfs is gone", "1.25", "1.26", of_volume("glusterfs", "non-functional in v1.26+"), (False, True), WARNINGS),
    B("cephfs is going", "1.27", "1.28", of_volume("cephfs", "non-functional in v1.31+"), (False, True), WARNINGS),
    B("rbd is going", "1.27", "1.28", of_volume("rbd", "non-functional in v1.31+"), (False, True), WARNINGS),
    B("gitRepo is deprecated", "1.21", "1.22", of_volume("gitRepo", "deprecated in v1.11"), (False, True), WARNINGS),
    B("gitRepo is off", "1.32", "1.33", of_volume("gitRepo", "disabled by default in v1.33+"), (False, True),
      WARNINGS),
    B("a null selector is warned of", "1.28", "1.29", lints(daemonset(topologySpreadConstraints=SPREADING), "DS302"),
      (False, True), WARNINGS),
    B("hidden variables are warned of", "1.21", "1.22",
      lints(daemonset(containers=container(env=[{"name": "a", "value": "1"}, {"name": "a", "value": "2"}])), "DS309"),
      (False, True), WARNINGS),
    B("duplicate ports are warned of", "1.28", "1.29",
      lints(daemonset(containers=container(ports=[{"containerPort": 1}, {"containerPort": 1}])), "DS311"),
      (False, True), WARNINGS),
    B("hostIP without hostPort is warned of", "1.28", "1.29",
      lints(daemonset(containers=container(ports=[{"containerPort": 1, "hostIP": "1.2.3.4"}])), "DS310"),
      (False, True), WARNINGS),
    B("fractions of a byte are warned of", "1.21", "1.22",
      lints(daemonset(containers=container(resources={"requests": {"memory": "100m"}})), "DS308"), (False, True),
      WARNINGS),
    B("a negative grace period is warned of", "1.26", "1.27",
      lints(daemonset(terminationGracePeriodSeconds=-1), "DS312"), (False, True), WARNINGS),
)  # fmt: skip
