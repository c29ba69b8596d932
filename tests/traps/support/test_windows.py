"""What says that a workload is for Windows nodes."""

from __future__ import annotations

import pytest

from dslint.traps.support.windows import is_for_windows
from dslint.traps.support.workload import Workload
from tests.traps.node_affinity import required_terms
from tests.traps.workloads import DAEMONSET, changed

HOST_PROCESS = {"windowsOptions": {"hostProcess": True}}


@pytest.mark.parametrize(
    ("changes", "windows"),
    [
        ({}, False),
        ({"pod.os": {"name": "linux"}}, False),
        ({"pod.os": {"name": "windows"}}, True),
        ({"pod.nodeSelector": {"kubernetes.io/os": "windows"}}, True),
        ({"pod.nodeSelector": {"beta.kubernetes.io/os": "windows"}}, True),
        (required_terms(["kubernetes.io/os In windows", "pool Exists"]), True),
        (required_terms(["kubernetes.io/os In windows"], ["pool Exists"]), False),
        (required_terms(["kubernetes.io/os In linux windows"]), False),
        ({"pod.securityContext": HOST_PROCESS}, True),
        ({"container.securityContext": HOST_PROCESS}, True),
        ({"pod.securityContext": {"windowsOptions": {"runAsUserName": "x"}}}, False),
    ],
)
def test_os_selector_and_host_process_say_so(changes, windows):
    value = changed(DAEMONSET, changes)
    assert is_for_windows(Workload.of(value, value)) is windows
