"""What happens to a container when its resources change."""

from __future__ import annotations

import pytest

from tests.validation.objects import POD, changed, container_errors, pod_errors


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
            [],
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
            "1.32 InPlacePodVerticalScaling",
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
def test_init_containers_have_none_in_old_releases(changes, version, told):
    assert pod_errors(changes, version) == told


def with_init_container(restart_to_resize, **fields):
    policies = [{"resourceName": "cpu", "restartPolicy": restart_to_resize}]
    return {"spec.initContainers": [{"name": "s", "image": "x", "resizePolicy": policies, **fields}]}


RESTART_REFUSED = (
    'spec.initContainers[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to '
    "'RestartContainer' for non-sidecar initContainers"
)


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (with_init_container("RestartContainer"), "1.36", [RESTART_REFUSED]),
        (with_init_container("RestartContainer"), "1.33", []),
        (with_init_container("NotRequired"), "1.33", []),
        (with_init_container("RestartContainer", restartPolicy="Always"), "1.36", []),
    ],
)
def test_an_init_container_that_ends_is_not_restarted_to_be_resized(changes, version, told):
    assert pod_errors(changes, version) == told


def test_a_stored_policy_of_an_init_container_stays_allowed():
    changes = with_init_container("RestartContainer")
    assert pod_errors(changes, "1.36", changed(POD, changes)) == []


@pytest.mark.parametrize(
    ("resources", "told"),
    [
        (["cpu", "cpu"], "resizePolicy[1]: Duplicate value: cpu"),
        (["gpu"], 'resizePolicy: Unsupported value: gpu: supported values: "cpu", "memory"'),
    ],
)
def test_names_of_resources_are_bare_in_old_releases(resources, told):
    policies = [{"resourceName": name, "restartPolicy": "NotRequired"} for name in resources]
    assert container_errors({"resizePolicy": policies}, "1.33") == [told]
