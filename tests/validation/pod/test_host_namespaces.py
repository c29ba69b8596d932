"""Pods with users of their own."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors


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
