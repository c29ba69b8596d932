"""What the engine says on either side of each version in which Kubernetes changed, as rows of data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import dslint
from dslint.api_server.stored_object import StoredObject, StoredObjects
from dslint.engine import plan_versions
from dslint.kubelet.static_pods import outcome
from dslint.kubernetes.release import Release, parse_version
from dslint.plans import OTHER_NODE, WorkloadPlan
from dslint.rollout.behaviours import Rules
from dslint.schema.served_versions import serving
from dslint.source.inputs import Text
from tests.planning.nodes import daemonset, node, plain_pod, taint

Look = Callable[[str], object]
CONTROLLER = "pkg/controller/daemon/daemon_controller.go"
UPDATE = "pkg/controller/daemon/update.go"
TOLERATIONS = "pkg/controller/daemon/util/daemonset_util.go: AddOrUpdateDaemonPodTolerations"
PLUGINS = "pkg/scheduler/framework/plugins"
KUBELET = "pkg/kubelet/config/common.go"
INSTANCE = "pkg/controlplane/instance.go"
GATES = "pkg/features/kube_features.go"


class Boundary(NamedTuple):
    """`look` says what the engine does in a version: the first of `seen` in `before`, the second in `after`."""

    behaviour: str
    before: str
    after: str
    look: Look
    seen: tuple[object, object]
    source: str


def lints(
    manifest: Mapping[str, Any], *codes: str, gates: Mapping[str, bool] | None = None, name: str = "ds.yaml"
) -> Look:
    """Whether lint reports one of the codes."""

    def look(version: str) -> bool:
        text = Text(name, json.dumps(manifest))
        report = dslint.lint(text, kubernetes_versions=version, feature_gates=gates, fold=False)
        return not {finding.code for finding in report.findings}.isdisjoint(codes)

    return look


def says(manifest: Mapping[str, Any], words: str) -> Look:
    """Whether the message of a finding has the words."""

    def look(version: str) -> bool:
        report = dslint.lint(Text("ds.yaml", json.dumps(manifest)), kubernetes_versions=version, fold=False)
        return any(words in finding.message for finding in report.findings)

    return look


def stored(manifest: Mapping[str, Any], *path: str | int) -> Look:
    """What the API server stores at a path."""

    def look(version: str) -> object:
        value: Any = StoredObject.of(manifest, Release.of(version)).value
        for step in path:
            value = value[step] if isinstance(value, list) else (value or {}).get(step)
        return value

    return look


def plans(
    look: Callable[[WorkloadPlan], object], workload: dict[str, Any], *inventory: dict[str, Any], **options: Any
) -> Look:
    def looks(version: str) -> object:
        given = {"baseline": as_served(options["baseline"], version)} if "baseline" in options else {}
        report = plan_versions(
            as_served(workload, version), inventory=inventory, versions=(version,), **{**options, **given}
        )
        return look(report.plans[0].workloads[0])

    return looks


def as_served(workload: dict[str, Any], version: str) -> dict[str, Any]:
    """The workload in an apiVersion that the version serves."""
    if workload["kind"] != "DaemonSet" or workload["apiVersion"] in serving("DaemonSet", parse_version(version)):
        return workload
    return {**workload, "apiVersion": serving("DaemonSet", parse_version(version))[-1]}


def bound(workload: dict[str, Any], *inventory: dict[str, Any], **options: Any) -> Look:
    """The number of nodes where its pods are bound."""
    return plans(lambda plan: plan.bound, workload, *inventory, **options)


def of_api(api_version: str, *, strategy: dict[str, Any] | None = None, **spec: Any) -> dict[str, Any]:
    made = daemonset(**spec)
    made["apiVersion"] = api_version
    if strategy is not None:
        made["spec"]["updateStrategy"] = strategy
    return made


def with_spec(**fields: Any) -> dict[str, Any]:
    """A DaemonSet of extensions/v1beta1 with further fields."""
    made = of_api("extensions/v1beta1")
    made["spec"].update(fields)
    return made


def annotated(kind: str, **annotations: Any) -> dict[str, Any]:
    """With annotations of the scheduler's alpha forms."""
    found = {f"scheduler.alpha.kubernetes.io/{name}": json.dumps(value) for name, value in annotations.items()}
    made = plain_pod() if kind == "Pod" else of_api("extensions/v1beta1")
    holder = made if kind == "Pod" else made["spec"]["template"]
    holder["metadata"]["annotations"] = found
    return made


def stranger(**spec: Any) -> dict[str, Any]:
    """A Pod that runs on n1."""
    made = plain_pod(nodeName="n1", **spec)
    made["metadata"].update(name="stranger", labels={"app": "stranger"})
    made["status"] = {"phase": "Running"}
    return made


def container(**fields: Any) -> list[dict[str, Any]]:
    return [{"name": "a", "image": "a:1", **fields}]


def requesting(cpu: str) -> dict[str, Any]:
    return {"resources": {"requests": {"cpu": cpu}}}


def port(number: int, protocol: str = "TCP") -> dict[str, Any]:
    return {"ports": [{"containerPort": number, "hostPort": number, "protocol": protocol}]}


def state(plan: WorkloadPlan) -> str:
    return plan.placement[0].state.value


def deciders(plan: WorkloadPlan) -> set[str]:
    return {reason.decider.value for group in plan.placement for reason in group.reasons}


def events(plan: WorkloadPlan) -> list[str | None]:
    return [reason.event for group in plan.placement for reason in group.reasons if reason.code != OTHER_NODE]


def names_others(plan: WorkloadPlan) -> bool:
    return any(reason.code == OTHER_NODE for group in plan.placement for reason in group.reasons)


def checks(plan: WorkloadPlan) -> set[str]:
    return {check.name for check in plan.explanations[0].checks}


def evicted(plan: WorkloadPlan) -> int:
    return sum(len(group.evicts) for group in plan.placement)


def rule(name: str) -> Look:
    """A rule of the simulated controller."""
    return lambda version: getattr(Rules.of(Release.of(version)), name)


def static(name: str = "agent", node_name: str = "n1", **spec: Any) -> Callable[[str], Any]:
    """A static pod as the kubelet reads it."""

    def read(version: str) -> Any:
        value = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}, "spec": spec}
        value["spec"].setdefault("containers", container())
        return outcome(value, "a.yaml", node_name, Release.of(version), StoredObjects())

    return read


def never_ready(plan: WorkloadPlan) -> bool:
    return plan.placement[0].never_ready


def refused(read: Callable[[str], Any]) -> Look:
    return lambda version: read(version).pod is None


N1 = node("n1")
BIG = daemonset(containers=container(**requesting("9")))
TAINTED = node("n1", taint("dedicated"))
EXTENSIONS = of_api("extensions/v1beta1")
ROLLS = {"type": "RollingUpdate"}
MASTER, CONTROL_PLANE = "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"
HOST_NETWORK = of_api("apps/v1", hostNetwork=True, containers=container(ports=[{"containerPort": 8080}]))
SIDECAR = {"name": "s", "image": "s:1", "restartPolicy": "Always"}


def tolerating(key: str, **more: Any) -> dict[str, Any]:
    return daemonset(tolerations=[{"key": key, "operator": "Exists", **more}])


def updated(nodes: int = 3, api: str = "apps/v1", **options: Any) -> Callable[[Callable[[WorkloadPlan], object]], Look]:
    """An update of the image."""
    old, new = (of_api(api, strategy=ROLLS, containers=container(env=[{"name": "V", "value": v}])) for v in "12")
    inventory = [node(f"n{number}") for number in range(nodes)]
    return lambda look: plans(look, new, *inventory, baseline=old, **options)


def served_objects(values: list[dict[str, Any]], version: str) -> list[dict[str, Any]]:
    """The objects of a cluster, its DaemonSets in an apiVersion that the version serves."""
    return [as_served(value, version) for value in values]
