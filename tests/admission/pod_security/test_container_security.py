"""Baseline checks of profiles, capabilities, SELinux options and sysctls."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.pod_security import container_security as checks
from tests.admission.pod_security.pods import detail, pod, secured

ARMOR = "container.apparmor.security.beta.kubernetes.io/"
SECCOMP = "seccomp.security.alpha.kubernetes.io/pod"


@pytest.mark.parametrize("value", ["", "runtime/default", "localhost/own", "localhost/"])
def test_the_default_and_local_app_armor_profiles_are_allowed(value: str) -> None:
    assert checks.app_armor_profile(pod({}, **{f"{ARMOR}a": value})) is None


@pytest.mark.parametrize("value", ["unconfined", "Runtime/Default", "localhost"])
def test_other_app_armor_profiles_are_told_as_written(value: str) -> None:
    assert detail(checks.app_armor_profile(pod({}, **{f"{ARMOR}a": value}))) == f'{ARMOR}a="{value}"'


@pytest.mark.parametrize(("value", "shown"), [('a"b', r'"a\"b"'), ("a\\b", r'"a\\b"'), ("a\nb\x01", r'"a\nb\x01"')])
def test_the_value_of_an_annotation_is_quoted_as_go_quotes_it(value: str, shown: str) -> None:
    assert detail(checks.app_armor_profile(pod({}, **{f"{ARMOR}a": value}))) == f"{ARMOR}a={shown}"
    assert detail(checks.seccomp_annotations(pod({}, **{SECCOMP: value}))) == f"forbidden annotation {SECCOMP}={shown}"


def test_fields_come_before_annotations_and_both_are_counted() -> None:
    profile = {"appArmorProfile": {"type": "Unconfined"}}
    one = pod({"securityContext": profile}, **{f"{ARMOR}b": "x", f"{ARMOR}a": "y", "other": "z"})
    violation = checks.app_armor_profile(one)
    assert violation is not None
    assert str(violation) == (
        'forbidden AppArmor profiles (pod must not set AppArmor profile type to "Unconfined", '
        f'{ARMOR}a="y", {ARMOR}b="x")'
    )


@pytest.mark.parametrize("profile", ["RuntimeDefault", "Localhost"])
def test_the_profiles_of_the_runtime_and_of_the_node_are_allowed(profile: str) -> None:
    one = secured({"seccompProfile": {"type": profile}, "appArmorProfile": {"type": profile}})
    assert (checks.seccomp_profile(one), checks.app_armor_profile(one)) == (None, None)


def test_unconfined_is_no_allowed_seccomp_profile() -> None:
    bad = {"seccompProfile": {"type": "Unconfined"}}
    assert detail(checks.seccomp_profile(secured(bad, {}, bad, securityContext=bad))) == (
        'pod and containers "a", "c" must not set securityContext.seccompProfile.type to "Unconfined"'
    )


@pytest.mark.parametrize("name", ["CHOWN", "NET_BIND_SERVICE", "SYS_CHROOT"])
def test_what_runtimes_add_may_be_added(name: str) -> None:
    assert checks.capabilities(secured({"capabilities": {"add": [name]}})) is None


@pytest.mark.parametrize("name", ["NET_ADMIN", "chown", "CAP_CHOWN", "ALL", ""])
def test_other_capabilities_may_not_however_they_are_written(name: str) -> None:
    violation = checks.capabilities(secured({"capabilities": {"add": ["CHOWN", name]}}))
    assert detail(violation) == f'container "a" must not include "{name}" in securityContext.capabilities.add'
    assert violation is not None
    assert violation.paths[0][-1] == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (None, None),
        ({}, None),
        ({"type": "container_t", "level": "s0"}, None),
        ({"type": ""}, None),
        ({"type": "spc_t"}, 'type "spc_t"'),
        ({"type": "container_engine_t"}, 'type "container_engine_t"'),
        ({"role": "r", "user": "u"}, "user may not be set; role may not be set"),
        ({"type": "spc_t", "role": "r"}, 'type "spc_t"; role may not be set'),
    ],
)
def test_selinux_options_have_an_allowed_type_and_neither_user_nor_role(options: Any, said: str | None) -> None:
    found = detail(checks.selinux_options(checks.SELINUX_TYPES_OF_1_0)(secured({"seLinuxOptions": options})))
    assert found == (said and f'container "a" set forbidden securityContext.seLinuxOptions: {said}')


def test_from_1_31_on_container_engines_have_a_type_of_their_own() -> None:
    one = secured({"seLinuxOptions": {"type": "container_engine_t"}})
    assert checks.selinux_options(checks.SELINUX_TYPES_OF_1_31)(one) is None


@pytest.mark.parametrize("value", ["runtime/default", "docker/default", "localhost/own"])
def test_seccomp_annotations_may_name_the_default_and_local_profiles(value: str) -> None:
    assert checks.seccomp_annotations(pod({}, **{SECCOMP: value})) is None


def test_an_empty_seccomp_annotation_is_forbidden_and_those_of_other_containers_are_not_read() -> None:
    key = "container.seccomp.security.alpha.kubernetes.io/"
    one = pod({"containers": [{"name": "a"}]}, **{SECCOMP: "", f"{key}a": "unconfined", f"{key}b": "unconfined"})
    assert detail(checks.seccomp_annotations(one)) == (f'forbidden annotations {key}a="unconfined", {SECCOMP}=""')


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        (checks.SYSCTLS_OF_1_0, "net.ipv4.ip_local_reserved_ports"),
        (checks.SYSCTLS_OF_1_27, "net.ipv4.tcp_keepalive_time"),
        (checks.SYSCTLS_OF_1_29, "net.ipv4.tcp_rmem"),
        (checks.SYSCTLS_OF_1_32, "kernel.msgmax"),
    ],
)
def test_a_sysctl_beyond_the_list_of_the_version_is_told_at_its_place(allowed: frozenset[str], name: str) -> None:
    sysctls = [{"name": "kernel.shm_rmid_forced"}, {"name": name}]
    violation = checks.sysctls(allowed)(pod({"securityContext": {"sysctls": sysctls}}))
    assert violation is not None
    assert (violation.detail, violation.paths) == (name, (("spec", "securityContext", "sysctls", 1, "name"),))
    assert checks.sysctls(allowed | {name})(pod({"securityContext": {"sysctls": sysctls}})) is None
