"""Whether a running pod shows the template."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.pods import Pod
from dslint.rollout.template_match import shows
from tests.rollout.clusters import daemonset, pod_of
from tests.rollout.nodes import NEWEST

TOKEN = {"name": "kube-api-access-x7k2p", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount"}
RICH: dict[str, Any] = {
    "hostNetwork": True,
    "nodeSelector": {"kubernetes.io/os": "linux"},
    "tolerations": [{"key": "gpu", "operator": "Exists"}],
    "volumes": [{"name": "logs", "hostPath": {"path": "/var/log"}}],
}


def manifest(**container: Any) -> dict:
    found = daemonset(**RICH)
    found["spec"]["template"]["spec"]["containers"][0].update(container)
    return found


def running(container: dict | None = None, labels: dict | None = None, **spec: Any) -> Pod:
    """A pod of the manifest as the server keeps it: defaulted, bound, and with what admission adds."""
    raw = copy.deepcopy(dict(pod_of(manifest(env=[{"name": "A", "value": "1"}]), NEWEST).spec.raw))
    raw["containers"][0].update(container or {})
    raw["containers"][0].setdefault("volumeMounts", []).append(TOKEN)
    raw.update(nodeName="n1", priority=0, serviceAccount="default", **spec)
    raw["volumes"] = [*raw["volumes"], {"name": TOKEN["name"], "projected": {}}]
    value = {"metadata": {"name": "agent-x", "labels": {"app": "agent", **(labels or {})}}, "spec": raw}
    return Pod.of(defaulted({"apiVersion": "v1", "kind": "Pod", **value}, NEWEST), NEWEST)


def wanted(**container: Any) -> Pod:
    return pod_of(manifest(**{"env": [{"name": "A", "value": "1"}], **container}), NEWEST)


def test_a_pod_of_the_template_shows_it() -> None:
    assert shows(running(), wanted())


def test_what_a_webhook_adds_does_not_count() -> None:
    injected = running()
    raw = dict(injected.spec.raw)
    raw["containers"] = [*raw["containers"], {"name": "proxy", "image": "proxy:1"}]
    raw["initContainers"] = [{"name": "init", "image": "proxy:1"}]
    assert shows(Pod.of({"metadata": {"labels": {"app": "agent"}}, "spec": raw}, NEWEST), wanted())


@pytest.mark.parametrize(
    "changed",
    [
        {"image": "agent:2"},
        {"env": [{"name": "A", "value": "2"}]},
        {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "1"}]},
        {"args": ["--v=4"]},
        {"resources": {"requests": {"cpu": "200m"}}},
        {"securityContext": {"privileged": True}},
    ],
)
def test_any_other_value_of_the_template_is_another_template(changed: dict) -> None:
    assert not shows(running(), wanted(**changed))


@pytest.mark.parametrize("spec", [{"hostNetwork": False}, {"nodeSelector": {"kubernetes.io/os": "windows"}}])
def test_values_of_the_pods_spec_count_too(spec: dict) -> None:
    assert not shows(running(**spec), wanted())


def test_labels_of_the_template_count_but_not_those_of_its_revision() -> None:
    template = wanted()
    assert shows(running(labels={"controller-revision-hash": "other"}), template)
    template.labels = {**template.labels, "tier": "node"}
    assert not shows(running(), template)
