from __future__ import annotations

import pytest

from dslint.kubelet.static_pod_defaults import as_static_pod, static_name
from dslint.kubernetes.release import Release

NOW = Release.of("1.36")
NO_EXECUTE = {"operator": "Exists", "effect": "NoExecute"}


@pytest.mark.parametrize(("version", "name"), [("1.36", "etcd-node-a"), ("1.9", "etcd-Node-A")])
def test_the_nodes_name_stands_behind_the_pods_in_lower_case(version: str, name: str) -> None:
    assert static_name("etcd", "Node-A", Release.of(version)) == name


def test_namespace_node_and_toleration_are_filled_in_and_the_given_pod_stays() -> None:
    given = {"metadata": {"name": "etcd"}, "spec": {"nodeName": "other", "tolerations": [{"key": "a"}]}}
    made = as_static_pod(given, "n1", NOW)
    assert made["metadata"] == {"name": "etcd-n1", "namespace": "default"}
    assert made["spec"] == {"nodeName": "n1", "tolerations": [{"key": "a"}, NO_EXECUTE]}
    assert given["spec"]["nodeName"] == "other"


def test_a_toleration_that_differs_in_its_seconds_only_is_replaced_where_it_stands() -> None:
    tolerations = [{**NO_EXECUTE, "tolerationSeconds": 60}, {"key": "a", "operator": "Exists"}]
    made = as_static_pod({"metadata": {"name": "etcd"}, "spec": {"tolerations": tolerations}}, "n1", NOW)
    assert made["spec"]["tolerations"] == [NO_EXECUTE, {"key": "a", "operator": "Exists"}]


def test_old_kubelets_add_no_toleration() -> None:
    made = as_static_pod({"metadata": {"name": "etcd"}, "spec": {}}, "n1", Release.of("1.6"))
    assert "tolerations" not in made["spec"]
