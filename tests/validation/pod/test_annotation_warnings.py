"""Warnings of annotations that became fields."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_warnings

APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
SECCOMP = "seccomp.security.alpha.kubernetes.io/pod"


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"metadata.annotations": {"scheduler.alpha.kubernetes.io/critical-pod": ""}},
            "1.36",
            [
                (
                    "metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: non-functional in v1.16+; use "
                    'the "priorityClassName" field instead'
                )
            ],
        ),
        ({"metadata.annotations": {"scheduler.alpha.kubernetes.io/critical-pod": ""}}, "1.21", []),
        (
            {"metadata.annotations": {"security.alpha.kubernetes.io/sysctls": "a=b"}},
            "1.36",
            [
                (
                    "metadata.annotations[security.alpha.kubernetes.io/sysctls]: non-functional in v1.11+; use the "
                    '"sysctls" field instead'
                )
            ],
        ),
        (
            {"metadata.annotations": {SECCOMP: "runtime/default"}},
            "1.27",
            [(f'metadata.annotations[{SECCOMP}]: non-functional in v1.27+; use the "seccompProfile" field instead')],
        ),
        (
            {"metadata.annotations": {SECCOMP: "runtime/default"}},
            "1.26",
            [
                (
                    f"metadata.annotations[{SECCOMP}]: deprecated since v1.19, non-functional in v1.27; use the "
                    '"seccompProfile" field instead'
                )
            ],
        ),
        (
            {
                "metadata.annotations": {SECCOMP: "runtime/default"},
                "spec.securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
            },
            "1.27",
            [],
        ),
        (
            {"metadata.annotations": {"container.seccomp.security.alpha.kubernetes.io/agent": "unconfined"}},
            "1.36",
            [
                (
                    "metadata.annotations[container.seccomp.security.alpha.kubernetes.io/agent]: non-functional in "
                    'v1.27+; use the "seccompProfile" field instead'
                )
            ],
        ),
    ],
)
def test_annotations_have_become_fields(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/agent": "runtime/default"}},
            "1.36",
            [
                (
                    f'metadata.annotations[{APPARMOR}agent]: deprecated since v1.30; use the "appArmorProfile" field '
                    "instead"
                )
            ],
        ),
        (
            {"metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/agent": "runtime/default"}},
            "1.29",
            [],
        ),
        (
            {
                "metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/agent": "runtime/default"},
                "spec.containers.0.securityContext": {"appArmorProfile": {"type": "RuntimeDefault"}},
            },
            "1.36",
            [],
        ),
        (
            {
                "metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/agent": "localhost/a"},
                "spec.securityContext": {"appArmorProfile": {"type": "Localhost", "localhostProfile": "a"}},
            },
            "1.36",
            [],
        ),
    ],
)
def test_apparmor_annotations_beside_a_field_that_agrees_are_fine(changes, version, told):
    assert pod_warnings(changes, version) == told
