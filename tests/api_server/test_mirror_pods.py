"""What a kubelet sends to the API server of a static pod."""

from __future__ import annotations

from dslint.admission.policies.evaluation import AdmissionPolicies
from dslint.api_server.mirror_pods import kubelet_user, mirror_answers, mirror_pod
from dslint.inventory.reader import read_sources
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL
from tests.validation.admission_policy.policies import binding, policy

NEWEST = Release.of("1.36")

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


@NEEDS_CEL
def test_policies_are_asked_about_the_mirror_pod_as_its_kubelet() -> None:
    expression = (
        "request.userInfo.username == 'system:node:n1' && object.spec.priority == 2000001000"
        " && object.metadata.name == 'etcd-n1'"
    )
    for text, denied in ((expression, 0), ("!has(object.metadata.annotations)", 1)):
        rule = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
        asked = policy(matchConstraints={"resourceRules": [rule]}, validations=[{"expression": text}])
        cluster = read_sources([asked, binding()], nodes_needed=False).cluster(NEWEST)
        pod = {**STATIC, "spec": {"nodeName": "n1", "priorityClassName": "system-node-critical", "containers": []}}
        policies = AdmissionPolicies.of(cluster, NEWEST)
        assert len(mirror_answers(policies, pod, "n1", cluster, NEWEST)) == denied
