"""Structs that the server prints whole: every field of the version, absent ones null."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.validation.pod.internal_types import security_context_value
from tests.validation.objects import release_of


def value(context: dict[str, Any], version: str = "1.36") -> dict[str, Any]:
    return security_context_value(context, release_of(version))


def test_fields_come_with_gos_names_in_its_order() -> None:
    assert list(value({})) == [
        "Capabilities",
        "Privileged",
        "SELinuxOptions",
        "WindowsOptions",
        "RunAsUser",
        "RunAsGroup",
        "RunAsNonRoot",
        "ReadOnlyRootFilesystem",
        "AllowPrivilegeEscalation",
        "ProcMount",
        "SeccompProfile",
        "AppArmorProfile",
    ]
    assert set(value({}).values()) == {None}


@pytest.mark.parametrize(
    ("version", "missing"),
    [("1.18", {"SeccompProfile", "AppArmorProfile"}), ("1.29", {"AppArmorProfile"}), ("1.30", set())],
)
def test_a_version_has_the_fields_that_it_knows(version: str, missing: set[str]) -> None:
    assert set(value({})) - set(value({}, version)) == missing


def test_values_stand_where_they_are_set_false_and_zero_among_them() -> None:
    found = value({"privileged": False, "runAsUser": 0, "procMount": "Default"})
    assert (found["Privileged"], found["RunAsUser"], found["ProcMount"]) == (False, 0, "Default")


@pytest.mark.parametrize(
    ("context", "capabilities"),
    [
        ({}, None),
        ({"capabilities": {}}, {"Add": None, "Drop": None}),
        ({"capabilities": {"drop": ["ALL"]}}, {"Add": None, "Drop": ["ALL"]}),
    ],
)
def test_capabilities_have_both_lists(context: dict[str, Any], capabilities: dict[str, Any] | None) -> None:
    assert value(context)["Capabilities"] == capabilities


def test_texts_within_are_empty_and_pointers_null() -> None:
    found = value({"seLinuxOptions": {"level": "s0"}, "seccompProfile": {}, "windowsOptions": {"hostProcess": True}})
    assert found["SELinuxOptions"] == {"User": "", "Role": "", "Type": "", "Level": "s0"}
    assert found["SeccompProfile"] == {"Type": "", "LocalhostProfile": None}
    assert found["WindowsOptions"] == {
        "GMSACredentialSpecName": None,
        "GMSACredentialSpec": None,
        "RunAsUserName": None,
        "HostProcess": True,
    }
