"""Capabilities with the prefix that containerd adds."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, fields_of_container, problems

CODE = "DS572"


@pytest.mark.parametrize(
    ("name", "told"),
    [("CAP_NET_ADMIN", True), ("cap_net_admin", True), ("CAP_ALL", True), ("NET_ADMIN", False), ("CAP_NONE", False)],
)
@pytest.mark.parametrize("kind", ["add", "drop"])
def test_names_have_no_prefix(kind, name, told):
    changes = {"container.securityContext": {"capabilities": {kind: [name]}}}
    assert fields_of_container(CODE, changes) == [f"securityContext.capabilities.{kind}[0]"] * told


def test_each_runtime_is_told():
    changes = {"container.securityContext": {"capabilities": {"add": ["CAP_NET_ADMIN"]}}}
    (found,) = [each for each in problems(changed(DAEMONSET, changes)) if each.code == CODE]
    assert found.message == (
        "containerd adds the prefix itself and looks for CAP_CAP_NET_ADMIN: the container runs without it, "
        "or does not start with runc before 1.0; CRI-O takes it"
    )
    assert found.help == "write NET_ADMIN"
