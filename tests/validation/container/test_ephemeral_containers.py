"""Ephemeral containers, which neither templates nor new Pods may have."""

from __future__ import annotations

import pytest

from dslint.kubernetes.field_path import Field
from dslint.validation.container.ephemeral_containers import REFUSED, ephemeral_container_errors, placement_errors
from dslint.validation.pod.pod_under_validation import pod_under_validation
from tests.validation.objects import POD, changed, daemonset_errors, pod_errors, release_of, told


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


def of_container(container, names=("agent",)):
    place = Field.top(release_of("1.36")).item("ephemeralContainers", 0)
    return told(ephemeral_container_errors(container, place, dict.fromkeys(names, place)))


@pytest.mark.parametrize(("target", "found"), [("agent", True), ("", True), ("other", False)])
def test_a_target_is_a_container_before_it(target, found):
    assert of_container({"name": "e", "targetContainerName": target}) == (
        [] if found else ['ephemeralContainers[0].targetContainerName: Not found: "other"']
    )


@pytest.mark.parametrize("name", REFUSED)
def test_fields_that_outlast_it_are_forbidden_once_they_are_set(name):
    assert of_container({"name": "e", name: {"set": True}}) == [
        f"ephemeralContainers[0].{name}: Forbidden: cannot be set for an Ephemeral Container"
    ]
    assert of_container({"name": "e", name: {}}) == []


def test_mounts_have_no_sub_path():
    mounts = [{"name": "a", "mountPath": "/a"}, {"name": "b", "mountPath": "/b", "subPath": "x", "subPathExpr": "y"}]
    assert of_container({"name": "e", "volumeMounts": mounts}) == [
        "ephemeralContainers[0].volumeMounts[1].subPath: Forbidden: cannot be set for an Ephemeral Container",
        "ephemeralContainers[0].volumeMounts[1].subPathExpr: Forbidden: cannot be set for an Ephemeral Container",
    ]


def test_an_update_may_add_them_where_a_new_pod_may_not():
    value = changed(POD, {"spec.ephemeralContainers": [{"name": "e", "image": "x"}]})
    release = release_of("1.36")
    assert list(placement_errors(pod_under_validation(value, release, POD))) == []
    assert len(list(placement_errors(pod_under_validation(value, release, None)))) == 1
