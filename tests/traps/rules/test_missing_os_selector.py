"""A DaemonSet for the nodes of all operating systems."""

from __future__ import annotations

import pytest

from tests.traps.node_affinity import required_terms
from tests.traps.workloads import DAEMONSET, changed, fields_of_daemonset, of_daemonset, problems

CODE = "DS530"
SPEC = "spec.template.spec"
NO_SELECTOR = {"pod.nodeSelector": {}}


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (NO_SELECTOR, "1.36", True),
        (NO_SELECTOR, "1.13", False),
        ({}, "1.36", False),
        ({**NO_SELECTOR, "pod.os": {"name": "linux"}}, "1.36", True),
        ({**NO_SELECTOR, **required_terms(["kubernetes.io/os NotIn windows"])}, "1.36", False),
        ({**NO_SELECTOR, **required_terms(["kubernetes.io/os Exists"])}, "1.36", True),
        ({**NO_SELECTOR, **required_terms(["a Exists"], ["b In x"])}, "1.36", False),
        ({**NO_SELECTOR, **required_terms(["a Exists"], ["b NotIn x"])}, "1.36", True),
        ({**NO_SELECTOR, "pod.nodeName": "worker-1"}, "1.36", False),
    ],
)
def test_a_daemonset_for_all_nodes_comes_to_windows_too(changes, version, told):
    assert fields_of_daemonset(CODE, changes, version) == [SPEC] * told


def test_the_field_os_selects_no_nodes():
    ((_, message),) = of_daemonset(CODE, {**NO_SELECTOR, "pod.os": {"name": "linux"}})
    assert message == "os.name linux selects no nodes: Windows nodes get a pod too, and their kubelets reject it"


@pytest.mark.parametrize(
    ("os", "selected"), [({}, "linux"), ({"name": "linux"}, "linux"), ({"name": "windows"}, "windows")]
)
def test_the_help_selects_the_system_that_the_pod_is_for(os, selected):
    found = [each for each in problems(changed(DAEMONSET, {**NO_SELECTOR, "pod.os": os})) if each.code == CODE]
    assert [each.help for each in found] == [f"set nodeSelector to kubernetes.io/os: {selected}"]
