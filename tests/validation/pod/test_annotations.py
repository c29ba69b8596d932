"""Annotations that Kubernetes reads."""

from __future__ import annotations

import pytest

from tests.validation.objects import daemonset_errors, pod_errors
from tests.validation.words import LABEL_VALUE, NAME_PART

APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
SECCOMP = "seccomp.security.alpha.kubernetes.io/pod"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"metadata.annotations": {"kubernetes.io/config.mirror": "x"}},
            [
                (
                    'metadata.annotations[kubernetes.io/config.mirror]: Invalid value: "x": must set spec.nodeName if '
                    "mirror pod annotation is set"
                )
            ],
        ),
        ({"spec.nodeName": "n", "metadata.annotations": {"kubernetes.io/config.mirror": "x"}}, []),
    ],
)
def test_mirrors_of_static_pods_have_a_node(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "10"}}, "1.36", []),
        ({"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "-1"}}, "1.36", []),
        ({"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "0"}}, "1.36", []),
        ({"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "-2147483648"}}, "1.36", []),
        ({"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "2147483647"}}, "1.36", []),
        (
            {"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "+1"}},
            "1.36",
            [
                (
                    'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "+1": must be a '
                    "32bit integer"
                )
            ],
        ),
        (
            {"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "01"}},
            "1.36",
            [
                (
                    'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "01": must be a '
                    "32bit integer"
                )
            ],
        ),
        (
            {"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "x"}},
            "1.36",
            [
                (
                    'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "x": must be a '
                    "32bit integer"
                )
            ],
        ),
        (
            {"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "2147483648"}},
            "1.36",
            [
                (
                    'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "2147483648": '
                    "must be a 32bit integer"
                )
            ],
        ),
        (
            {"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "-2147483649"}},
            "1.36",
            [
                (
                    'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "-2147483649": '
                    "must be a 32bit integer"
                )
            ],
        ),
        (
            {"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "4294967296"}},
            "1.36",
            [
                (
                    'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "4294967296": '
                    "must be a 32bit integer"
                )
            ],
        ),
        ({"metadata.annotations": {"controller.kubernetes.io/pod-deletion-cost": "x"}}, "1.20", []),
    ],
)
def test_costs_are_numbers_written_plainly(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/agent": "x"}},
            [f'metadata.annotations[{APPARMOR}agent]: Invalid value: "x": invalid AppArmor profile name: "x"'],
        ),
        (
            {"metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/other": "runtime/default"}},
            [f'metadata.annotations[{APPARMOR}other]: Invalid value: "other": container not found'],
        ),
        ({"metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/agent": "localhost/a"}}, []),
        (
            {"metadata.annotations": {SECCOMP: "x"}},
            [f'metadata.annotations.{SECCOMP}: Invalid value: "x": must be a valid seccomp profile'],
        ),
        (
            {"metadata.annotations": {SECCOMP: "localhost//a"}},
            [f'metadata.annotations.{SECCOMP}: Invalid value: "/a": must be a relative path'],
        ),
        ({"metadata.annotations": {SECCOMP: "docker/default"}}, []),
    ],
)
def test_profiles_in_annotations_have_a_form(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "metadata.annotations": {SECCOMP: "unconfined"},
                "spec.securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
            },
            [("spec.securityContext.seccompProfile.type: Forbidden: seccomp type in annotation and field must match")],
        ),
        (
            {
                "metadata.annotations": {SECCOMP: "runtime/default"},
                "spec.securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
            },
            [],
        ),
        (
            {
                "metadata.annotations": {SECCOMP: "localhost/a"},
                "spec.securityContext": {"seccompProfile": {"type": "Localhost", "localhostProfile": "b"}},
            },
            [
                (
                    "spec.securityContext.seccompProfile.localhostProfile: Forbidden: seccomp profile in annotation "
                    "and field must match"
                )
            ],
        ),
        (
            {
                "metadata.annotations": {"container.apparmor.security.beta.kubernetes.io/agent": "unconfined"},
                "spec.containers.0.securityContext": {"appArmorProfile": {"type": "RuntimeDefault"}},
            },
            [
                (
                    "spec.containers[0].securityContext.appArmorProfile.type: Forbidden: apparmor type in annotation "
                    "and field must match"
                )
            ],
        ),
    ],
)
def test_annotation_and_field_say_the_same(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"metadata.annotations": {"scheduler.alpha.kubernetes.io/tolerations": "[]"}}, []),
        ({"metadata.annotations": {"scheduler.alpha.kubernetes.io/tolerations": '[{"operator": "Exists"}]'}}, []),
        (
            {"metadata.annotations": {"scheduler.alpha.kubernetes.io/tolerations": "[{}]"}},
            [
                (
                    'metadata.annotations.scheduler.alpha.kubernetes.io/tolerations[0].operator: Invalid value: "": '
                    'operator must be Exists when `key` is empty, which means "match all values and all keys"'
                )
            ],
        ),
        (
            {"metadata.annotations": {"scheduler.alpha.kubernetes.io/tolerations": "x"}},
            [
                (
                    'metadata.annotations: Invalid value: "scheduler.alpha.kubernetes.io/tolerations": invalid '
                    "character 'x' looking for beginning of value"
                )
            ],
        ),
        (
            {"metadata.annotations": {"scheduler.alpha.kubernetes.io/tolerations": "["}},
            [
                (
                    'metadata.annotations: Invalid value: "scheduler.alpha.kubernetes.io/tolerations": unexpected end '
                    "of JSON input"
                )
            ],
        ),
    ],
)
def test_tolerations_were_an_annotation_once(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.template.metadata.annotations": {
                    "container.apparmor.security.beta.kubernetes.io/agent": "x",
                    "A b": "c",
                },
                "spec.template.metadata.labels.x": "y z",
            },
            [
                f'spec.template.labels: Invalid value: "y z": {LABEL_VALUE}',
                f'spec.template.annotations: Invalid value: "A b": {NAME_PART}',
                (f'spec.template.annotations[{APPARMOR}agent]: Invalid value: "x": invalid AppArmor profile name: "x"'),
            ],
        ),
    ],
)
def test_templates_leave_out_metadata_in_names(changes, told):
    assert daemonset_errors(changes) == told
