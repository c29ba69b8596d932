"""A pod that its namespace's level forbids is not created."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.pod_security.admission import validate
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import cluster, pod

NAMESPACE = {
    "kind": "Namespace",
    "metadata": {"name": "team", "labels": {"pod-security.kubernetes.io/enforce": "baseline"}},
}


def answer(manifest: dict[str, Any], version: str = "1.36") -> str | None:
    admitted = validate(manifest, cluster(NAMESPACE), Release.of(version))
    if isinstance(admitted, Reason):
        return admitted.message
    assert admitted is manifest
    return None


def test_the_pods_creator_is_told_in_the_servers_words() -> None:
    assert answer(pod("team", hostNetwork=True)) == (
        'pods "agent-" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true)'
    )


def test_the_reason_leads_to_the_first_violation() -> None:
    admitted = validate(pod("team", hostPID=True), cluster(NAMESPACE), Release.of("1.36"))
    assert isinstance(admitted, Reason)
    assert (admitted.code, admitted.path) == ("PodSecurity", ("spec", "hostPID"))


@pytest.mark.parametrize("manifest", [pod("team"), pod("other", hostNetwork=True)], ids=["meets it", "elsewhere"])
def test_a_pod_that_meets_the_level_and_one_of_another_namespace_are_created(manifest: dict[str, Any]) -> None:
    assert answer(manifest) is None


@pytest.mark.parametrize(("version", "refused"), [("1.22", False), ("1.23", True)])
def test_the_plugin_is_on_from_1_23(version: str, refused: bool) -> None:
    assert (answer(pod("team", hostNetwork=True), version) is not None) is refused


@pytest.mark.parametrize("labels", [None, {}, {"pod-security.kubernetes.io/warn": "restricted"}])
def test_only_the_mode_enforce_refuses(labels: Any) -> None:
    space = {"kind": "Namespace", "metadata": {"name": "team", "labels": labels}}
    manifest = pod("team", hostNetwork=True)
    assert validate(manifest, cluster(space), Release.of("1.36")) is manifest
