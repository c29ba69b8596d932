"""Volumes: names, and exactly one source each."""

from __future__ import annotations

import pytest

from tests.validation.objects import daemonset_errors, pod_errors, volume_errors

LONG = "x" * 252


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        (
            {"emptyDir": {}, "hostPath": {"path": "/a"}},
            ["hostPath: Forbidden: may not specify more than 1 volume type"],
        ),
        (
            {"secret": {"secretName": "a"}, "cephfs": {"monitors": ["a"]}, "downwardAPI": {}},
            [
                "cephFS: Forbidden: may not specify more than 1 volume type",
                "downwarAPI: Forbidden: may not specify more than 1 volume type",
            ],
        ),
        ({"emptyDir": {}}, []),
    ],
)
def test_a_volume_has_one_source(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.volumes": [{"name": "a", "emptyDir": {}}, {"name": "a", "emptyDir": {}}]},
            ['spec.volumes[1].name: Duplicate value: "a"'],
        ),
        (
            {"spec.volumes": [{"name": "a"}, {"name": "a", "emptyDir": {}}]},
            ['spec.volumes[1].name: Duplicate value: "a"'],
        ),
        ({"spec.volumes": [{"name": "a", "secret": {}}, {"name": "a", "emptyDir": {}}]}, []),
    ],
)
def test_sound_volumes_take_their_names(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"image": {}}, "1.36", ["image.reference: Required value"]),
        ({"image": {}}, "1.30", []),
        ({"image": {"reference": "x"}}, "1.36", []),
    ],
)
def test_images_of_pods_are_named(changes, version, told):
    assert volume_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spec.template.spec.volumes": [{"name": "a", "image": {}}]}, []),
    ],
)
def test_images_of_templates_may_be_named_later(changes, told):
    assert daemonset_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "metadata.name": LONG,
                "spec.volumes": [
                    {
                        "name": "data",
                        "ephemeral": {
                            "volumeClaimTemplate": {
                                "spec": {
                                    "accessModes": ["ReadWriteOnce"],
                                    "resources": {"requests": {"storage": "1Gi"}},
                                }
                            }
                        },
                    }
                ],
            },
            [
                (
                    f'spec.volumes[0].name: Invalid value: "data": PVC name "{LONG}-data": must be no more than 253 '
                    "characters"
                )
            ],
        ),
        (
            {
                "spec.volumes": [
                    {
                        "name": "data",
                        "ephemeral": {
                            "volumeClaimTemplate": {
                                "spec": {
                                    "accessModes": ["ReadWriteOnce"],
                                    "resources": {"requests": {"storage": "1Gi"}},
                                }
                            }
                        },
                    },
                    {"name": "b", "persistentVolumeClaim": {"claimName": "agent-data"}},
                ]
            },
            [
                (
                    'spec.volumes[1].persistentVolumeClaim.claimName: Invalid value: "agent-data": must not reference '
                    "a PVC that gets created for an ephemeral volume"
                )
            ],
        ),
    ],
)
def test_claims_of_ephemeral_volumes_are_called_after_pod_and_volume(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.volumes": [{"name": "data", "projected": {"sources": [{"serviceAccountToken": {"path": "t"}}]}}]},
            [
                (
                    "spec.volumes[0].projected.sources[0].serviceAccountToken: Forbidden: must not be specified when "
                    "serviceAccountName is not set"
                )
            ],
        ),
        (
            {
                "spec.serviceAccountName": "a",
                "spec.volumes": [{"name": "data", "projected": {"sources": [{"serviceAccountToken": {"path": "t"}}]}}],
            },
            [],
        ),
    ],
)
def test_tokens_need_an_account(changes, told):
    assert pod_errors(changes) == told
