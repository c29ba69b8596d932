"""Containers in kubectl's words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kubectl.describe.templates import container_lines, shown


def test_a_bare_container() -> None:
    assert container_lines() == [
        "    Image:\ti",
        "    Port:\t<none>",
        "    Host Port:\t<none>",
        "    Environment:\t<none>",
        "    Mounts:\t<none>",
    ]


@pytest.mark.parametrize(
    ("ports", "lines"),
    [
        ([{"containerPort": 80, "protocol": "TCP"}], ["    Port:\t80/TCP", "    Host Port:\t0/TCP"]),
        (
            [{"containerPort": 80, "protocol": "TCP"}, {"containerPort": 53, "hostPort": 53, "protocol": "UDP"}],
            ["    Ports:\t80/TCP, 53/UDP", "    Host Ports:\t0/TCP, 53/UDP"],
        ),
    ],
)
def test_ports(ports, lines) -> None:
    assert container_lines(ports=ports)[1:3] == lines


def test_command_arguments_and_resources() -> None:
    lines = container_lines(
        command=["/agent", "a\nb"],
        args=["--v=2"],
        resources={"requests": {"memory": "1Gi", "cpu": "100m"}, "limits": {"cpu": "1"}},
    )
    assert lines[3:-2] == [
        "    Command:",
        "      /agent",
        "      a",
        "      b",
        "    Args:",
        "      --v=2",
        "    Limits:",
        "      cpu:\t1",
        "    Requests:",
        "      cpu:\t100m",
        "      memory:\t1Gi",
    ]


def test_a_seccomp_profile_of_its_own() -> None:
    profile = {"type": "Localhost", "localhostProfile": "p.json"}
    lines = container_lines(securityContext={"seccompProfile": profile})
    assert lines[3:5] == ["    SeccompProfile:\tLocalhost", "      LocalhostProfile:\tp.json"]


def test_mounts_are_sorted_by_path_with_their_flags() -> None:
    mounts = [
        {"name": "b", "mountPath": "/b", "readOnly": True, "subPath": "x"},
        {"name": "a", "mountPath": "/a"},
    ]
    lines = container_lines(volumeMounts=mounts, volumeDevices=[{"name": "d", "devicePath": "/dev/x"}])
    assert lines[-5:] == [
        "    Mounts:",
        "      /a from a (rw)",
        '      /b from b (ro,path="x")',
        "    Devices:",
        "      /dev/x from d",
    ]


def test_probes_stand_in_kubectls_order() -> None:
    one = {"tcpSocket": {"port": 1}}
    lines = container_lines(startupProbe=one, readinessProbe=one, livenessProbe=one)
    assert [line.split(":")[0].strip() for line in lines[3:6]] == ["Liveness", "Readiness", "Startup"]


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"env": [{"value": "1"}]}, "    Environment:\n      :\t1\n    Mounts:\t<none>\n"),
        ({"env": [{"valueFrom": {"fieldRef": {}}}]}, "    Environment:\n      :\t (:)\n    Mounts:\t<none>\n"),
        ({"env": [{"name": "A", "valueFrom": None}]}, "    Environment:\n      A:\t\n    Mounts:\t<none>\n"),
        (
            {"volumeMounts": [{}, {"mountPath": "/b"}, {"name": "v"}]},
            "    Mounts:\n       from  (rw)\n       from v (rw)\n      /b from  (rw)\n",
        ),
        ({"volumeDevices": [{}]}, "    Mounts:\t<none>\n    Devices:\t<none>\n       from \n"),
        ({"name": None, "livenessProbe": None}, "   :\n    Image:\t\n    Port:\t<none>\n"),
    ],
)
def test_what_is_missing_or_null_is_empty(fields: dict[str, Any], lines: str) -> None:
    assert lines in shown(containers=[fields])
