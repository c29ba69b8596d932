"""Fields that the API server drops because a feature gate is off: one finding a field, with what brings it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import dslint
from dslint.api_server.dropped_fields import DROPPED_FIELD, availability
from dslint.findings import Finding, Origin, Severity

EDGES = (-1, 0, 1)
NEWEST = 36
IMAGE = {"name": "tools", "image": {"reference": "registry.example/tools:1"}}
SPREAD = {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway", "matchLabelKeys": ["team"]}
SPREAD["labelSelector"] = {"matchLabels": {"app": "agent"}}
TERM = {"topologyKey": "zone", "labelSelector": {"matchLabels": {"a": "b"}}, "matchLabelKeys": ["team"]}
SIDECAR = {"name": "proxy", "image": "registry.example/proxy:1", "restartPolicy": "Always"}


def pod(container: Mapping[str, Any] | None = None, **spec: Any) -> dict[str, Any]:
    containers = [{"name": "agent", "image": "registry.example/agent:1.0", **(container or {})}]
    spec = {"containers": containers, **spec}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent"}, "spec": spec}


def daemonset(written: Mapping[str, Any], **spec: Any) -> dict[str, Any]:
    labels = {"app": "agent"}
    template = {"metadata": {"labels": labels}, "spec": written["spec"]}
    spec = {"selector": {"matchLabels": labels}, "template": template, **spec}
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "agent"}, "spec": spec}


def dropped(
    value: dict[str, Any],
    *versions: str,
    current: dict[str, Any] | None = None,
    gates: Mapping[str, bool] | None = None,
) -> list[Finding]:
    report = dslint.lint(value, current, kubernetes_versions=list(versions), feature_gates=gates)
    return [finding for finding in report.findings if finding.code == DROPPED_FIELD]


@pytest.mark.parametrize(
    ("written", "field", "first", "last"),
    [
        (pod(hostUsers=False), "hostUsers", "1.25", "1.32"),
        (pod(initContainers=[SIDECAR]), "initContainers[0].restartPolicy", "1.28", "1.28"),
        (
            pod({"volumeMounts": [{"name": "v", "mountPath": "/v", "recursiveReadOnly": "Enabled"}]}),
            "containers[0].volumeMounts[0].recursiveReadOnly",
            "1.30",
            "1.30",
        ),
        (pod(volumes=[IMAGE]), "volumes[0].image", "1.31", "1.34"),
        (pod({"lifecycle": {"stopSignal": "SIGUSR1"}}), "containers[0].lifecycle.stopSignal", "1.33", "1.36"),
        (pod(topologySpreadConstraints=[SPREAD]), "topologySpreadConstraints[0].matchLabelKeys", "1.25", "1.26"),
        (
            pod(affinity={"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [TERM]}}),
            "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys",
            "1.29",
            "1.30",
        ),
        (pod(topologySpreadConstraints=[SPREAD]), "topologySpreadConstraints", "1.16", "1.17"),
        (
            pod(securityContext={"seLinuxChangePolicy": "MountOption"}),
            "securityContext.seLinuxChangePolicy",
            "1.32",
            "1.32",
        ),
        (
            pod({"livenessProbe": {"httpGet": {"port": 80}, "terminationGracePeriodSeconds": 5}}),
            "containers[0].livenessProbe.terminationGracePeriodSeconds",
            "1.21",
            "1.24",
        ),
        (pod(priorityClassName="system-node-critical"), "priorityClassName", "1.8", "1.10"),
        (pod({"restartPolicy": "Never"}), "containers[0].restartPolicy", "1.34", "1.34"),
        (pod({"startupProbe": {"httpGet": {"port": 80}}}), "containers[0].startupProbe", "1.16", "1.17"),
    ],
)
def test_a_dropped_field_is_one_finding_in_all_the_versions_that_drop_it(
    written: dict[str, Any], field: str, first: str, last: str
) -> None:
    minors = [int(version.removeprefix("1.")) for version in (first, last)]
    around = sorted({minor + edge for minor in minors for edge in EDGES if minor + edge <= NEWEST})
    for value, start in ((written, "spec."), (daemonset(written), "spec.template.spec.")):
        found = [one for one in dropped(value, *(f"1.{minor}" for minor in around)) if one.field == start + field]
        assert (found[0].severity, found[0].origin) == (Severity.WARNING, Origin.TRAP)
        expected = tuple(f"1.{minor}" for minor in around if minors[0] <= minor <= minors[1])
        assert [one.kubernetes_versions for one in found] == [expected]


def test_the_message_names_the_gate_and_the_version_that_turns_it_on() -> None:
    (finding,) = dropped(pod(hostUsers=False), "1.28")
    assert finding.message == (
        "the API server drops hostUsers: feature gate UserNamespacesSupport is off "
        "(on by default from Kubernetes 1.33); the pod runs in the user namespace of its node"
    )
    assert finding.help == "use Kubernetes 1.33 or later, turn on UserNamespacesSupport, or remove the field"
    assert availability("ContainerStopSignals") == "not on by default in any version so far"


def test_a_gate_that_is_set_decides_in_any_version() -> None:
    assert dropped(pod(hostUsers=False), "1.28", gates={"UserNamespacesSupport": True}) == []
    (finding,) = dropped(pod(hostUsers=False), "1.35", gates={"UserNamespacesSupport": False})
    assert finding.help == "turn on UserNamespacesSupport, or remove the field"


def test_a_gate_that_can_no_longer_be_turned_off_drops_nothing() -> None:
    assert dropped(pod(hostUsers=False), "1.36", gates={"UserNamespacesSupport": False}) == []


def test_the_mounts_of_an_image_volume_are_dropped_with_it() -> None:
    mounts = [{"name": "tools", "mountPath": "/a"}, {"name": "other", "mountPath": "/b"}]
    found = dropped(pod({"volumeMounts": mounts}, volumes=[IMAGE, {"name": "other", "emptyDir": {}}]), "1.33")
    assert sorted(finding.field for finding in found) == ["spec.containers[0].volumeMounts[0]", "spec.volumes[0].image"]


def test_surge_is_said_to_be_dropped_beside_the_budget_that_is_then_missing() -> None:
    surge = {"rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
    value = daemonset(pod(), updateStrategy=surge)
    codes = {finding.code: finding.field for finding in dslint.lint(value, kubernetes_versions=["1.21"]).findings}
    assert codes[DROPPED_FIELD] == "spec.updateStrategy.rollingUpdate.maxSurge"
    assert codes["DS234"] == "spec.updateStrategy.rollingUpdate.maxUnavailable"
    assert dropped(value, "1.22") == []


def test_what_the_current_object_uses_is_kept() -> None:
    value = pod(hostUsers=False)
    assert dropped(value, "1.28", current=value) == []
    assert dropped(value, "1.28", current=pod())
    mounted = pod(securityContext={"seLinuxChangePolicy": "MountOption"})
    assert dropped(daemonset(mounted, minReadySeconds=3), "1.32", current=daemonset(mounted)) == []


def test_values_that_hold_without_the_field_and_fields_inside_a_dropped_one_are_no_news() -> None:
    assert dropped(pod(hostUsers=True, schedulingGates=[]), "1.26") == []
    inner = {"name": "debug", "image": "registry.example/debug:1", "securityContext": {"runAsGroup": 0}}
    found = dropped(pod(ephemeralContainers=[{**inner, "startupProbe": {"httpGet": {"port": 80}}}]), "1.16")
    assert [finding.field for finding in found] == ["spec.ephemeralContainers"]


def test_a_field_that_a_version_does_not_know_is_an_unknown_field_with_what_brings_it() -> None:
    report = dslint.lint(pod(initContainers=[SIDECAR]), kubernetes_versions=["1.27"])
    (finding,) = [finding for finding in report.findings if finding.code in ("DS101", DROPPED_FIELD)]
    assert finding.message == 'unknown field "spec.initContainers[0].restartPolicy"'
    assert finding.help == (
        "restartPolicy was added in Kubernetes 1.28, and is on by default from 1.29 (feature gate SidecarContainers)"
    )
