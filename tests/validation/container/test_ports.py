"""Ports of containers: names, host ports, and host networking."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors, daemonset_errors, pod_errors

HOST_NETWORK = {"spec.hostNetwork": True}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"ports": [{"name": "a", "containerPort": 1}, {"name": "a", "containerPort": 2}]},
            ['ports[1].name: Duplicate value: "a"'],
        ),
        ({"ports": [{"name": "a--b", "containerPort": 1}, {"name": "a--b", "containerPort": 2}]}, []),
        ({"ports": [{"containerPort": 1}, {"containerPort": 2}]}, []),
    ],
)
def test_names_are_unique_in_a_container(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.containers.0.ports": [{"containerPort": 1, "hostPort": 1}, {"containerPort": 2, "hostPort": 1}]},
            ['spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//1"'],
        ),
        (
            {
                "spec.containers.0.ports": [
                    {"containerPort": 1, "hostPort": 1},
                    {"containerPort": 2, "hostPort": 1, "protocol": "UDP"},
                ]
            },
            [],
        ),
        (
            {
                "spec.containers.0.ports": [
                    {"containerPort": 1, "hostPort": 1},
                    {"containerPort": 2, "hostPort": 1, "hostIP": "0.0.0.0"},
                ]
            },
            [],
        ),
        (
            {
                "spec.containers.1": {
                    "name": "b",
                    "image": "x",
                    "ports": [{"containerPort": 2, "hostPort": 1, "hostIP": "10.0.0.1"}],
                },
                "spec.containers.0.ports": [{"containerPort": 1, "hostPort": 1, "hostIP": "10.0.0.1"}],
            },
            ['spec.containers[1].ports[0].hostPort: Duplicate value: "TCP/10.0.0.1/1"'],
        ),
        (
            {
                "spec.initContainers": [{"name": "b", "image": "x", "ports": [{"containerPort": 2, "hostPort": 1}]}],
                "spec.containers.0.ports": [{"containerPort": 1, "hostPort": 1}],
            },
            [],
        ),
    ],
)
def test_a_host_port_is_taken_once(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.containers.0.ports": [{"containerPort": 1, "hostPort": 2}]},
            "1.36",
            [
                (
                    "spec.containers[0].ports[0].hostPort: Invalid value: 2: must match `containerPort` when "
                    "`hostNetwork` is true"
                )
            ],
        ),
        (
            {"spec.containers.0.ports": [{"containerPort": 1, "hostPort": 2}]},
            "1.27",
            [
                (
                    "spec.containers[0].ports[0].containerPort: Invalid value: 1: must match `hostPort` when "
                    "`hostNetwork` is true"
                )
            ],
        ),
        ({"spec.containers.0.ports": [{"containerPort": 1}]}, "1.36", []),
    ],
)
def test_ports_on_the_network_of_the_node_are_its_ports(changes, version, told):
    assert pod_errors({**HOST_NETWORK, **changes}, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.template.spec.hostNetwork": True,
                "spec.template.spec.containers.0.ports": [{"containerPort": 1, "hostPort": 2}],
            },
            "1.36",
            [
                (
                    "spec.template.spec.containers[0].ports[0].hostPort: Invalid value: 2: must match `containerPort` "
                    "when `hostNetwork` is true"
                )
            ],
        ),
        (
            {
                "spec.template.spec.hostNetwork": True,
                "spec.template.spec.containers.0.ports": [{"containerPort": 1, "hostPort": 2}],
            },
            "1.27",
            [
                (
                    "spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 1: must match `hostPort` "
                    "when `hostNetwork` is true"
                )
            ],
        ),
        (
            {"spec.template.spec.hostNetwork": True, "spec.template.spec.containers.0.ports": [{"containerPort": 80}]},
            "1.36",
            [],
        ),
        (
            {"spec.template.spec.hostNetwork": True, "spec.template.spec.containers.0.ports": [{"containerPort": 80}]},
            "1.27",
            [],
        ),
    ],
)
def test_templates_may_leave_host_ports_out(changes, version, told):
    assert daemonset_errors(changes, version) == told
