"""Warnings of ports across containers."""

from __future__ import annotations

import pytest

from dslint.limits import PORTS_COMPARED
from tests.validation.objects import pod_warnings

AGENT = "spec.containers[0].ports"


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.containers.0.ports": [{"containerPort": 1}, {"containerPort": 1}]},
            "1.36",
            [f"{AGENT}[1]: duplicate port definition with {AGENT}[0]"],
        ),
        ({"spec.containers.0.ports": [{"containerPort": 1}, {"containerPort": 1}]}, "1.27", []),
        ({"spec.containers.0.ports": [{"containerPort": 1}, {"containerPort": 1, "protocol": "UDP"}]}, "1.36", []),
        (
            {"spec.containers.0.ports": [{"containerPort": 1, "hostPort": 2}, {"containerPort": 1}]},
            "1.36",
            [f"{AGENT}[1]: overlapping port definition with {AGENT}[0]"],
        ),
        (
            {
                "spec.containers.0.ports": [
                    {"containerPort": 1, "hostPort": 2, "hostIP": "10.0.0.1"},
                    {"containerPort": 1, "hostPort": 2},
                ]
            },
            "1.36",
            [f"{AGENT}[1]: dangerously ambiguous port definition with {AGENT}[0]"],
        ),
        (
            {"spec.containers.0.ports": [{"containerPort": 1, "hostPort": 2}, {"containerPort": 1, "hostPort": 3}]},
            "1.36",
            [],
        ),
    ],
)
def test_a_port_is_listed_once(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.containers.0.ports": [{"hostIP": "10.0.0.1"}]},
            [
                (
                    f"{AGENT}[0]: hostIP set without hostPort: {{Name: HostPort:0 ContainerPort:0 Protocol:TCP "
                    "HostIP:10.0.0.1}"
                )
            ],
        ),
        (
            {"spec.containers.0.ports": [{"name": "a", "containerPort": 1, "hostIP": "10.0.0.1"}]},
            [
                (
                    f"{AGENT}[0]: hostIP set without hostPort: {{Name:a HostPort:0 ContainerPort:1 Protocol:TCP "
                    f"HostIP:10.0.0.1}}"
                )
            ],
        ),
    ],
)
def test_an_address_alone_opens_nothing(changes, told):
    assert pod_warnings(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.containers.0.ports": [{"name": "a", "containerPort": 1}],
                "spec.containers.1": {"name": "b", "image": "x", "ports": [{"name": "a", "containerPort": 2}]},
            },
            "1.36",
            [
                (
                    f'spec.containers[1].ports[0]: duplicate port name "a" with {AGENT}[0], services and probes that '
                    f"select ports by name will use {AGENT}[0]"
                )
            ],
        ),
        (
            {
                "spec.containers.0.ports": [{"name": "a", "containerPort": 1}],
                "spec.containers.1": {"name": "b", "image": "x", "ports": [{"name": "a", "containerPort": 2}]},
            },
            "1.30",
            [],
        ),
        (
            {
                "spec.containers.0.ports": [{"name": "a", "containerPort": 1}],
                "spec.initContainers": [{"name": "b", "image": "x", "ports": [{"name": "a", "containerPort": 2}]}],
            },
            "1.33",
            [
                (
                    f'{AGENT}[0]: duplicate port name "a" with spec.initContainers[0].ports[0], services and probes '
                    "that select ports by name will use spec.initContainers[0].ports[0]"
                )
            ],
        ),
        (
            {
                "spec.containers.0.ports": [{"name": "a", "containerPort": 1}],
                "spec.initContainers": [
                    {"name": "b", "image": "x", "restartPolicy": "Always", "ports": [{"name": "a", "containerPort": 2}]}
                ],
            },
            "1.36",
            [
                (
                    f'{AGENT}[0]: duplicate port name "a" with spec.initContainers[0].ports[0], services and probes '
                    "that select ports by name will use spec.initContainers[0].ports[0]"
                )
            ],
        ),
    ],
)
def test_names_of_ports_are_unique_among_all_containers(changes, version, told):
    assert pod_warnings(changes, version) == told


def test_of_many_equal_ports_each_is_compared_with_some():
    told = pod_warnings({"spec.containers.0.ports": [{"containerPort": 1}] * (PORTS_COMPARED + 10)}, "1.36")
    assert len(told) == sum(range(PORTS_COMPARED)) + 10 * PORTS_COMPARED
