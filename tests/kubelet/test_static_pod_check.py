"""What is reported of a static pod's manifest: errors, what is ignored, references, and the priority."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import StaticPod
from dslint.kubelet.static_pod_check import SYSTEM_PRIORITIES, check_manifest, rejected_file
from dslint.kubernetes.release import Release

POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "etcd", "namespace": "kube-system"},
    "spec": {"containers": [{"name": "etcd", "image": "registry.example/etcd:3.5"}]},
}


def checked(value: Any = POD, version: str = "1.36", **spec: Any):
    if spec:
        value = {**value, "spec": {**value["spec"], **spec}}
    return check_manifest(value, "etcd.yaml", "node-1", Release.of(version))


def told(*args: Any, **spec: Any) -> list[tuple[str, tuple]]:
    return [(problem.code, problem.path) for problem in checked(*args, **spec).problems]


def test_a_pod_is_accepted_with_the_nodes_name_and_its_tolerations() -> None:
    found = checked()
    assert found.problems == ()
    assert found.pod == StaticPod(
        "etcd.yaml", "etcd-node-1", "kube-system", accepted=True, error=None, tolerations=(":Exists:NoExecute",)
    )


def test_a_file_without_a_pod_has_the_kubelets_error() -> None:
    found = checked([POD])
    assert found.pod == rejected_file("etcd.yaml", found.pod.error or "")
    assert (found.pod.accepted, found.pod.name) == (False, None)
    assert [(problem.code, problem.message) for problem in found.problems] == [("DS401", found.pod.error)]


def test_unknown_fields_are_told_as_ignored() -> None:
    (problem,) = checked(hostnetwork=True).problems
    assert (problem.code, problem.path) == ("DS404", ("spec", "hostnetwork"))
    assert problem.message == 'the kubelet silently ignores unknown field "spec.hostnetwork"'


VOLUMES = [{"name": "a", "configMap": {"name": "a"}}, {"name": "b", "configMap": {"name": "b"}}]


@pytest.mark.parametrize(("version", "codes"), [("1.36", ["DS402"]), ("1.34", ["DS402"]), ("1.33", ["DS403"])])
def test_references_to_the_api_are_refused_from_1_34_on_and_unresolved_before(version: str, codes: list[str]) -> None:
    assert [code for code, _ in told(POD, version, volumes=VOLUMES[:1])] == codes


def test_from_1_34_on_each_rejected_reference_is_told_and_the_first_is_the_kubelets_error() -> None:
    secret = {"name": "c", "secret": {"secretName": "c"}}
    found = checked(serviceAccountName="etcd", volumes=[*VOLUMES, secret])
    assert found.pod.error == "static pods may not reference serviceaccounts"
    assert [(problem.code, problem.message) for problem in found.problems] == [
        ("DS402", "static pods may not reference serviceaccounts"),
        ("DS402", "static pods may not reference secrets"),
        ("DS402", "static pods may not reference configmaps"),
        ("DS402", "static pods may not reference configmaps"),
    ]


def test_another_kind_is_to_be_applied_instead() -> None:
    (problem,) = checked({**POD, "apiVersion": "apps/v1", "kind": "DaemonSet"}).problems
    assert (
        problem.message == "etcd.yaml: couldn't parse as pod(invalid pod: &apps.DaemonSet{…}), please check config file"
    )
    assert problem.help is not None
    assert "apply the DaemonSet with kubectl" in problem.help
    assert checked({**POD, "kind": "pod"}).problems[0].help is None


def test_each_kind_of_reference_is_told_once_secrets_first() -> None:
    secrets = [{"name": name, "secret": {"secretName": name}} for name in "cd"]
    assert told(POD, "1.33", volumes=[*VOLUMES, *secrets]) == [
        ("DS403", ("spec", "volumes", 2, "secret", "secretName")),
        ("DS403", ("spec", "volumes", 0, "configMap", "name")),
    ]


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ({"schedulerName": "mine"}, ("spec", "schedulerName")),
        ({"schedulerName": "default-scheduler"}, None),
        ({"preemptionPolicy": "Never"}, ("spec", "preemptionPolicy")),
        (
            {
                "topologySpreadConstraints": [
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}
                ]
            },
            ("spec", "topologySpreadConstraints"),
        ),
        ({"nodeSelector": {"disk": "ssd"}}, None),
    ],
)
def test_what_only_the_scheduler_reads_is_ignored(spec: dict[str, Any], path: tuple[str, ...] | None) -> None:
    assert told(**spec) == ([("DS405", path)] if path else [])


@pytest.mark.parametrize(
    ("spec", "help_text"),
    [
        ({"priorityClassName": "system-node-critical"}, "add priority: 2000001000"),
        ({"priorityClassName": "system-cluster-critical"}, "add priority: 2000000000"),
        ({"priorityClassName": "agents"}, "add priority with the number of the class"),
        ({"priorityClassName": "system-node-critical", "priority": 2000001000}, None),
        ({"priority": 5}, None),
        ({}, None),
    ],
)
def test_a_priority_class_without_its_number_gives_no_priority(spec: dict[str, Any], help_text: str | None) -> None:
    problems = checked(**spec).problems
    assert [(problem.code, problem.help) for problem in problems] == ([("DS406", help_text)] if help_text else [])
    assert [problem.fix.summary if problem.fix else "" for problem in problems] == (
        [help_text if spec["priorityClassName"] in SYSTEM_PRIORITIES else ""] if help_text else []
    )


def test_the_priorities_of_the_system_are_the_recorded_ones() -> None:
    assert SYSTEM_PRIORITIES == {"system-node-critical": 2000001000, "system-cluster-critical": 2000000000}


def test_a_pod_with_errors_is_not_searched_for_traps() -> None:
    assert "DS405" in [code for code, _ in told(schedulerName="mine")]
    found = checked(schedulerName="mine", dnsPolicy="Never")
    assert not found.pod.accepted
    assert "DS405" not in [problem.code for problem in found.problems]


ODD: tuple[Any, ...] = (
    {"a": {}},
    [5],
    [[]],
    [None],
    [{"a": 5}],
    "x",
    5,
    True,
    {"name": {}},
    [{"env": 5, "envFrom": [5]}],
)


@pytest.mark.parametrize(
    "field", ["priorityClassName", "ephemeralContainers", "resourceClaims", "topologySpreadConstraints", "os"]
)
def test_a_field_that_the_kubelet_does_not_know_may_have_any_value(field: str) -> None:
    for value in ODD:
        assert ("DS404", ("spec", field)) in told(version="1.5", **{field: value})


def test_a_volume_source_that_the_kubelet_does_not_know_may_have_any_value() -> None:
    for value in (*ODD, {"sources": 5}, {"sources": [5]}, {"sources": [{"secret": 5}]}):
        path = ("spec", "volumes", 0, "projected")
        assert ("DS404", path) in told(version="1.5", volumes=[{"name": "a", "emptyDir": {}, "projected": value}])
