"""Resources of a pod as a whole."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors

CONTAINER = {
    "spec.containers.0.resources": {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "128Mi"}}
}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spec.resources": {"limits": {"cpu": "1"}}}, []),
        (
            {"spec.resources": {"limits": {"ephemeral-storage": "1Gi"}}},
            [
                (
                    'spec.resources.limits[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported '
                    'values: "cpu", "hugepages-", "memory"'
                )
            ],
        ),
        (
            {"spec.resources": {"claims": [{"name": "x"}]}},
            ["spec.resources.claims: Forbidden: claims may not be set for Resources at pod-level"],
        ),
        (
            {"spec.resources": {"limits": {"cpu": "-1"}}},
            [
                'spec.resources.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
                'spec.resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
            ],
        ),
    ],
)
def test_only_some_resources_belong_to_the_pod(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.resources": {"requests": {"cpu": "50m"}}},
            [
                (
                    'spec.resources.requests[cpu]: Invalid value: "50m": must be greater than or equal to aggregate '
                    "container requests of 100m"
                )
            ],
        ),
        ({"spec.resources": {"requests": {"cpu": "1"}}}, []),
        (
            {"spec.resources": {"limits": {"memory": "100Mi"}}},
            [
                (
                    'spec.resources.containers[0][memory].limits: Invalid value: "128Mi": must be less than or equal '
                    "to pod limits of 100Mi"
                )
            ],
        ),
        (
            {"spec.resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "2"}}},
            ['spec.resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
        ),
    ],
)
def test_the_pod_is_no_smaller_than_its_containers(changes, told):
    assert pod_errors({**CONTAINER, **changes}) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.resources": {"claims": [{"name": "x"}]}}, "1.33", []),
    ],
)
def test_without_the_feature_nobody_looks(changes, version, told):
    assert pod_errors(changes, version) == told
