"""What lint says of objects by what else is in the cluster."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.findings import Origin, Severity
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.linting.cluster_admission import namespace_labels, remarks

POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "probe", "namespace": "team"},
    "spec": {"containers": [{"name": "c", "image": "registry.example/c:1.0"}]},
}
DAEMONSET: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent", "namespace": "team"},
    "spec": {
        "selector": {"matchLabels": {"app": "agent"}},
        "template": {"metadata": {"labels": {"app": "agent"}}, "spec": POD["spec"]},
    },
}
CODES = {"DS561", "DS701", "DS704", "DS801"}


def of(kind: str, name: str = "x", api_version: str = "v1", **fields: Any) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": name, "namespace": "team"}, **fields}


def namespace(**metadata: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "team", **metadata}}


def listed(kind: str, *items: dict[str, Any]) -> dict[str, Any]:
    groups = {"PriorityClass": "scheduling.k8s.io/v1", "RuntimeClass": "node.k8s.io/v1"}
    return {"apiVersion": groups.get(kind, "v1"), "kind": f"{kind}List", "items": list(items)}


def quota(**hard: str) -> dict[str, Any]:
    return of("ResourceQuota", "q", spec={"hard": {key.replace("_", "/"): value for key, value in hard.items()}})


def with_spec(value: dict[str, Any], **spec: Any) -> dict[str, Any]:
    changed = copy.deepcopy(value)
    where = changed["spec"]["template"] if changed["kind"] == "DaemonSet" else changed
    where["spec"].update(spec)
    return changed


def told(value: dict[str, Any], *cluster: Any, baseline: Any = None, version: str = "1.36") -> list[tuple[str, str]]:
    report = dslint.lint(value, baseline, version, list(cluster))
    return [(finding.code, finding.message) for finding in report.findings if finding.code in CODES]


REQUIRED_MEMORY = of("LimitRange", spec={"limits": [{"type": "Container", "min": {"memory": "1Gi"}}]})
HALF_A_CORE = of("LimitRange", spec={"limits": [{"type": "Container", "default": {"cpu": "500m"}}]})
SELECTOR = {"scheduler.alpha.kubernetes.io/node-selector": "pool"}


@pytest.mark.parametrize(
    ("spec", "cluster", "message"),
    [
        (
            {"containers": [{"name": "c", "image": "c:1", "resources": {"requests": {"memory": "1Mi"}}}]},
            REQUIRED_MEMORY,
            "{} is forbidden: minimum memory usage per Container is 1Gi, but request is 1Mi",
        ),
        (
            {"priorityClassName": "none"},
            listed("PriorityClass"),
            "{} is forbidden: no PriorityClass with name none was found",
        ),
        (
            {"runtimeClassName": "none"},
            listed("RuntimeClass"),
            '{} is forbidden: pod rejected: RuntimeClass "none" not found',
        ),
        (
            {"serviceAccountName": "agent"},
            listed("ServiceAccount", of("ServiceAccount", "other")),
            '{} is forbidden: error looking up service account team/agent: serviceaccount "agent" not found',
        ),
        ({}, namespace(annotations=SELECTOR), "invalid selector: [pool]"),
        ({}, quota(pods="0"), "{} is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0"),
    ],
)
def test_admission_rejects_a_pod_and_the_pods_of_a_daemonset(
    spec: dict[str, Any], cluster: dict[str, Any], message: str
) -> None:
    for value, name, code in ((POD, "probe", "DS801"), (DAEMONSET, "agent-", "DS704")):
        expected = [(code, message.format(f'pods "{name}"'))]
        assert told(with_spec(value, **spec), cluster) == expected
        assert told(with_spec(value), namespace()) == []


def test_a_pod_that_a_limit_range_makes_invalid_is_rejected_as_the_server_says() -> None:
    resources = {"requests": {"cpu": "1"}}
    value = with_spec(POD, containers=[{"name": "c", "image": "c:1", "resources": resources}])
    ((code, message),) = told(value, HALF_A_CORE)
    assert code == "DS801"
    assert message.startswith('Pod "probe" is invalid: spec.containers[0].resources.requests: Invalid value: "1"')


def test_a_daemonset_counts_itself_unless_it_is_there_already() -> None:
    message = (
        'daemonsets.apps "agent" is forbidden: exceeded quota: q, requested: count/daemonsets.apps=1, '
        "used: count/daemonsets.apps=0, limited: count/daemonsets.apps=0"
    )
    full = of("ResourceQuota", "q", spec={"hard": {"count/daemonsets.apps": "0"}})
    assert told(DAEMONSET, full) == [("DS801", message)]
    assert told(DAEMONSET, full, baseline=DAEMONSET) == []
    assert told(DAEMONSET, full, DAEMONSET) == []


def test_a_pod_that_exists_is_not_admitted_again() -> None:
    assert told(POD, quota(pods="0"), baseline=POD) == []
    assert told(POD, quota(pods="0"), POD) == []


def test_nothing_is_created_in_a_namespace_that_the_server_rejects() -> None:
    bad = namespace(labels={"pod-security.kubernetes.io/enforce": "strict"})
    for value in (POD, DAEMONSET):
        assert told(value, bad) == [("DS801", 'namespaces "team" not found')]


def test_labels_of_the_clusters_namespaces_count_and_those_of_the_files_come_first() -> None:
    labels = {"pod-security.kubernetes.io/enforce": "baseline"}
    value = with_spec(DAEMONSET, hostPID=True)
    ((code, message),) = told(value, namespace(labels=labels))
    assert code == "DS701"
    assert message.endswith("host namespaces (hostPID=true)")
    list_ = {
        "apiVersion": "v1",
        "kind": "List",
        "items": [namespace(labels={"pod-security.kubernetes.io/x": "y"}), value],
    }
    assert told(list_, namespace(labels=labels)) == []


def test_an_invalid_object_is_not_asked_of_admission() -> None:
    assert told(with_spec(POD, restartPolicy="Sometimes"), quota(pods="0")) == []


def test_what_is_not_used_of_the_cluster_is_said_once() -> None:
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "p"}}
    report = dslint.lint(POD, None, ["1.35", "1.36"], [service])
    assert report.remarks == ("--cluster: 1 of kind Service: not used",)


def test_remarks_name_what_the_server_rejects() -> None:
    clusters = [Cluster("c", [], notes=["a"], rejected=["b"]), Cluster("c", [], notes=["a"])]
    assert remarks(clusters) == ["--cluster: a", "--cluster: b"]


def test_labels_are_read_by_the_names_of_namespaces() -> None:
    found = Cluster("c", [], objects={"Namespace": [namespace(labels={"a": "b"}), {"metadata": {"name": "bare"}}]})
    assert namespace_labels(found) == {"team": {"a": "b"}, "bare": {}}


def ports(*numbers: int) -> list[dict[str, Any]]:
    return [{"name": f"c{n}", "image": "c:1", "ports": [{"containerPort": one}]} for n, one in enumerate(numbers)]


@pytest.mark.parametrize(
    ("spec", "version", "refused"),
    [
        ({"hostNetwork": True, "containers": ports(80, 80)}, "1.36", True),
        ({"hostNetwork": True, "containers": ports(80, 80)}, "1.28", True),
        ({"hostNetwork": True, "containers": ports(80, 80)}, "1.27", False),
        ({"hostNetwork": True, "containers": ports(80, 81)}, "1.36", False),
        ({"containers": ports(80, 80)}, "1.36", False),
    ],
)
def test_one_port_in_two_containers_on_the_nodes_network_is_found_without_a_cluster(
    spec: dict[str, Any], version: str, refused: bool
) -> None:
    """Up to 1.27 the template gets the host ports, and the DaemonSet itself is invalid."""
    found = told(with_spec(DAEMONSET, **spec), version=version)
    assert [code for code, _ in found] == (["DS561"] if refused else [])
    for _, message in found:
        assert message.endswith('spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//80"')


TWICE = {"name": "twice", "image": "c:1", "ports": [{"containerPort": 80}, {"containerPort": 80}]}
INIT = {**ports(80)[0], "name": "init"}
SIDECAR = {**INIT, "name": "sidecar", "restartPolicy": "Always"}
INIT_PORT = "initContainers[0].ports[1]"


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({"containers": ports(80, 80)}, "containers[1].ports[0]"),
        ({"containers": [TWICE]}, "containers[0].ports[1]"),
        ({"containers": ports(80, 81), "initContainers": [INIT]}, None),
        ({"containers": ports(80), "initContainers": [INIT, {**SIDECAR, "name": "other"}, SIDECAR]}, None),
        ({"containers": ports(81), "initContainers": [{**TWICE, **SIDECAR, "ports": TWICE["ports"]}]}, INIT_PORT),
    ],
)
def test_containers_are_compared_together_and_each_init_container_with_itself(
    spec: dict[str, Any], field: str | None
) -> None:
    value = with_spec(DAEMONSET, hostNetwork=True, **spec)
    (*found,) = (one for one in dslint.lint(value).findings if one.code == "DS561")
    assert [one.field for one in found] == ([f"spec.template.spec.{field}.hostPort"] if field else [])
    assert {(one.severity, one.origin) for one in found} <= {(Severity.ERROR, Origin.TRAP)}


def test_a_port_that_the_pods_get_twice_is_told_once_beside_a_cluster() -> None:
    value = with_spec(DAEMONSET, hostNetwork=True, containers=ports(80, 80))
    assert [code for code, _ in told(value, namespace())] == ["DS561"]


def test_a_cluster_without_anything_that_admission_reads_is_remarked() -> None:
    node = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n1"}}
    (remark,) = remarks([read_inventory([node], Release.of("1.36"))])
    assert remark.startswith("--cluster: contains nothing that admission reads (Namespace, LimitRange,")
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}
    assert remarks([read_inventory([node, namespace], Release.of("1.36"))]) == []


UNKNOWN = {"priorityClassName": "none", "runtimeClassName": "none", "serviceAccountName": "none"}


def test_what_the_cluster_does_not_declare_is_not_said_to_be_missing() -> None:
    for value in (POD, DAEMONSET):
        assert told(with_spec(value, **UNKNOWN), namespace()) == []
        assert told(with_spec(value, **UNKNOWN), of("ServiceAccount", "other")) == []


def test_what_the_linted_files_bring_is_there() -> None:
    value = with_spec(DAEMONSET, priorityClassName="high")
    high = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 1}
    assert [code for code, _ in told(value, listed("PriorityClass"))] == ["DS704"]
    together = {"apiVersion": "v1", "kind": "List", "items": [value, high]}
    assert told(together, listed("PriorityClass")) == []
    assert [code for code, _ in told({**together, "items": [value, quota(pods="0")]}, namespace())] == ["DS704"]


def test_an_object_brought_by_a_text_counts_for_other_texts(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(json.dumps(with_spec(DAEMONSET, serviceAccountName="agent")))
    (tmp_path / "b.yaml").write_text(json.dumps(of("ServiceAccount", "agent")))
    report = dslint.lint(tmp_path, cluster=listed("ServiceAccount"))
    assert not [finding for finding in report.findings if finding.code in CODES]


def test_nothing_is_created_in_a_namespace_that_a_list_does_not_have() -> None:
    namespaces = listed("Namespace", {**namespace(), "metadata": {"name": "other"}})
    for value in (POD, DAEMONSET):
        assert told(value, namespaces) == [("DS801", 'namespaces "team" not found')]
