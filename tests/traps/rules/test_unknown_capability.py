"""Capabilities that Linux does not have."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, fields_of_container, problems

CODE = "DS571"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("NET_ADMINN", True),
        ("CAP_NET_ADMINN", True),
        ("SYS_EVERYTHING", True),
        ("NET_ADMIN", False),
        ("net_admin", False),
        ("CAP_NET_ADMIN", False),
        ("ALL", False),
        ("all", False),
        ("CHECKPOINT_RESTORE", False),
    ],
)
@pytest.mark.parametrize("kind", ["add", "drop"])
def test_only_names_that_linux_has_have_an_effect(kind, name, told):
    changes = {"container.securityContext": {"capabilities": {kind: [name]}}}
    assert fields_of_container(CODE, changes) == [f"securityContext.capabilities.{kind}[0]"] * told


def test_the_help_names_a_similar_capability():
    changes = {"container.securityContext": {"capabilities": {"add": ["NET_ADMINN", "EVERYTHING"]}}}
    found = [each for each in problems(changed(DAEMONSET, changes)) if each.code == CODE]
    assert [each.help for each in found] == ["write NET_ADMIN", None]
