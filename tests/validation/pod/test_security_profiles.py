"""Seccomp and AppArmor profiles."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors, pod_errors

LONG = "a" * 4096


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.securityContext": {"seccompProfile": {"type": "Localhost"}}},
            [
                (
                    "spec.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp "
                    "type is Localhost"
                )
            ],
        ),
        ({"spec.securityContext": {"seccompProfile": {"type": "Localhost", "localhostProfile": "a/b"}}}, []),
        (
            {"spec.securityContext": {"seccompProfile": {"type": "Localhost", "localhostProfile": "/a/../b"}}},
            [
                (
                    'spec.securityContext.seccompProfile.localhostProfile: Invalid value: "/a/../b": must be a '
                    "relative path"
                ),
                (
                    'spec.securityContext.seccompProfile.localhostProfile: Invalid value: "/a/../b": must not '
                    "contain '..'"
                ),
            ],
        ),
        (
            {"spec.securityContext": {"seccompProfile": {"type": "RuntimeDefault", "localhostProfile": "a"}}},
            [
                (
                    'spec.securityContext.seccompProfile.localhostProfile: Invalid value: {"Type":"RuntimeDefault",'
                    '"LocalhostProfile":"a"}: can only be set when seccomp type is Localhost'
                )
            ],
        ),
    ],
)
def test_seccomp_profiles_of_the_node_are_named(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"securityContext": {"appArmorProfile": {"type": "Localhost"}}},
            [
                (
                    "securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type "
                    "is Localhost"
                )
            ],
        ),
        ({"securityContext": {"appArmorProfile": {"type": "Localhost", "localhostProfile": "a"}}}, []),
        (
            {"securityContext": {"appArmorProfile": {"type": "Localhost", "localhostProfile": " a"}}},
            [
                (
                    'securityContext.appArmorProfile.localhostProfile: Invalid value: " a": must not be padded with '
                    "whitespace"
                )
            ],
        ),
        (
            {"securityContext": {"appArmorProfile": {"type": "Localhost", "localhostProfile": ""}}},
            [
                (
                    "securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type "
                    "is Localhost"
                )
            ],
        ),
        (
            {"securityContext": {"appArmorProfile": {"type": "Localhost", "localhostProfile": LONG}}},
            ["securityContext.appArmorProfile.localhostProfile: Too long: may not be more than 4095 bytes"],
        ),
        (
            {"securityContext": {"appArmorProfile": {"type": "Unconfined", "localhostProfile": "a"}}},
            [
                (
                    'securityContext.appArmorProfile.localhostProfile: Invalid value: "a": can only be set when '
                    "AppArmor type is Localhost"
                )
            ],
        ),
    ],
)
def test_apparmor_profiles_of_the_node_are_named(changes, told):
    assert container_errors(changes) == told
