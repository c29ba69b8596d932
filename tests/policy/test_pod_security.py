"""Namespaces given beside a DaemonSet: what Pod Security does to its pods, in lint and in plans."""

from __future__ import annotations

import pytest

import dslint
from dslint.kubernetes.release import Release
from dslint.policy.pod_security import pod_security

RELEASE = Release.of("1.36")
NODE = {
    "apiVersion": "v1",
    "kind": "Node",
    "metadata": {"name": "w-1", "labels": {"kubernetes.io/hostname": "w-1"}},
    "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"}},
}


def namespace(**labels: str) -> dict:
    found = {f"pod-security.kubernetes.io/{key.replace('_', '-')}": value for key, value in labels.items()}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "agents", "labels": found}}


def daemonset(**spec: object) -> dict:
    container = {"name": "agent", "image": "registry.example/agent:1.0", "resources": {"requests": {"cpu": "50m"}}}
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "agents"},
        "spec": {
            "selector": {"matchLabels": {"app": "agent"}},
            "template": {
                "metadata": {"labels": {"app": "agent"}},
                "spec": {"containers": [container], "hostPID": True, **spec},
            },
        },
    }


def told(*objects: dict, version: str = "1.36") -> list[tuple[str, str]]:
    found = dslint.lint(objects, kubernetes_versions=[version]).findings
    return [(finding.code, finding.message) for finding in found if finding.code.startswith("DS7")]


VIOLATION = "host namespaces (hostPID=true)"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({}, []),
        ({"enforce": "privileged"}, []),
        ({"enforce": "strict"}, []),
        (
            {"enforce": "baseline"},
            [("DS701", f'pods "agent-" is forbidden: violates PodSecurity "baseline:latest": {VIOLATION}')],
        ),
        (
            {"enforce": "baseline", "enforce_version": "v1.25"},
            [("DS701", f'pods "agent-" is forbidden: violates PodSecurity "baseline:v1.25": {VIOLATION}')],
        ),
        ({"warn": "baseline"}, [("DS702", f'would violate PodSecurity "baseline:latest": {VIOLATION}')]),
        ({"audit": "baseline"}, [("DS703", f'would violate PodSecurity "baseline:latest": {VIOLATION}')]),
    ],
)
def test_labels_of_the_namespace_say_what_happens_to_the_pods(labels, expected):
    assert told(namespace(**labels), daemonset()) == expected


def test_the_namespace_may_come_after_the_daemonset():
    assert [code for code, _ in told(daemonset(), namespace(enforce="baseline"))] == ["DS701"]


def test_another_namespace_says_nothing():
    other = namespace(enforce="baseline")
    other["metadata"]["name"] = "other"
    assert told(other, daemonset()) == []


def test_the_server_does_not_warn_about_a_pod_that_it_rejects():
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent", "namespace": "agents"}}
    pod["spec"] = daemonset()["spec"]["template"]["spec"]
    assert told(namespace(enforce="baseline", warn="restricted"), pod) == [
        ("DS701", f'pods "agent" is forbidden: violates PodSecurity "baseline:latest": {VIOLATION}')
    ]


def test_before_pod_security_the_labels_say_nothing():
    assert told(namespace(enforce="baseline"), daemonset(), version="1.22") == []


def test_every_forbidden_place_is_shown():
    labels = {"agents": {"pod-security.kubernetes.io/enforce": "baseline"}}
    volumes = [{"name": "logs", "hostPath": {"path": "/var/log"}}]
    (problem,) = pod_security(daemonset(volumes=volumes), labels, RELEASE)
    assert problem.path == ("spec", "template", "spec", "hostPID")
    assert [related.path for related in problem.related] == [
        ("spec", "template", "spec", "volumes", 0, "hostPath"),
    ]


@pytest.mark.parametrize(("level", "refused"), [("baseline", True), ("privileged", False)])
def test_a_plan_accepts_the_daemonset_and_rejects_its_pods(level, refused):
    plan = dslint.plan([daemonset()], inventory=[NODE, namespace(enforce=level)])
    reasons = [(reason.code, reason.message) for group in plan.workloads[0].placement for reason in group.reasons]
    said = f'pods "agent-" is forbidden: violates PodSecurity "baseline:latest": {VIOLATION}'
    assert reasons == ([("PodSecurity", said)] if refused else [])
