"""A DaemonSet in another apiVersion."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Edit, Operation
from dslint.schema.api_version_fix import edits_to, fix_of_api_version

LABELS = {"app": "agent"}
TEMPLATE = {"metadata": {"labels": LABELS}, "spec": {}}


def daemonset(api_version: str, spec: dict[str, Any] | None = None, **metadata: Any) -> dict[str, Any]:
    found = {"template": TEMPLATE, **(spec or {})}
    return {"apiVersion": api_version, "kind": "DaemonSet", "metadata": {"name": "agent", **metadata}, "spec": found}


def put(value: dict[str, Any], target: str = "apps/v1") -> dict[str, Any]:
    return {".".join(map(str, edit.path)): edit.value for edit in edits_to(value, target)}


def test_what_extensions_fills_in_is_written_down():
    fix = fix_of_api_version(daemonset("extensions/v1beta1"), "apps/v1")
    assert {edit.path: edit.value for edit in fix.edits} == {
        ("apiVersion",): "apps/v1",
        ("metadata", "labels"): LABELS,
        ("spec", "selector"): {"matchLabels": LABELS},
        ("spec", "updateStrategy", "type"): "OnDelete",
    }
    assert fix.since == "1.9"
    assert fix.summary == (
        "set apiVersion apps/v1; write down what extensions/v1beta1 fills in: labels, selector, updateStrategy OnDelete"
    )


def test_what_the_manifest_says_itself_stays():
    spec = {"selector": {"matchLabels": LABELS}, "updateStrategy": {"type": "RollingUpdate"}}
    value = daemonset("extensions/v1beta1", spec, labels={"team": "a"})
    assert put(value) == {"apiVersion": "apps/v1"}
    assert fix_of_api_version(value, "apps/v1").summary == "set apiVersion apps/v1"


def test_versions_of_apps_differ_in_nothing_and_one_never_was():
    assert put(daemonset("apps/v1beta2")) == {"apiVersion": "apps/v1"}
    assert put(daemonset("apps/v1beta1")) == {"apiVersion": "apps/v1"}


def test_the_template_generation_goes():
    removal = Edit(Operation.REMOVE, ("spec", "templateGeneration"))
    assert removal in edits_to(daemonset("extensions/v1beta1", {"templateGeneration": 3}), "apps/v1")


def test_a_version_before_apps_gets_the_strategy_of_apps():
    assert put(daemonset("apps/v1"), "extensions/v1beta1") == {
        "apiVersion": "extensions/v1beta1",
        "spec.updateStrategy.type": "RollingUpdate",
    }


@pytest.mark.parametrize(
    ("value", "target"),
    [
        (daemonset("apps/v1"), "extensions/v1beta1"),
        (daemonset("apps/v2"), "apps/v1"),
        ({"apiVersion": "v2", "kind": "Pod"}, "v1"),
    ],
)
def test_there_is_no_fix_to_an_older_version_nor_for_unknown_ones(value, target):
    assert fix_of_api_version(value, target) is None


def test_a_manifest_with_parts_of_a_wrong_type_gets_what_can_be_known():
    assert put({"apiVersion": "extensions/v1beta1", "kind": "DaemonSet", "metadata": [], "spec": "x"}) == {
        "apiVersion": "apps/v1",
        "spec.updateStrategy.type": "OnDelete",
    }


def test_other_kinds_have_no_fix_whatever_version_they_should_have():
    policy = {"apiVersion": "apps/v1", "kind": "ValidatingAdmissionPolicy"}
    assert fix_of_api_version(policy, "admissionregistration.k8s.io/v1") is None
