from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.admission import defaults
from dslint.api_server.stored_object import StoredObject, StoredObjects
from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode

EXAMPLES = Path(__file__).parents[2] / "examples"
IMAGES = ("registry.example/agent:2.3.0", "registry.example/agent:2.4.0")
NOW = Release.of("1.36")


def pod(**spec: Any) -> dict[str, Any]:
    containers = [{"name": "agent", "image": "registry.example/agent:1.0"}]
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": containers, **spec}}


def test_a_stored_object_has_the_manifest_as_written_as_decoded_and_with_defaults() -> None:
    written = pod(hostNetwork=None, unknown=1)
    stored = StoredObject.of(written, NOW)
    assert stored.written is written
    assert "unknown" not in stored.decoded.value["spec"]
    assert "restartPolicy" not in stored.decoded.value["spec"]
    assert stored.value["spec"]["restartPolicy"] == "Always"
    assert [problem.code for problem in stored.problems()] == ["DS101"]


def test_problems_of_an_update_compare_it_with_the_stored_current_object() -> None:
    current, new = StoredObject.of(pod(), NOW), StoredObject.of(pod(dnsPolicy="Default"), NOW)
    assert new.problems() == ()
    assert new.problems(current)


def test_a_problem_that_results_from_an_unreadable_value_is_not_primary() -> None:
    stored = StoredObject.of(pod(volumes=[{"name": "data", "hostPath": "/var"}], containers={}), NOW)
    primary = [problem.field for problem in stored.primary(stored.problems())]
    assert sorted(primary) == ["spec.containers", "spec.volumes[0].hostPath"]


def of_extensions(**spec: Any) -> dict[str, Any]:
    template = {"metadata": {"labels": {"app": "agent"}}, "spec": pod()["spec"]}
    metadata = {"name": "agent"}
    spec = {"template": template, **spec}
    return {"apiVersion": "extensions/v1beta1", "kind": "DaemonSet", "metadata": metadata, "spec": spec}


@pytest.mark.parametrize("version", ["1.15", "1.36"])
def test_the_selector_that_extensions_took_from_the_labels_stays_once_that_version_is_gone(version: str) -> None:
    release, own = Release.of(version), {"matchLabels": {"app": "other"}}
    stored = StoredObject.of(of_extensions(), release)
    assert stored.value["spec"]["selector"] == {"matchLabels": {"app": "agent"}}
    assert [problem.code for problem in stored.problems()] == ["DS107"] * (version == "1.36")
    assert StoredObject.of(of_extensions(selector=own), release).value["spec"]["selector"] == own
    for template in ({}, "x"):
        assert "selector" not in StoredObject.of(of_extensions(template=template), release).value["spec"]


def test_the_other_api_versions_take_no_selector() -> None:
    stored = StoredObject.of({**of_extensions(), "apiVersion": "apps/v1beta2"}, NOW)
    assert [problem.code for problem in stored.problems()] == ["DS107", "DS231"]


def test_an_object_is_decoded_once_for_each_release_and_feature_gates() -> None:
    objects, written = StoredObjects(), pod()
    assert objects.of(written, NOW) is objects.of(written, Release.of("1.36"))
    assert objects.of(written, NOW) is not objects.of(written, Release.of("1.35"))
    assert objects.of(written, NOW) is not objects.of(written, Release.of("1.36", {"PodLevelResources": False}))
    assert objects.of(written, NOW) is not objects.of(pod(), NOW)


def test_planning_an_update_decodes_and_defaults_each_object_once_a_release(monkeypatch: pytest.MonkeyPatch) -> None:
    plan("1.36")  # imports all that is imported late
    decoded = counted(decode, monkeypatch)
    defaulted = counted(defaults.defaulted, monkeypatch)
    for version in ("1.35", "1.36"):
        plan(version)
    daemonsets = {("DaemonSet", image, version) for image in IMAGES for version in ("1.35", "1.36")}
    pods = {("Pod", image, version) for _, image, version in daemonsets}
    assert decoded == Counter(daemonsets)
    assert defaulted == Counter(daemonsets | pods)


def plan(version: str) -> dslint.Plan:
    update = EXAMPLES / "update"
    return dslint.plan(
        update / "new.yaml", inventory=EXAMPLES / "nodes.yaml", baseline=update / "old.yaml", kubernetes_version=version
    )


def counted(function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str, str]]:
    """Counts calls of a function by kind, image and release, in whatever module of dslint they are made."""
    calls: Counter[tuple[str, str, str]] = Counter()

    def counting(value: dict[str, Any], release: Release) -> Any:
        spec = value["spec"]["template"]["spec"] if value["kind"] == "DaemonSet" else value["spec"]
        image = spec["containers"][0]["image"]
        if image in IMAGES:  # the inventory has pods of its own
            calls[value["kind"], image, str(release)] += 1
        return function(value, release)

    for name, module in [*sys.modules.items()]:
        if name.startswith("dslint.") and getattr(module, function.__name__, None) is function:
            monkeypatch.setattr(module, function.__name__, counting)
    return calls


def test_a_pod_has_a_service_account_before_it_is_validated() -> None:
    """In every cluster, admission names the default one first; a template has none when it is validated."""
    token = {"name": "t", "projected": {"sources": [{"serviceAccountToken": {"path": "t"}}]}}
    stored = StoredObject.of(pod(volumes=[token]), NOW)
    assert stored.problems() == ()
    assert "serviceAccountName" not in stored.value["spec"]
    current = StoredObject.of(pod(volumes=[token], serviceAccountName="default"), NOW)
    assert stored.problems(current) == ()
