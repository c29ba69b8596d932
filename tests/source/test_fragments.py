"""What looks like an object and is no whole one."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.source.file_roles import Role
from dslint.source.fragments import (
    IS_ASSERTION,
    IS_COMPLETED,
    IS_KUBEADM_PATCH,
    IS_PART,
    IS_PATCH,
    IS_VALUES,
    fragment_note,
)

DAEMON_SET = {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "agent"}}
PARTIAL: dict[str, Any] = {**DAEMON_SET, "spec": {"template": {"spec": {"containers": [{"name": "agent"}]}}}}


def note(value: dict[str, Any], role: Role | None = None, name: str = "ds.yaml", *, whole: bool = False) -> str | None:
    return fragment_note(value, role, name, whole=whole)


@pytest.mark.parametrize(
    ("role", "expected"), [(Role.PATCH, IS_PATCH), (Role.KUBEADM_PATCH, IS_KUBEADM_PATCH), (Role.VALUES, IS_VALUES)]
)
def test_the_role_of_a_file_decides(role: Role, expected: str) -> None:
    assert note(PARTIAL, role, whole=True) == expected


def test_resources_of_a_component_are_manifests_where_nothing_is_missing() -> None:
    assert note(PARTIAL, Role.COMPONENT_RESOURCE) == IS_COMPLETED
    assert note(PARTIAL, Role.COMPONENT_RESOURCE, whole=True) is None


@pytest.mark.parametrize("directive", ["$patch", "$retainKeys", "$setElementOrder/containers"])
def test_directives_make_a_patch(directive: str) -> None:
    assert (
        note({**DAEMON_SET, "spec": {"template": {"spec": {"volumes": [{directive: "delete"}]}}}}, whole=True)
        == IS_PATCH
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "DaemonSet", "image": {"tag": "1"}}, IS_VALUES),
        ({"kind": "DaemonSet", "spec": {}}, IS_VALUES),
        ({"kind": "Pod", "metadata": {"name": "a"}}, IS_PART),
        ({"kind": "Pod", "metadata": {"name": "a"}, "spec": {}}, None),
        ({"apiVersion": "v1", "kind": "Pod"}, None),
    ],
)
def test_a_manifest_has_an_identity(value: dict[str, Any], expected: str | None) -> None:
    assert note(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("overlay/agent-patch.yaml", IS_PATCH),
        ("patches/agent.yaml", IS_PATCH),
        ("patch0.yaml", IS_PATCH),
        ("dispatch.yaml", None),
        ("etcd0.yaml", IS_KUBEADM_PATCH),
        ("00-assert.yaml", IS_ASSERTION),
        ("assertive.yaml", None),
        ("ds.yaml", None),
    ],
)
def test_a_name_tells_only_of_what_is_not_whole(name: str, expected: str | None) -> None:
    assert note(PARTIAL, name=name) == expected
    assert note(PARTIAL, name=name, whole=True) is None


def test_a_status_without_a_spec_is_asserted() -> None:
    assert note({**DAEMON_SET, "status": {"numberReady": 1}}) == IS_ASSERTION
