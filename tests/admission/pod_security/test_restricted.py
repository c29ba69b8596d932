"""The checks of the restricted level."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.pod_security import restricted as checks
from tests.admission.pod_security.pods import detail, pod, secured


@pytest.mark.parametrize(("value", "allowed"), [(False, True), (True, False), (None, False)])
def test_privilege_escalation_is_to_be_switched_off(value: bool | None, allowed: bool) -> None:
    assert (checks.allow_privilege_escalation(secured({"allowPrivilegeEscalation": value})) is None) is allowed


@pytest.mark.parametrize(
    ("capabilities", "said"),
    [
        ({"drop": ["ALL"]}, None),
        ({"drop": ["NET_RAW", "ALL"], "add": ["NET_BIND_SERVICE"]}, None),
        ({"drop": ["all"]}, 'container "a" must set securityContext.capabilities.drop=["ALL"]'),
        ({"drop": []}, 'container "a" must set securityContext.capabilities.drop=["ALL"]'),
        (
            {"drop": ["ALL"], "add": ["CHOWN"]},
            'container "a" must not include "CHOWN" in securityContext.capabilities.add',
        ),
        (
            {"add": ["CHOWN"]},
            (
                'container "a" must set securityContext.capabilities.drop=["ALL"]; '
                'container "a" must not include "CHOWN" in securityContext.capabilities.add'
            ),
        ),
    ],
)
def test_all_capabilities_are_dropped_and_only_low_ports_are_added(capabilities: Any, said: str | None) -> None:
    assert detail(checks.capabilities(secured({"capabilities": capabilities}))) == said


@pytest.mark.parametrize("source", sorted(checks.ALLOWED_VOLUMES))
def test_volumes_that_need_no_privilege_are_allowed(source: str) -> None:
    assert checks.restricted_volumes(pod({"volumes": [{"name": "v", source: {}}]})) is None


@pytest.mark.parametrize(
    ("volumes", "said"),
    [
        ([{"name": "v", "hostPath": {}}], 'volume "v" uses restricted volume type "hostPath"'),
        ([{"name": "v"}], 'volume "v" uses restricted volume type "unknown"'),
        ([{"name": "v", "emptyDir": None, "nfs": {}}], 'volume "v" uses restricted volume type "nfs"'),
        (
            [{"name": "v", "nfs": {}}, {"name": "w", "image": {}}, {"name": "x", "secret": {}}],
            'volumes "v", "w" use restricted volume types "image", "nfs"',
        ),
    ],
)
def test_other_volumes_are_told_with_their_types(volumes: list[Any], said: str) -> None:
    assert detail(checks.restricted_volumes(pod({"volumes": volumes}))) == said


@pytest.mark.parametrize(
    ("of_pod", "containers", "said"),
    [
        (True, [{}], None),
        (None, [{"runAsNonRoot": True}], None),
        (True, [{"runAsNonRoot": False}], 'container "a" must not set securityContext.runAsNonRoot=false'),
        (False, [{"runAsNonRoot": True}], "pod must not set securityContext.runAsNonRoot=false"),
        (None, [{"runAsNonRoot": True}, {}], 'pod or container "b" must set securityContext.runAsNonRoot=true'),
    ],
)
def test_pod_or_each_container_says_that_it_is_not_root(of_pod: Any, containers: list[Any], said: str | None) -> None:
    one = secured(*containers, securityContext={"runAsNonRoot": of_pod})
    assert detail(checks.run_as_non_root(one)) == said


@pytest.mark.parametrize(("user", "allowed"), [(0, False), (1, True), (None, True)])
def test_the_user_zero_is_root(user: int | None, allowed: bool) -> None:
    assert (checks.run_as_user(secured({"runAsUser": user})) is None) is allowed


@pytest.mark.parametrize(
    ("of_pod", "containers", "said"),
    [
        ("RuntimeDefault", [{}], None),
        (None, [{"seccompProfile": {"type": "Localhost"}}], None),
        (
            None,
            [{}],
            'pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
        ),
        (
            "RuntimeDefault",
            [{"seccompProfile": {"type": "Unconfined"}}],
            'container "a" must not set securityContext.seccompProfile.type to "Unconfined"',
        ),
    ],
)
def test_pod_or_each_container_has_a_seccomp_profile(of_pod: Any, containers: list[Any], said: str | None) -> None:
    context = {"seccompProfile": {"type": of_pod}} if of_pod else {}
    assert detail(checks.seccomp_profile(secured(*containers, securityContext=context))) == said


def test_checks_of_linux_leave_windows_alone_and_those_of_root_user_namespaces() -> None:
    on_windows = secured({}, os={"name": "windows"})
    in_namespace = secured({"runAsUser": 0}, hostUsers=False)
    assert checks.unless_on_windows(checks.capabilities)(on_windows) is None
    assert checks.unless_on_windows(checks.capabilities)(in_namespace) is not None
    assert checks.unless_in_user_namespace(checks.run_as_user)(in_namespace) is None
    assert checks.unless_in_user_namespace(checks.run_as_user)(secured({"runAsUser": 0})) is not None
