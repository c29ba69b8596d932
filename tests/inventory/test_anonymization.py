"""A cluster without names."""

from __future__ import annotations

import json

from dslint.inventory.anonymization import Replacements, anonymised
from dslint.inventory.compression import compress
from dslint.inventory.reader import read_inventory
from tests.inventory.compact import told
from tests.inventory.objects import node, pod
from tests.inventory.test_compression import dump

SECRET = {"team.corp.example/owner": "payments", "pool": "secret-pool", "kubernetes.io/os": "linux"}


def test_no_name_is_left_but_those_that_everybody_has() -> None:
    objects = [
        node(
            "db-secret-1", labels=SECRET, taints=[{"key": "corp.example/x", "value": "secret", "effect": "NoSchedule"}]
        ),
        pod("secret-app-1", "db-secret-1", namespace="secret-space"),
        {"kind": "Namespace", "metadata": {"name": "secret-space"}},
    ]
    cluster = anonymised(read_inventory(objects), Replacements())
    small = compress(cluster)
    text = json.dumps([small.inventory, small.objects])
    assert "secret" not in text
    assert "corp" not in text
    assert "payments" not in text
    assert '"kubernetes.io/os": "linux"' in text
    assert cluster.notes == ["objects other than nodes and pods"]


def test_the_same_text_has_the_same_stand_in_everywhere() -> None:
    replacements = Replacements()
    objects = [
        node("a", labels={"dedicated": "x"}, taints=[{"key": "dedicated", "value": "x", "effect": "NoExecute"}]),
        node("b", labels={"dedicated": "y"}),
    ]
    one, two = anonymised(read_inventory(objects), replacements).nodes
    assert one.label("label-1") == "value-1"
    assert two.label("label-1") == "value-2"
    assert str(one.shape.taints[0]) == "label-1=value-1:NoExecute"
    assert replacements.table["label", "dedicated"] == "label-1"


def test_labels_that_are_asked_for_stay() -> None:
    cluster = anonymised(read_inventory([node("a", labels=SECRET)]), Replacements(frozenset({"pool"})))
    assert cluster.nodes[0].label("pool") == "secret-pool"


def test_what_places_pods_stays() -> None:
    before = told("mixed-cloud")
    after = anonymised(before, Replacements())
    assert len(list(after.shapes())) == len(list(before.shapes()))
    assert [len(node.shape.taints) for node in after.nodes] == [len(node.shape.taints) for node in before.nodes]
    assert [pod.spec.requests for pod in after.pods] == [pod.spec.requests for pod in before.pods]
    assert {node.shape.virtual for node in after.nodes} == {"", "fargate", "virtual-kubelet"}


def test_resources_of_ones_own_are_renamed_and_affinities_said_to_be_left_out() -> None:
    cluster = anonymised(read_inventory(dump()), Replacements())
    assert cluster.nodes[0].shape.allocatable["resource-1.example/units"] == 2
    assert cluster.notes == ["affinities and volumes of existing pods"]
    assert not any(one.spec.required_anti_affinity for one in cluster.pods)
