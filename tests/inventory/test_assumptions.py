"""What is assumed is counted and said in a sentence each."""

from __future__ import annotations

from dslint.inventory.assumptions import SENTENCES, Assumptions


def test_one_is_singular_several_are_plural_and_none_is_not_said() -> None:
    assumptions = Assumptions()
    assumptions.count("ready")
    assumptions.count("capacity", 2)
    assumptions.count("capacity")
    assumptions.count("taints", 0)
    assert assumptions.sentences() == [
        "1 node without a Ready condition: ready",
        "3 nodes: all of the capacity is allocatable",
    ]


def test_sentences_come_in_the_order_of_the_table() -> None:
    assumptions = Assumptions()
    for key in reversed(SENTENCES):
        assumptions.count(key)
    assumptions.version("1.33")
    said = assumptions.sentences()
    assert len(said) == len(SENTENCES)
    assert said[0] == "label kubernetes.io/hostname of 1 node: the node's name"
    assert "Kubernetes 1.33: the newest kubelet's version" in said
    assert said[-1].startswith("1 pod without declared labels")
