"""A pod is validated after the plugins have changed it, and before others may reject it."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.defaults import defaulted
from dslint.api_server.pod_creation import created_pod
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import cluster, container, named, pod

NEWEST = Release.of("1.36")


def limits(**bounds: dict[str, str]) -> dict[str, Any]:
    return named("LimitRange", "b", "default", spec={"limits": [{"type": "Container", **bounds}]})


def answer(manifest: dict[str, Any], *objects: dict[str, Any], release: Release = NEWEST) -> str | None:
    found = created_pod(defaulted(manifest, release), cluster(*objects), release)
    return found.message if isinstance(found, Reason) else None


def test_a_valid_pod_is_created_with_what_the_plugins_add() -> None:
    found = created_pod(defaulted(pod(), NEWEST), cluster(limits(default={"cpu": "1"})), NEWEST)
    assert not isinstance(found, Reason)
    assert found["spec"]["containers"][0]["resources"]["limits"] == {"cpu": "1"}
    assert found["spec"]["serviceAccountName"] == "default"


def test_a_default_limit_below_the_containers_request_makes_the_pod_invalid() -> None:
    manifest = pod(containers=[container(requests={"cpu": "500m"})])
    assert answer(manifest, limits(default={"cpu": "200m"})) == (
        'Pod "agent-" is invalid: spec.containers[0].resources.requests: Invalid value: "500m": '
        "must be less than or equal to cpu limit of 200m"
    )
    assert answer(manifest, limits(default={"cpu": "500m"})) is None


@pytest.mark.parametrize(("default", "valid"), [("100m", True), ("500m", True), ("600m", False)])
def test_requests_of_the_pod_hold_those_that_a_limit_range_gives_its_containers(default: str, valid: bool) -> None:
    manifest = pod(resources={"requests": {"cpu": "500m"}})
    said = answer(manifest, limits(defaultRequest={"cpu": default}))
    assert said == (
        None
        if valid
        else 'Pod "agent-" is invalid: spec.resources.requests[cpu]: Invalid value: "500m": '
        f"must be greater than or equal to aggregate container requests of {default}"
    )


@pytest.mark.parametrize("version", ["1.27", "1.28", "1.36"])
def test_two_containers_with_one_port_on_the_nodes_network_are_refused(version: str) -> None:
    """From 1.28 on only as Pods: a template does not get the host ports by default."""
    ports = {"ports": [{"containerPort": 9100}]}
    manifest = pod(hostNetwork=True, containers=[{**container("a"), **ports}, {**container("b"), **ports}])
    said = answer(manifest, release=Release.of(version))
    assert said is not None
    assert 'hostPort: Duplicate value: "TCP//9100"' in said


def test_validation_comes_before_plugins_that_only_reject() -> None:
    restricted = named("Namespace", "default")
    restricted["metadata"]["labels"] = {"pod-security.kubernetes.io/enforce": "restricted"}
    manifest = pod(containers=[container(requests={"cpu": "2"}, cpu="1")])
    assert "is invalid" in (answer(manifest, restricted) or "")
    assert "violates PodSecurity" in (answer(pod(), restricted) or "")


def test_several_errors_stand_in_brackets() -> None:
    manifest = pod(containers=[container("a", {"cpu": "2"}, cpu="1"), container("b", {"cpu": "2"}, cpu="1")])
    said = answer(manifest)
    assert said is not None
    assert said.startswith('Pod "agent-" is invalid: [spec.containers[0].')
    assert ", spec.containers[1]." in said


REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
EXISTS = {"matchExpressions": [{"key": "app", "operator": "Exists"}]}


def refusal(version: str = "1.36", labels: dict[str, str] | None = None, **spec: Any) -> Reason | None:
    manifest = pod(**spec)
    manifest["metadata"]["labels"] = {"app": "agent"} if labels is None else labels
    answer = created_pod(manifest, cluster(), Release.of(version))
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


def test_the_server_does_not_check_mismatched_keys():
    assert refusal(**anti(EXISTS, mismatchLabelKeys=["app"])) is None


@pytest.mark.parametrize(("version", "refused"), [("1.30", False), ("1.31", True), ("1.33", True)])
def test_keys_of_pod_affinity_count_where_the_server_merges_them(version: str, *, refused: bool):
    assert (refusal(version, **anti(EXISTS, matchLabelKeys=["app"])) is not None) is refused


@pytest.mark.parametrize(("version", "field"), [("1.33", ".matchLabelKeys[0]"), ("1.34", "[0]")])
def test_keys_of_topology_spread_are_named_without_their_list_since_the_server_merges_them(version: str, field: str):
    constraint = {"maxSkew": 1, "topologyKey": "zone", "labelSelector": EXISTS, "matchLabelKeys": ["app"]}
    found = refusal(version, topologySpreadConstraints=[{**constraint, "whenUnsatisfiable": "DoNotSchedule"}])
    assert found is not None
    assert f'spec.topologySpreadConstraints[0]{field}: Invalid value: "app": exists in both' in found.message
