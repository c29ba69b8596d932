"""A template that names a node."""

from __future__ import annotations

from tests.traps.workloads import fields_of_daemonset, of_pod

CODE = "DS526"
SPEC = "spec.template.spec"


def test_a_template_that_names_a_node_is_told_and_a_pod_may():
    assert fields_of_daemonset(CODE, {"pod.nodeName": "worker-1"}) == [f"{SPEC}.nodeName"]
    assert of_pod(CODE, {"pod.nodeName": "worker-1"}) == []
