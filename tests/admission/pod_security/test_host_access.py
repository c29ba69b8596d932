"""Baseline checks of what a pod reaches on its node."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.pod_security import host_access
from tests.admission.pod_security.pods import detail, pod, secured


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({}, None),
        ({"hostNetwork": False, "hostPID": None}, None),
        ({"hostIPC": True, "hostNetwork": True}, "hostNetwork=true, hostIPC=true"),
    ],
)
def test_host_namespaces_are_listed_in_the_plugins_order(spec: dict[str, Any], said: str | None) -> None:
    assert detail(host_access.host_namespaces(pod(spec))) == said


def test_volumes_of_the_host_are_named_once_each() -> None:
    volumes = [{"name": "a", "hostPath": {}}, {"name": "b", "emptyDir": {}}, {"name": "a", "hostPath": {"path": "/"}}]
    violation = host_access.host_path_volumes(pod({"volumes": volumes}))
    assert violation is not None
    assert (violation.detail, violation.paths) == (
        'volume "a"',
        (("spec", "volumes", 0, "hostPath"), ("spec", "volumes", 2, "hostPath")),
    )
    assert host_access.host_path_volumes(pod({"volumes": [{"name": "a", "hostPath": None}]})) is None


@pytest.mark.parametrize(
    ("ports", "said"),
    [
        ([[{"hostPort": 0}]], None),
        ([[{"containerPort": 80}]], None),
        ([[{"hostPort": 80}]], 'container "a" uses hostPort 80'),
        ([[{"hostPort": 90}, {"hostPort": 100}]], 'container "a" uses hostPorts 100, 90'),
        ([[{"hostPort": 80}], [{"hostPort": 80}]], 'containers "a", "b" use hostPort 80'),
    ],
)
def test_host_ports_are_sorted_as_texts(ports: list[Any], said: str | None) -> None:
    containers = [{"name": "ab"[n], "ports": one} for n, one in enumerate(ports)]
    assert detail(host_access.host_ports(pod({"containers": containers}))) == said


@pytest.mark.parametrize("probe", ["livenessProbe", "readinessProbe", "startupProbe"])
@pytest.mark.parametrize("kind", ["httpGet", "tcpSocket"])
def test_a_probe_with_a_host_is_a_violation_and_one_without_is_none(probe: str, kind: str) -> None:
    def check(host: str | None) -> str | None:
        return detail(
            host_access.host_probes_and_lifecycle(pod({"containers": [{"name": "a", probe: {kind: {"host": host}}}]}))
        )

    assert check("h") == 'container "a" uses probe or lifecycle host "h"'
    assert check("") is None
    assert check(None) is None


def test_hosts_of_several_containers_are_told_together() -> None:
    containers = [
        {
            "name": "b",
            "lifecycle": {"preStop": {"httpGet": {"host": "h2"}}, "postStart": {"tcpSocket": {"host": "h1"}}},
        },
        {"name": "a", "livenessProbe": {"tcpSocket": {"host": "h1"}}},
    ]
    violation = host_access.host_probes_and_lifecycle(pod({"containers": containers}))
    assert detail(violation) == 'containers "a", "b" use probe or lifecycle hosts "h1", "h2"'


@pytest.mark.parametrize("value", [None, False])
def test_only_true_is_privileged(value: object) -> None:
    assert host_access.privileged(secured({"privileged": value})) is None
    violation = host_access.privileged(secured({"privileged": value}, {"privileged": True}))
    assert violation is not None
    assert violation.paths == (("spec", "containers", 1, "securityContext", "privileged"),)


def test_a_proc_mount_is_the_default_one_or_none() -> None:
    one = secured({"procMount": "Default"}, {"procMount": "Unmasked"}, {"procMount": ""})
    assert detail(host_access.proc_mount(one)) == (
        'containers "b", "c" must not set securityContext.procMount to "", "Unmasked"'
    )
    assert host_access.proc_mount(secured({"procMount": "Default"}, {"procMount": None})) is None


@pytest.mark.parametrize(("host_users", "allowed"), [(False, True), (True, False), (None, False)])
def test_from_1_35_on_proc_may_be_unmasked_in_a_user_namespace(host_users: bool | None, allowed: bool) -> None:
    one = secured({"procMount": "Unmasked"}, hostUsers=host_users)
    assert (host_access.proc_mount_of_1_35(one) is None) is allowed
    assert host_access.proc_mount(one) is not None


def test_the_pod_itself_may_ask_for_host_processes() -> None:
    option = {"windowsOptions": {"hostProcess": True}}
    assert detail(host_access.windows_host_process(secured(option, securityContext=option))) == (
        'pod and container "a" must not set securityContext.windowsOptions.hostProcess=true'
    )
    assert host_access.windows_host_process(secured({"windowsOptions": {"hostProcess": False}})) is None
