"""Names of containers, and what each kind of them may carry."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors, daemonset_errors, pod_errors


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.containers.1": {"name": "agent", "image": "x"}},
            "1.36",
            ['spec.containers[1].name: Duplicate value: "agent"'],
        ),
        (
            {"spec.initContainers": [{"name": "agent", "image": "x"}]},
            "1.36",
            ['spec.initContainers[0].name: Duplicate value: "agent"'],
        ),
        ({"spec.initContainers": [{"image": "x"}, {"image": "y"}]}, "1.36", []),
        (
            {"spec.initContainers": [{"image": "x"}, {"image": "y"}]},
            "1.25",
            ['spec.initContainers[1].name: Duplicate value: ""'],
        ),
        (
            {"spec.containers.0.name": "", "spec.containers.1": {"image": "x"}},
            "1.36",
            ['spec.containers[1].name: Duplicate value: ""'],
        ),
    ],
)
def test_names_are_unique_in_the_pod(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"image": " x"}, ['image: Invalid value: " x": must not have leading or trailing whitespace']),
        ({"image": "x "}, ['image: Invalid value: "x ": must not have leading or trailing whitespace']),
        ({"image": "a b"}, []),
    ],
)
def test_images_of_pods_have_no_space_around_them(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spec.template.spec.containers.0.image": " x"}, []),
    ],
)
def test_images_of_templates_are_not_looked_at(changes, told):
    assert daemonset_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.ephemeralContainers": [{"name": "e", "image": "x"}]},
            ["spec.ephemeralContainers: Forbidden: cannot be set on create"],
        ),
        (
            {
                "spec.ephemeralContainers": [
                    {
                        "name": "agent",
                        "image": "x",
                        "targetContainerName": "none",
                        "ports": [{"containerPort": 1}],
                        "resources": {"limits": {"cpu": "1"}},
                        "livenessProbe": {"exec": {"command": ["a"]}},
                    }
                ]
            },
            [
                'spec.ephemeralContainers[0].targetContainerName: Not found: "none"',
                "spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container",
                "spec.ephemeralContainers[0].resources: Forbidden: cannot be set for an Ephemeral Container",
                "spec.ephemeralContainers[0].livenessProbe: Forbidden: cannot be set for an Ephemeral Container",
                'spec.ephemeralContainers[0].name: Duplicate value: "agent"',
                "spec.ephemeralContainers: Forbidden: cannot be set on create",
            ],
        ),
    ],
)
def test_ephemeral_containers_come_later(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.template.spec.ephemeralContainers": [{"name": "e", "image": "x"}]},
            [("spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template")],
        ),
    ],
)
def test_templates_have_no_ephemeral_containers(changes, told):
    assert daemonset_errors(changes) == told
