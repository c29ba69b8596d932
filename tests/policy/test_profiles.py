"""Profiles: the JSON Schemas that their needs become, and the signs that an agent is known by."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.policy import policies
from dslint.policy.profiles import Profile


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


def test_an_agent_is_known_by_paths_and_images_and_without_signs_by_none() -> None:
    paths, images = profile(signs={"hostPaths": ["/opt/cni"], "images": ["node-exporter"]}).known_by
    assert [bool(paths.search(path)) for path in ("/opt/cni", "/opt/cni/bin", "/opt/cnix", "/a/opt/cni")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [bool(images.search(name)) for name in ("quay.io/prometheus/node-exporter", "node.exporter")] == [
        True,
        False,
    ]
    nothing = profile().known_by
    assert not any(pattern.search("") for pattern in nothing)


def test_every_profile_of_dslint_is_named_as_itself_and_has_a_title() -> None:
    for name, one in policies.built_in().profiles.items():
        assert (one.name, bool(one.title)) == (name, True)
