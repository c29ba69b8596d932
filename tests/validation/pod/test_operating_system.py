"""What a pod that names its operating system may not use."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.os.name": "plan9"},
            "1.36",
            ['spec.os: Unsupported value: "plan9": supported values: "linux", "windows"'],
        ),
        ({"spec.os.name": "plan9"}, "1.21", []),
        ({"spec.os.name": "linux"}, "1.36", []),
    ],
)
def test_only_two_systems_are_known(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.os.name": "linux", "spec.securityContext.windowsOptions": {"hostProcess": False}},
            ["spec.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod"],
        ),
        (
            {"spec.os.name": "linux", "spec.containers.0.securityContext": {"windowsOptions": {}}},
            [
                (
                    "spec.containers[0].securityContext.windowsOptions: Forbidden: windows options cannot be set for "
                    "a linux pod"
                )
            ],
        ),
    ],
)
def test_pods_of_linux_have_nothing_of_windows(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.os.name": "windows", "spec.hostPID": True, "spec.hostIPC": True},
            [
                "spec.hostPID: Forbidden: cannot be set for a windows pod",
                "spec.hostIPC: Forbidden: cannot be set for a windows pod",
            ],
        ),
        (
            {
                "spec.os.name": "windows",
                "spec.securityContext": {
                    "fsGroup": 1,
                    "runAsUser": 2,
                    "sysctls": [{"name": "a", "value": "b"}],
                    "seLinuxOptions": {},
                },
            },
            [
                "spec.securityContext.seLinuxOptions: Forbidden: cannot be set for a windows pod",
                "spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod",
                "spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod",
                "spec.securityContext.sysctls: Forbidden: cannot be set for a windows pod",
            ],
        ),
        (
            {"spec.os.name": "windows", "spec.shareProcessNamespace": True},
            ["spec.shareProcessNamespace: Forbidden: cannot be set for a windows pod"],
        ),
        (
            {
                "spec.os.name": "windows",
                "spec.containers.0.securityContext": {
                    "privileged": True,
                    "capabilities": {},
                    "readOnlyRootFilesystem": True,
                    "procMount": "Default",
                    "runAsUser": 1,
                    "runAsGroup": 2,
                    "allowPrivilegeEscalation": True,
                    "seccompProfile": {"type": "Unconfined"},
                },
            },
            [
                "spec.containers[0].securityContext.seccompProfile: Forbidden: cannot be set for a windows pod",
                "spec.containers[0].securityContext.capabilities: Forbidden: cannot be set for a windows pod",
                (
                    "spec.containers[0].securityContext.readOnlyRootFilesystem: Forbidden: cannot be set for a "
                    "windows pod"
                ),
                "spec.containers[0].securityContext.privileged: Forbidden: cannot be set for a windows pod",
                (
                    "spec.containers[0].securityContext.allowPrivilegeEscalation: Forbidden: cannot be set for a "
                    "windows pod"
                ),
                "spec.containers[0].securityContext.procMount: Forbidden: cannot be set for a windows pod",
                "spec.containers[0].securityContext.runAsUser: Forbidden: cannot be set for a windows pod",
                "spec.containers[0].securityContext.runAsGroup: Forbidden: cannot be set for a windows pod",
            ],
        ),
    ],
)
def test_pods_of_windows_have_nothing_of_linux(changes, told):
    assert pod_errors(changes) == told
