"""Which paths of the node hold secrets or belong to the system, and what does not exist on Windows."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.policy.policies import built_in
from tests.policy.test_evaluation import codes, daemonset, mounting


@pytest.mark.parametrize(
    "path",
    [
        "/run/agent",
        "/run/agent/sockets",
        "/var/run/agent",
        "/var/run/udev/data",
        "/etc/os-release",
        "/etc/redhat-release",
        "/etc/lsb-release",
        "/etc/debian_version",
        "/etc/passwd",
        "/etc/group",
        "/dev/null",
        "/dev/log",
        "/proc/version",
        "/sys/bus/pci",
    ],
)
def test_what_holds_no_secret_may_be_read(path: str) -> None:
    assert codes(daemonset("none", **mounting(path, read_only=True))) == []


@pytest.mark.parametrize(
    "path",
    ["/", "/run", "/var/run", "/etc", "/etc/shadow", "/etc/kubernetes", "/run/secrets", "/run/user", "/dev", "/proc"],
)
def test_what_holds_secrets_is_told(path: str) -> None:
    assert codes(daemonset("none", **mounting(path, read_only=True))) == ["DS604"]


@pytest.mark.parametrize("path", ["/run/agent", "/var/run/agent", "/dev/log", "/dev/null", "/dev/shm/agent"])
def test_what_is_the_agents_own_may_be_written(path: str) -> None:
    assert codes(daemonset("none", **mounting(path))) == []


@pytest.mark.parametrize(
    "path", ["/run", "/run/systemd", "/run/netns", "/run/udev", "/dev", "/dev/sda", "/etc", "/opt/cni/bin"]
)
def test_what_is_the_systems_may_not(path: str) -> None:
    assert codes(daemonset("none", **mounting(path))) == ["DS605"]


OF_LINUX = {"DS610", "DS611", "DS613", "DS619", "DS620"}


@pytest.mark.parametrize(
    ("spec", "linux"),
    [
        ({}, True),
        ({"nodeSelector": {"kubernetes.io/os": "linux"}}, True),
        ({"nodeSelector": {"kubernetes.io/os": "windows"}}, False),
        ({"os": {"name": "windows"}}, False),
    ],
)
def test_pods_for_windows_are_not_asked_for_what_linux_has(spec: dict[str, Any], linux: bool) -> None:
    found = set(codes(daemonset(**spec), built_in()._replace(strict=True)))
    assert found & OF_LINUX == (OF_LINUX if linux else set())
