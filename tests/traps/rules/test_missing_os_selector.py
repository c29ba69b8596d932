"""A DaemonSet for the nodes of all operating systems."""

from __future__ import annotations

import pytest

from tests.traps.node_affinity import required_terms
from tests.traps.workloads import fields_of_daemonset

CODE = "DS530"
SPEC = "spec.template.spec"
NO_SELECTOR = {"pod.nodeSelector": {}}


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (NO_SELECTOR, "1.36", True),
        (NO_SELECTOR, "1.13", False),
        ({}, "1.36", False),
        ({**NO_SELECTOR, "pod.os": {"name": "linux"}}, "1.36", False),
        ({**NO_SELECTOR, **required_terms(["a Exists"], ["b In x"])}, "1.36", False),
        ({**NO_SELECTOR, **required_terms(["a Exists"], ["b NotIn x"])}, "1.36", True),
        ({**NO_SELECTOR, "pod.nodeName": "worker-1"}, "1.36", False),
    ],
)
def test_a_daemonset_for_all_nodes_comes_to_windows_too(changes, version, told):
    assert fields_of_daemonset(CODE, changes, version) == [SPEC] * told
