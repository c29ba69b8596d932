"""Requests and limits of containers."""

from __future__ import annotations

import pytest

import dslint
from tests.validation.objects import container_errors, pod_errors
from tests.validation.words import DNS_LABEL, NAME_PART, SUBDOMAIN


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"resources": {"limits": {"cpu": "-1"}}},
            [
                'resources.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
                'resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
            ],
        ),
        (
            {"resources": {"requests": {"memory": "-1Gi"}}},
            ['resources.requests[memory]: Invalid value: "-1Gi": must be greater than or equal to 0'],
        ),
        ({"resources": {"requests": {"memory": "0"}}}, []),
    ],
)
def test_amounts_are_not_negative(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "2"}}},
            "1.36",
            ['resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
        ),
        (
            {"resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "2"}}},
            "1.26",
            ['resources.requests: Invalid value: "2": must be less than or equal to cpu limit'],
        ),
        ({"resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "1000m"}}}, "1.36", []),
        (
            {"resources": {"limits": {"ephemeral-storage": "1"}, "requests": {"ephemeral-storage": "2"}}},
            "1.36",
            [('resources.requests: Invalid value: "2": must be less than or equal to ephemeral-storage limit of 1')],
        ),
    ],
)
def test_requests_stay_below_limits(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize("limit", ["2gb", "2GB", "two"])
def test_a_limit_that_cannot_be_read_is_not_taken_for_0(limit):
    resources = {"limits": {"memory": limit}, "requests": {"memory": "1Gi"}}
    container = {"name": "agent", "image": "registry.example/agent:1.0", "resources": resources}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent"}, "spec": {"containers": [container]}}
    assert [problem.code for problem in dslint.lint(pod).findings if problem.severity.value == "error"] == ["DS105"]


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"resources": {"limits": {"x.io/gpu": "1"}}}, "1.36", []),
        (
            {"resources": {"requests": {"x.io/gpu": "1"}}},
            "1.36",
            ["resources.limits: Required value: Limit must be set for non overcommitable resources"],
        ),
        (
            {"resources": {"limits": {"x.io/gpu": "1"}, "requests": {"x.io/gpu": "2"}}},
            "1.36",
            ['resources.requests: Invalid value: "2": must be equal to x.io/gpu limit of 1'],
        ),
        (
            {"resources": {"limits": {"x.io/gpu": "1"}, "requests": {"x.io/gpu": "2"}}},
            "1.26",
            ['resources.requests: Invalid value: "2": must be equal to x.io/gpu limit'],
        ),
        (
            {"resources": {"limits": {"x.io/gpu": "1.5"}}},
            "1.36",
            [
                'resources.limits[x.io/gpu]: Invalid value: "1500m": must be an integer',
                'resources.requests[x.io/gpu]: Invalid value: "1500m": must be an integer',
            ],
        ),
        (
            {"resources": {"limits": {"x.io/gpu": "1.5"}}},
            "1.33",
            [
                (
                    "resources.limits[x.io/gpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:15, "
                    'scale:-1}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"", Format:"DecimalSI"}: must be an '
                    "integer"
                ),
                (
                    "resources.requests[x.io/gpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:15, "
                    'scale:-1}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"", Format:"DecimalSI"}: must be an '
                    "integer"
                ),
            ],
        ),
        ({"resources": {"limits": {"x.io/gpu": "2k"}, "requests": {"x.io/gpu": "2000"}}}, "1.36", []),
    ],
)
def test_extended_resources_are_whole_and_not_overcommitted(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"resources": {"limits": {"hugepages-2Mi": "2Mi"}}},
            ["resources: Forbidden: HugePages require cpu or memory"],
        ),
        (
            {"resources": {"limits": {"hugepages-2Mi": "3Mi", "cpu": "1"}}},
            [
                (
                    'resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of '
                    "hugepages-2Mi"
                ),
                (
                    'resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of '
                    "hugepages-2Mi"
                ),
            ],
        ),
        ({"resources": {"limits": {"hugepages-2Mi": "4Mi", "cpu": "1"}}}, []),
        (
            {"resources": {"requests": {"hugepages-2Mi": "2Mi"}}},
            [
                "resources.limits: Required value: Limit must be set for non overcommitable resources",
                "resources: Forbidden: HugePages require cpu or memory",
            ],
        ),
        (
            {"resources": {"limits": {"hugepages-": "1", "cpu": "1"}}},
            [
                f'resources.limits[hugepages-]: Invalid value: "hugepages-": {NAME_PART}',
                ('resources.limits[hugepages-]: Invalid value: "1": 1 is not positive integer multiple of hugepages-'),
                f'resources.requests[hugepages-]: Invalid value: "hugepages-": {NAME_PART}',
                (
                    'resources.requests[hugepages-]: Invalid value: "1": 1 is not positive integer multiple of '
                    "hugepages-"
                ),
            ],
        ),
    ],
)
def test_huge_pages_are_whole_pages_beside_cpu_or_memory(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"resources": {"requests": {"gpu": "1"}}},
            "1.36",
            [
                ('resources.requests[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified'),
                'resources.requests[gpu]: Invalid value: "gpu": must be a standard resource for containers',
            ],
        ),
        (
            {"resources": {"requests": {"pods": "1"}}},
            "1.36",
            ['resources.requests[pods]: Invalid value: "pods": must be a standard resource for containers'],
        ),
        (
            {"resources": {"requests": {"storage": "1"}}},
            "1.36",
            [('resources.requests[storage]: Invalid value: "storage": must be a standard resource for containers')],
        ),
        (
            {"resources": {"requests": {"a b": "1"}}},
            "1.36",
            [
                f'resources.requests[a b]: Invalid value: "a b": {NAME_PART}',
                'resources.requests[a b]: Invalid value: "a b": must be a standard resource for containers',
            ],
        ),
        (
            {"resources": {"requests": {"": "1"}}},
            "1.36",
            [
                'resources.requests[]: Invalid value: "": name part must be non-empty',
                f'resources.requests[]: Invalid value: "": {NAME_PART}',
                'resources.requests[]: Invalid value: "": must be a standard resource for containers',
            ],
        ),
        (
            {"resources": {"requests": {"requests.cpu": "1"}}},
            "1.36",
            [
                (
                    'resources.requests[requests.cpu]: Invalid value: "requests.cpu": must be a standard resource for '
                    "containers"
                )
            ],
        ),
        (
            {"resources": {"limits": {"Foo.com/bar": "1"}}},
            "1.36",
            [
                f'resources.limits[Foo.com/bar]: Invalid value: "Foo.com/bar": prefix part {SUBDOMAIN}',
                (
                    'resources.limits[Foo.com/bar]: Invalid value: "Foo.com/bar": doesn\'t follow extended resource '
                    "name standard"
                ),
                f'resources.requests[Foo.com/bar]: Invalid value: "Foo.com/bar": prefix part {SUBDOMAIN}',
                (
                    'resources.requests[Foo.com/bar]: Invalid value: "Foo.com/bar": doesn\'t follow extended '
                    "resource name standard"
                ),
            ],
        ),
        ({"resources": {"limits": {"kubernetes.io/foo": "1"}}}, "1.36", []),
        (
            {"resources": {"limits": {"attachable-volumes-x": "1"}}},
            "1.36",
            [
                (
                    'resources.limits[attachable-volumes-x]: Invalid value: "attachable-volumes-x": must be a '
                    "standard resource type or fully qualified"
                ),
                (
                    'resources.limits[attachable-volumes-x]: Invalid value: "attachable-volumes-x": must be a '
                    "standard resource for containers"
                ),
                (
                    'resources.requests[attachable-volumes-x]: Invalid value: "attachable-volumes-x": must be a '
                    "standard resource type or fully qualified"
                ),
                (
                    'resources.requests[attachable-volumes-x]: Invalid value: "attachable-volumes-x": must be a '
                    "standard resource for containers"
                ),
            ],
        ),
        (
            {"resources": {"limits": {"gpu": "1"}}},
            "1.30",
            [
                "resources.limits[gpu]: Invalid value: gpu: must be a standard resource type or fully qualified",
                "resources.limits[gpu]: Invalid value: gpu: must be a standard resource for containers",
                "resources.requests[gpu]: Invalid value: gpu: must be a standard resource type or fully qualified",
                "resources.requests[gpu]: Invalid value: gpu: must be a standard resource for containers",
            ],
        ),
        (
            {"resources": {"limits": {"gpu": "1"}}},
            "1.27",
            [
                'resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
                'resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers',
                ('resources.requests[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified'),
                'resources.requests[gpu]: Invalid value: "gpu": must be a standard resource for containers',
            ],
        ),
    ],
)
def test_names_are_standard_or_qualified(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.containers.0.resources": {"claims": [{"name": "x"}]}},
            "1.36",
            [
                (
                    'spec.containers[0].resources.claims[0]: Not found: "x": must be one of the names in '
                    "pod.spec.resourceClaims which is empty"
                )
            ],
        ),
        ({"spec.containers.0.resources": {"claims": [{"name": "x"}]}}, "1.33", []),
        (
            {
                "spec.resourceClaims": [{"name": "x", "resourceClaimName": "y"}],
                "spec.containers.0.resources": {"claims": [{"name": "x"}]},
            },
            "1.36",
            [],
        ),
        (
            {
                "spec.resourceClaims": [{"name": "x", "resourceClaimName": "y"}],
                "spec.containers.0.resources": {"claims": [{"name": "x"}, {"name": "x"}]},
            },
            "1.36",
            ['spec.containers[0].resources.claims[1]: Duplicate value: "x"'],
        ),
        (
            {
                "spec.resourceClaims": [{"name": "x", "resourceClaimName": "y"}],
                "spec.containers.0.resources": {"claims": [{"name": "x", "request": "b/c"}]},
            },
            "1.36",
            [f'spec.containers[0].resources.claims[0].request: Invalid value: "b/c": {DNS_LABEL}'],
        ),
        (
            {
                "spec.resourceClaims": [{"name": "x", "resourceClaimName": "y"}],
                "spec.containers.0.resources": {"claims": [{"name": "x"}, {"name": "x", "request": "b/c"}]},
            },
            "1.36",
            ['spec.containers[0].resources.claims[1]: Duplicate value: "x"'],
        ),
        (
            {
                "spec.resourceClaims": [{"name": "x", "resourceClaimName": "y"}],
                "spec.containers.0.resources": {
                    "claims": [{"name": "x", "request": "a"}, {"name": "x"}, {"name": "z"}, {"name": ""}]
                },
            },
            "1.36",
            [
                'spec.containers[0].resources.claims[1]: Duplicate value: "x"',
                (
                    'spec.containers[0].resources.claims[2]: Not found: "z": must be one of the names in '
                    "pod.spec.resourceClaims: x"
                ),
                "spec.containers[0].resources.claims[3]: Required value",
            ],
        ),
    ],
)
def test_claims_are_those_of_the_pod(changes, version, told):
    assert pod_errors(changes, version) == told
