"""Pods whose matchLabelKeys meet their own selectors."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.admission_chain import admit_pod
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import cluster, pod

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
EXISTS = {"matchExpressions": [{"key": "app", "operator": "Exists"}]}


def refusal(version: str = "1.36", labels: dict[str, str] | None = None, **spec: Any) -> Reason | None:
    manifest = pod(**spec)
    manifest["metadata"]["labels"] = {"app": "agent"} if labels is None else labels
    answer = admit_pod(manifest, cluster(), Release.of(version))
    return answer if isinstance(answer, Reason) else None


def anti(selector: dict[str, Any] | None, kind: str = "podAntiAffinity", **keys: list[str]) -> dict[str, Any]:
    return {"affinity": {kind: {REQUIRED: [{"labelSelector": selector, "topologyKey": "zone", **keys}]}}}


@pytest.mark.parametrize("selector", [EXISTS, {"matchLabels": {"app": "agent"}}])
@pytest.mark.parametrize("kind", ["podAffinity", "podAntiAffinity"])
def test_a_key_that_the_selector_names_as_well_makes_the_pod_invalid(selector: dict[str, Any], kind: str):
    found = refusal(**anti(selector, kind, matchLabelKeys=["tier", "app"]))
    assert found is not None
    assert found.message.endswith(
        f'is invalid: spec.affinity.{kind}.{REQUIRED}[0][1]: Invalid value: "app": '
        "exists in both matchLabelKeys and labelSelector"
    )
    assert found.path == ("spec", "affinity", kind, REQUIRED, 0, "matchLabelKeys", 1)


def test_several_errors_are_one_message():
    term = {"labelSelector": EXISTS, "topologyKey": "zone", "matchLabelKeys": ["app"]}
    weighted = {"weight": 1, "podAffinityTerm": term}
    found = refusal(affinity={"podAffinity": {REQUIRED: [term], PREFERRED: [weighted]}})
    assert found is not None
    assert f" is invalid: [spec.affinity.podAffinity.{REQUIRED}[0][0]: Invalid" in found.message
    assert f", spec.affinity.podAffinity.{PREFERRED}[0].podAffinityTerm[0]: Invalid" in found.message


def test_keys_that_the_pod_lacks_or_the_selector_does_not_name_are_fine():
    assert refusal(labels={"tier": "a"}, **anti(EXISTS, matchLabelKeys=["app"])) is None
    assert refusal(labels={"app": "a", "tier": "a"}, **anti(EXISTS, matchLabelKeys=["tier"])) is None
    assert refusal(**anti(None, matchLabelKeys=["app"])) is None


def test_the_server_does_not_check_mismatched_keys():
    assert refusal(**anti(EXISTS, mismatchLabelKeys=["app"])) is None


@pytest.mark.parametrize(("version", "refused"), [("1.30", False), ("1.31", True), ("1.33", True)])
def test_keys_of_pod_affinity_count_where_the_server_merges_them(version: str, *, refused: bool):
    assert (refusal(version, **anti(EXISTS, matchLabelKeys=["app"])) is not None) is refused


@pytest.mark.parametrize(("version", "refused"), [("1.33", False), ("1.34", True)])
def test_keys_of_topology_spread_count_since_the_server_merges_them(version: str, *, refused: bool):
    constraint = {"maxSkew": 1, "topologyKey": "zone", "labelSelector": EXISTS, "matchLabelKeys": ["app"]}
    found = refusal(version, topologySpreadConstraints=[constraint])
    assert (found is not None) is refused
    if found is not None:
        assert "spec.topologySpreadConstraints[0][0]: Invalid value" in found.message
