"""What imports know of control planes and of machine types."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.imports.import_result import (
    arch_of,
    control_plane_labels,
    control_plane_taints,
    filled,
    minor_of,
    taints_of,
    texts,
)


@pytest.mark.parametrize(
    ("version", "labels", "taints"),
    [
        ("1.19", ["master"], ["master"]),
        ("1.23", ["master", "control-plane"], ["master"]),
        ("1.24", ["control-plane"], ["master", "control-plane"]),
        ("1.25", ["control-plane"], ["control-plane"]),
        (None, ["control-plane"], ["control-plane"]),
    ],
)
def test_kubeadm_renamed_its_control_planes_step_by_step(
    version: str | None, labels: list[str], taints: list[str]
) -> None:
    assert list(control_plane_labels(version)) == [f"node-role.kubernetes.io/{name}" for name in labels]
    assert control_plane_taints(version) == [f"node-role.kubernetes.io/{name}:NoSchedule" for name in taints]


@pytest.mark.parametrize(
    ("instance_type", "arch"),
    [
        ("m6g.large", "arm64"),
        ("c7gd.xlarge", "arm64"),
        ("a1.medium", "arm64"),
        ("im4gn.large", "arm64"),
        ("g5.xlarge", "amd64"),
        ("m6i.large", "amd64"),
        ("p4d.24xlarge", "amd64"),
        (None, None),
    ],
)
def test_amazon_s_own_processors_are_known_by_the_g_behind_the_generation(instance_type: str | None, arch: str) -> None:
    assert arch_of(instance_type) == arch


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (None, []),
        (["a=b:NoSchedule"], ["a=b:NoSchedule"]),
        (
            [{"key": "a", "effect": "NoSchedule", "value": "b"}, {"key": "c", "effect": "NoExecute"}],
            ["a=b:NoSchedule", "c:NoExecute"],
        ),
        (
            {"a": "b:NoSchedule", "c": ":NoExecute", "d": "NoSchedule"},
            ["a=b:NoSchedule", "c:NoExecute", "d:NoSchedule"],
        ),
    ],
)
def test_taints_of_every_form_become_kubectls_short_form(declared: Any, found: list[str]) -> None:
    assert taints_of(declared) == found


@pytest.mark.parametrize(
    ("text", "minor"), [("v1.29.2", "1.29"), ("1.36", "1.36"), ("latest", None), ("", None), (None, None)]
)
def test_a_version_of_a_tool_is_a_minor_or_unknown(text: str | None, minor: str | None) -> None:
    assert minor_of(text) == minor


def test_labels_that_yaml_reads_as_numbers_and_truths_are_texts() -> None:
    assert texts({"a": True, "b": 1.5, "c": None, "d": "x"}) == {"a": "true", "b": "1.5", "c": "", "d": "x"}


def test_a_group_has_only_what_holds_anything_and_zero_and_false_do() -> None:
    assert filled(count=0, labels={}, taints=[], zone="", cordon=False, name="a", x=None) == {
        "count": 0, "cordon": False, "name": "a",
    }  # fmt: skip
