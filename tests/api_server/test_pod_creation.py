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
