"""What happens to a container when its resources change."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors, pod_errors


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"resizePolicy": [{"resourceName": "cpu", "restartPolicy": "NotRequired"}]}, []),
        (
            {
                "resizePolicy": [
                    {"resourceName": "cpu", "restartPolicy": "NotRequired"},
                    {"resourceName": "cpu", "restartPolicy": "NotRequired"},
                ]
            },
            ['resizePolicy[1]: Duplicate value: "cpu"'],
        ),
        (
            {"resizePolicy": [{"resourceName": "gpu", "restartPolicy": "NotRequired"}]},
            ['resizePolicy: Unsupported value: "gpu": supported values: "cpu", "memory"'],
        ),
        (
            {"resizePolicy": [{"resourceName": "cpu", "restartPolicy": "x"}]},
            ['resizePolicy: Unsupported value: "x": supported values: "NotRequired", "RestartContainer"'],
        ),
        ({"resizePolicy": [{}]}, ["resizePolicy: Required value", "resizePolicy: Required value"]),
    ],
)
def test_each_resource_has_one_policy(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.restartPolicy": "Never",
                "spec.containers.0.resizePolicy": [{"resourceName": "cpu", "restartPolicy": "RestartContainer"}],
            },
            [
                (
                    "spec.containers[0].resizePolicy: Invalid value: \"RestartContainer\": must be 'NotRequired' when "
                    "`restartPolicy` is 'Never'"
                )
            ],
        ),
    ],
)
def test_what_never_restarts_is_never_restarted_for_it(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.initContainers": [
                    {
                        "name": "s",
                        "image": "x",
                        "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "NotRequired"}],
                    }
                ]
            },
            "1.36",
            [
                (
                    'spec.initContainers[0].resizePolicy: Invalid value: [{"ResourceName":"cpu",'
                    '"RestartPolicy":"NotRequired"}]: must not be set for init containers'
                )
            ],
        ),
        (
            {
                "spec.initContainers": [
                    {
                        "name": "s",
                        "image": "x",
                        "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "NotRequired"}],
                    }
                ]
            },
            "1.33",
            [
                (
                    "spec.initContainers[0].resizePolicy: Invalid value: "
                    '[]core.ContainerResizePolicy{core.ContainerResizePolicy{ResourceName:"cpu", '
                    'RestartPolicy:"NotRequired"}}: must not be set for init containers'
                )
            ],
        ),
        (
            {
                "spec.initContainers": [
                    {
                        "name": "s",
                        "image": "x",
                        "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "NotRequired"}],
                    }
                ]
            },
            "1.27",
            [],
        ),
        (
            {
                "spec.initContainers": [
                    {
                        "name": "s",
                        "image": "x",
                        "restartPolicy": "Always",
                        "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "NotRequired"}],
                    }
                ]
            },
            "1.36",
            [],
        ),
    ],
)
def test_init_containers_have_none_unless_they_stay(changes, version, told):
    assert pod_errors(changes, version) == told
