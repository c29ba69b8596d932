"""What a kubelet sends to the API server of a static pod."""

from __future__ import annotations

from dslint.kubelet.mirror_pods import kubelet_user, mirror_pod

STATIC = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "etcd-n1", "namespace": "kube-system", "annotations": {"a": "b"}},
    "spec": {"nodeName": "n1"},
}


def test_a_mirror_pod_says_where_it_comes_from_and_belongs_to_its_node() -> None:
    pod = mirror_pod(STATIC, "n1")
    metadata = pod["metadata"]
    assert metadata["annotations"]["kubernetes.io/config.source"] == "file"
    assert (
        metadata["annotations"]["kubernetes.io/config.mirror"] == metadata["annotations"]["kubernetes.io/config.hash"]
    )
    assert metadata["annotations"]["a"] == "b"
    assert [(owner["kind"], owner["name"]) for owner in metadata["ownerReferences"]] == [("Node", "n1")]
    assert pod["spec"] == STATIC["spec"]
    assert STATIC["metadata"] == {"name": "etcd-n1", "namespace": "kube-system", "annotations": {"a": "b"}}


def test_a_kubelet_has_the_name_of_its_node() -> None:
    assert kubelet_user("n1") == {"name": "system:node:n1", "groups": ["system:nodes", "system:authenticated"]}
