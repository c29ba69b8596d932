"""The security context of a pod, and the namespaces of its node."""

from __future__ import annotations

import pytest

from tests.validation.objects import POD, changed, pod_errors


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.securityContext": {"sysctls": [{"name": "kernel.shm_rmid_forced", "value": "1"}]}}, "1.36", []),
        ({"spec.securityContext": {"sysctls": [{"name": "kernel/shm_rmid_forced", "value": "1"}]}}, "1.36", []),
        (
            {"spec.securityContext": {"sysctls": [{"name": "kernel/shm_rmid_forced", "value": "1"}]}},
            "1.22",
            [
                (
                    'spec.securityContext.sysctls[0].name: Invalid value: "kernel/shm_rmid_forced": must have at most '
                    "253 characters and match regex ([a-z0-9]([-_a-z0-9]*[a-z0-9])?\\.)*[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
                )
            ],
        ),
        (
            {"spec.securityContext": {"sysctls": [{"name": "a..b", "value": "1"}]}},
            "1.36",
            [
                (
                    'spec.securityContext.sysctls[0].name: Invalid value: "a..b": must have at most 253 characters '
                    "and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$"
                )
            ],
        ),
        (
            {"spec.securityContext": {"sysctls": [{"name": "a..b", "value": "1"}]}},
            "1.22",
            [
                (
                    'spec.securityContext.sysctls[0].name: Invalid value: "a..b": must have at most 253 characters '
                    "and match regex ([a-z0-9]([-_a-z0-9]*[a-z0-9])?\\.)*[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
                )
            ],
        ),
        (
            {"spec.securityContext": {"sysctls": [{"name": "", "value": "1"}]}},
            "1.36",
            ["spec.securityContext.sysctls[0].name: Required value"],
        ),
        (
            {"spec.securityContext": {"sysctls": [{"name": "a.b", "value": "1"}, {"name": "a.b", "value": "1"}]}},
            "1.36",
            ['spec.securityContext.sysctls[1].name: Duplicate value: "a.b"'],
        ),
    ],
)
def test_sysctls_have_a_form_and_come_once(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.hostNetwork": True,
                "spec.securityContext": {"sysctls": [{"name": "net/core/somaxconn", "value": "1"}]},
            },
            "1.36",
            [
                (
                    'spec.securityContext.sysctls[0].name: Invalid value: "net/core/somaxconn": may not be '
                    "specified when 'hostNetwork' is true"
                )
            ],
        ),
        (
            {
                "spec.hostNetwork": True,
                "spec.securityContext": {"sysctls": [{"name": "net/core/somaxconn", "value": "1"}]},
            },
            "1.28",
            [],
        ),
        (
            {"spec.hostIPC": True, "spec.securityContext": {"sysctls": [{"name": "kernel.sem", "value": "1"}]}},
            "1.36",
            [
                (
                    'spec.securityContext.sysctls[0].name: Invalid value: "kernel.sem": may not be specified when '
                    "'hostIPC' is true"
                )
            ],
        ),
        ({"spec.hostIPC": True, "spec.securityContext": {"sysctls": [{"name": "net.a", "value": "1"}]}}, "1.36", []),
    ],
)
def test_who_shares_a_namespace_cannot_set_it(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.hostPID": True, "spec.shareProcessNamespace": True},
            [
                (
                    "spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and "
                    "HostPID cannot both be enabled"
                )
            ],
        ),
        ({"spec.shareProcessNamespace": True}, []),
    ],
)
def test_processes_are_shared_with_the_node_or_among_each_other(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.hostUsers": False, "spec.hostNetwork": True},
            "1.36",
            ["spec.hostNetwork: Forbidden: when `hostUsers` is false"],
        ),
        (
            {"spec.hostUsers": False, "spec.hostNetwork": True},
            "1.33",
            ["spec.hostNetwork: Forbidden: when `pod.Spec.HostUsers` is false"],
        ),
        (
            {"spec.hostUsers": False, "spec.hostPID": True},
            "1.36",
            ["spec.HostPID: Forbidden: when `hostUsers` is false"],
        ),
        (
            {"spec.hostUsers": False, "spec.hostPID": True},
            "1.33",
            ["spec.HostPID: Forbidden: when `pod.Spec.HostUsers` is false"],
        ),
        (
            {"spec.hostUsers": False, "spec.hostIPC": True},
            "1.36",
            ["spec.HostIPC: Forbidden: when `hostUsers` is false"],
        ),
        (
            {"spec.hostUsers": False, "spec.hostIPC": True},
            "1.33",
            ["spec.HostIPC: Forbidden: when `pod.Spec.HostUsers` is false"],
        ),
        ({"spec.hostUsers": False}, "1.36", []),
        ({"spec.hostUsers": True, "spec.hostPID": True}, "1.36", []),
    ],
)
def test_pods_with_their_own_users_share_nothing_else(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.hostUsers": False, "spec.hostPID": True}, "1.30", []),
    ],
)
def test_without_the_feature_the_field_is_dropped(changes, version, told):
    assert pod_errors(changes, version) == told


SUPPORTED = 'spec.securityContext.seLinuxChangePolicy: Unsupported value: "{}": supported values: {}'


@pytest.mark.parametrize(
    ("policy", "version", "told"),
    [
        ("Recursive", "1.36", []),
        ("MountOption", "1.36", [SUPPORTED.format("MountOption", '"Recursive"')]),
        ("MountOption", "1.33", [SUPPORTED.format("MountOption", '"Recursive"')]),
        ("MountOption", "1.32", []),
        ("MountOption", "1.36 SELinuxMount", []),
        ("x", "1.36", [SUPPORTED.format("x", '"Recursive"')]),
        ("", "1.36", [SUPPORTED.format("", '"Recursive"')]),
        ("x", "1.36 SELinuxMount", [SUPPORTED.format("x", '"MountOption", "Recursive"')]),
    ],
)
def test_volumes_are_relabelled_recursively_while_mounting_with_a_label_is_off(policy, version, told):
    assert pod_errors({"spec.securityContext": {"seLinuxChangePolicy": policy}}, version) == told


def test_a_stored_policy_of_relabelling_stays_allowed():
    changes = {"spec.securityContext": {"seLinuxChangePolicy": "MountOption"}}
    assert pod_errors(changes, "1.36", changed(POD, changes)) == []
