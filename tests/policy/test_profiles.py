"""Profiles: the JSON Schemas that their needs become, the signs that identify an agent, and which profiles apply."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.policy import policies
from dslint.policy.evaluation import evaluate
from dslint.policy.policies import built_in
from dslint.policy.profiles import Profile
from tests.policy.test_evaluation import RELEASE, codes, daemonset, mounting


def profile(**value: Any) -> Profile:
    return Profile.of({"profile": "p", "title": "t", **value})


@pytest.mark.parametrize(
    ("needs", "need", "excused", "not_excused"),
    [
        ({"hostNetwork": True}, "hostNetwork", [True, 5], []),
        ({"capabilities": ["NET_ADMIN"]}, "capabilities", ["NET_ADMIN", "CAP_NET_ADMIN"], ["CHOWN", "CAP_CHOWN"]),
        ({"hostPorts": [80]}, "hostPorts", [80], [81]),
        ({"hostPorts": True}, "hostPorts", [80, 81], []),
        ({"sysctls": ["a"]}, "sysctls", ["a"], ["b"]),
        ({"seLinuxTypes": ["spc_t"]}, "seLinuxTypes", ["spc_t"], ["t"]),
    ],
)
def test_a_need_excuses_what_it_names(needs: Any, need: str, excused: list[Any], not_excused: list[Any]) -> None:
    is_excused = policies.test_of(profile(needs=needs).excuse(need))
    assert [value for value in excused if not is_excused(value)] == []
    assert [value for value in not_excused if is_excused(value)] == []


@pytest.mark.parametrize("needs", [{}, {"hostNetwork": False}, {"capabilities": []}])
def test_no_need_is_no_excuse(needs: Any) -> None:
    one = profile(needs=needs)
    assert [one.excuse(need) for need in ("hostNetwork", "capabilities")] == [None, None]


@pytest.mark.parametrize(
    ("declared", "path", "read_only", "excused"),
    [
        ({"path": "/var/log"}, "/var/log", True, True),
        ({"path": "/var/log"}, "/var/log/pods", True, True),
        ({"path": "/var/log/"}, "/var/log", True, True),
        ({"path": "/var/log"}, "/var/logs", True, False),
        ({"path": "/var/log"}, "/var", True, False),
        ({"path": "/var/log"}, "/var/log", False, False),
        ({"path": "/var/log", "writable": True}, "/var/log", False, True),
        ({"path": "/"}, "/", True, True),
        ({"path": "/"}, "/etc", True, False),
        ({"path": "/var/run/x"}, "/run/x/y", True, True),
    ],
)
def test_a_host_path_excuses_all_below_it_and_writing_only_where_that_is_needed(
    declared: Any, path: str, read_only: bool, excused: bool
) -> None:
    schema = profile(needs={"hostPaths": [declared]}).excuse("hostPaths")
    assert policies.test_of(schema)({"path": path, "readOnly": read_only}) is excused


def test_paths_and_images_identify_an_agent_and_without_signs_nothing_does() -> None:
    agent = profile(signs={"hostPaths": ["/opt/cni/", "/"], "images": ["node-exporter"]})
    paths = ("/opt/cni", "/opt/cni/bin", "/", "/opt/cnix", "/a/opt/cni", "/opt")
    assert [path for path in paths if agent.is_mounted_at(path)] == ["/opt/cni", "/opt/cni/bin", "/"]
    assert agent.is_named_in("agents/metrics\nquay.io/prometheus/node-exporter")
    assert not agent.is_named_in("node.exporter")
    assert not profile().is_named_in("")
    assert not profile().is_mounted_at("")


def test_every_profile_of_dslint_is_named_as_itself_and_has_a_title() -> None:
    for name, one in policies.built_in().profiles.items():
        assert (one.name, bool(one.title)) == (name, True)


@pytest.mark.parametrize("on", ["object", "template"])
def test_a_profile_is_declared_on_the_object_or_its_template(on):
    assert codes(daemonset("cni", on, hostNetwork=True)) == []
    assert codes(daemonset("node-reboot", on, hostNetwork=True)) == ["DS601"]


def test_several_profiles_add_up():
    asking = {"hostNetwork": True, **mounting("/var/lib/fluentd")}
    assert codes(daemonset("log, cni", **asking)) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("nci", 'did you mean "cni"?'),
        ("device-plugins", 'did you mean "device-plugin"?'),
        ("x", "the profiles are cni"),
    ],
)
def test_an_unknown_profile_excuses_nothing_and_is_reported(name, hint):
    found = {problem.code: problem.message for problem in evaluate(daemonset(name, hostPID=True), RELEASE, built_in())}
    assert set(found) == {"DS602", "DS698"}
    assert hint in found["DS698"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("agents/agent", []), ("agent", []), ("ag*", []), ("kube-system/agent", ["DS601"]), ("other", ["DS601"])],
)
def test_a_configuration_names_profiles_by_pattern(pattern, expected):
    own = built_in()._replace(chosen={pattern: ("cni",)})
    assert codes(daemonset(hostNetwork=True), own) == expected


def test_an_annotation_is_stronger_than_the_configuration():
    own = built_in()._replace(chosen={"agent": ("cni",)})
    assert codes(daemonset("node-reboot", hostNetwork=True), own) == ["DS601"]
