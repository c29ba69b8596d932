"""What a node lacks of the labels and names that a pod requires."""

from __future__ import annotations

from tests.placement.building import messages, node, pod, required, snapshot


def test_messages_show_what_the_node_has_but_never_its_own_name():
    cluster = snapshot(node("n1", {"zone": "a"}))
    hostname = {"matchExpressions": [{"key": "kubernetes.io/hostname", "operator": "In", "values": ["n9"]}]}
    assert messages(pod(affinity=required(hostname), nodeSelector={"zone": "b"}), cluster, "n1") == [
        "nodeSelector zone=b, node has zone=a",
        "required node affinity: kubernetes.io/hostname In [n9] (node has another kubernetes.io/hostname)",
    ]
