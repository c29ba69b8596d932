"""--explain in versions whose DaemonSet controller binds its pods itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.release import Release
from dslint.placement.explanation import FAILS, NOT_ASKED, PASSES
from dslint.placement.explanation_until_1_11 import explain
from tests.placement.building import daemon_pod, daemonset, node, pod, requesting, required, snapshot

PORT = {"ports": [{"containerPort": 80, "hostPort": 80}]}


def told(version: str, on: Node, **spec: Any) -> dict[str, tuple[str, str]]:
    release = Release.of(version)
    cluster = snapshot(on, release=release, pods=[pod("other", on=on.name, container=PORT, release=release)])
    made = daemonset(release=release, **spec)
    lines = list(explain(made, daemon_pod(made, release), cluster.nodes[0], cluster))
    assert {line.decider.value for line in lines} == {"daemonset-controller"}
    return {line.check: (line.verdict, line.compared) for line in lines}


def test_the_predicates_of_the_controller_pass_with_what_they_compared() -> None:
    found = told("1.9", node("n1", {"a": "b"}), nodeSelector={"a": "b"}, container=requesting(cpu="1"))
    assert found == {
        "OutOfDisk": (PASSES, "node is not out of disk"),
        "PodFitsHost": (PASSES, "the template does not set nodeName"),
        "PodToleratesNodeTaints": (PASSES, "node has no taints"),
        "PodFitsResources": (PASSES, "1 of 110 pods are there, cpu 1 of 4 free"),
        "PodFitsHostPorts": (PASSES, "the template asks for no host port"),
        "MatchNodeSelector": (PASSES, "a=b; no node affinity is required"),
        "binding": (PASSES, "creates a pod that is bound to the node: no scheduler is asked"),
    }


@pytest.mark.parametrize(
    ("spec", "check", "words"),
    [
        ({"nodeName": "n2"}, "PodFitsHost", "node(s) didn't match the requested hostname: "),
        ({"nodeSelector": {"a": "b"}}, "MatchNodeSelector", "node(s) didn't match node selector: nodeSelector a=b"),
        (
            {"affinity": required({"matchExpressions": [{"key": "a", "operator": "Exists"}]})},
            "MatchNodeSelector",
            "node(s) didn't match node selector: required node affinity",
        ),
        ({"container": PORT}, "PodFitsHostPorts", "node(s) didn't have free ports for the requested pod ports: "),
        (
            {"container": requesting(cpu="9")},
            "PodFitsResources",
            'failed to place pod on "n1": Node didn\'t have enough resource: cpu, requested: 9000, used: 0, capacity: 4000: ',  # noqa: E501 - the controller's words
        ),
        (
            {"container": requesting(**{"example.com/gpu": "2"})},
            "PodFitsResources",
            'failed to place pod on "n1": Node didn\'t have enough resource: example.com/gpu, requested: 2, used: 0, capacity: 0: ',  # noqa: E501 - the controller's words
        ),
    ],
)
def test_what_fails_has_the_controllers_words(spec: dict[str, Any], check: str, words: str) -> None:
    found = told("1.9", node("n1"), **spec)
    assert found[check][0] == FAILS
    assert found[check][1].startswith(words)
    assert found["binding"] == (FAILS, "creates no pod here")


def test_taints_are_a_predicate_from_1_6_on() -> None:
    tainted = node("n1", taints=("x:NoSchedule",))
    assert told("1.6", tainted)["PodToleratesNodeTaints"] == (
        FAILS,
        "node(s) had taints that the pod didn't tolerate: untolerated taint x:NoSchedule",
    )
    before = told("1.5", tainted)
    assert "PodToleratesNodeTaints" not in before
    assert before["binding"][0] == PASSES


def test_a_node_that_is_out_of_disk_gets_no_pod_unless_it_is_critical() -> None:
    full = node("n1", conditions=("OutOfDisk",))
    found = told("1.9", full)
    assert found["OutOfDisk"] == (FAILS, "node(s) were out of disk space: node is out of disk (condition OutOfDisk)")
    assert found["binding"][0] == FAILS
    release = Release.of("1.9", {"ExperimentalCriticalPodAnnotation": True})
    made = replace(daemonset(release=release, container=requesting(cpu="9")), critical=True)
    cluster = snapshot(full, release=release)
    lines = {line.check: line for line in explain(made, daemon_pod(made, release), cluster.nodes[0], cluster)}
    assert lines["OutOfDisk"].verdict == lines["PodFitsResources"].verdict == NOT_ASKED
    assert lines["binding"].verdict == PASSES
