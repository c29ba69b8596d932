from __future__ import annotations

import dslint


def _fields(**spec):
    container = {"name": "agent", "image": "registry.example/agent:1.0"}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [container], **spec}}
    return [(finding.field, finding.code) for finding in dslint.lint(pod, kubernetes_versions=["1.36"]).findings]


def test_the_decoder_and_the_constraints_on_values_both_speak():
    assert _fields(hostnetwork=True, dnsPolicy="x") == [("spec.hostnetwork", "DS101"), ("spec.dnsPolicy", "DS203")]


def test_constraints_are_held_against_the_object_after_defaulting():
    limited = {"name": "agent", "image": "x", "ports": [{"containerPort": -1}]}
    assert _fields(containers=[limited], hostNetwork=True) == [
        ("spec.containers[0].ports[0].containerPort", "DS202"),
        ("spec.containers[0].ports[0].hostPort", "DS202"),
    ]


def test_nothing_more_is_said_of_what_could_not_be_read():
    assert _fields(containers={}) == [("spec.containers", "DS103")]
    assert _fields(containers=[{"name": 7, "image": "x"}]) == [("spec.containers[0].name", "DS103")]
