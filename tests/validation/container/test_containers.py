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
