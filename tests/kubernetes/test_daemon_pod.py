"""The pods that the DaemonSet controller creates."""

from __future__ import annotations

from typing import Any

from dslint.kubernetes.daemon_pod import daemon_pod, pinned
from dslint.kubernetes.release import Release

NEWEST = Release.of("1.36")
TEMPLATE: dict[str, Any] = {
    "metadata": {"labels": {"app": "agent"}, "annotations": {"a": "b"}, "name": "not kept"},
    "spec": {"containers": [{"name": "main"}], "tolerations": [{"key": "x", "operator": "Exists"}]},
}
DAEMONSET = {"metadata": {"name": "agent", "namespace": "infra", "uid": "u"}, "spec": {"template": TEMPLATE}}
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


def test_a_pod_has_the_metadata_of_the_template_and_its_owner() -> None:
    metadata = daemon_pod(DAEMONSET, "n1", NEWEST, ("5d4f", "3"))["metadata"]
    owner = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "u"}
    assert metadata == {
        "generateName": "agent-",
        "namespace": "infra",
        "labels": {"app": "agent", "controller-revision-hash": "5d4f", "pod-template-generation": "3"},
        "annotations": {"a": "b"},
        "ownerReferences": [{**owner, "controller": True, "blockOwnerDeletion": True}],
    }


def test_a_new_template_is_of_the_first_generation() -> None:
    assert daemon_pod(DAEMONSET, "n1", NEWEST)["metadata"]["labels"]["pod-template-generation"] == "1"


def test_the_controller_adds_its_tolerations_behind_those_of_the_template() -> None:
    tolerations = daemon_pod(DAEMONSET, "n1", NEWEST)["spec"]["tolerations"]
    assert tolerations[0] == {"key": "x", "operator": "Exists"}
    assert len(tolerations) == 7


def test_the_pod_is_pinned_to_its_node_and_to_nothing_else() -> None:
    preferred = [{"weight": 1, "preference": {"matchExpressions": []}}]
    terms = {"nodeSelectorTerms": [{"matchExpressions": [{"key": "a", "operator": "Exists"}]}]}
    asked = {"nodeAffinity": {REQUIRED: terms, "preferred": preferred}, "podAffinity": {"x": 1}}
    affinity = pinned({"affinity": asked}, "n1")["affinity"]
    pin = {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n1"]}]}
    assert affinity == {
        "nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [pin]}, "preferred": preferred},
        "podAffinity": {"x": 1},
    }
    assert asked["nodeAffinity"][REQUIRED] == terms
