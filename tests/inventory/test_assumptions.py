"""What is assumed is counted and said in a sentence each."""

from __future__ import annotations

from dslint.inventory.assumptions import SENTENCES, Assumptions, command, decided, named, undeclared_sentences
from dslint.plans import Undeclared


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


def test_what_is_not_declared_is_said_once_for_a_namespace_and_with_the_command() -> None:
    undeclared = [
        Undeclared("Namespace", "", "team", 3, "planned as if it had no labels"),
        Undeclared("ServiceAccount", "team", "agent", 3, "planned as if it existed"),
        Undeclared("ResourceQuota", "team", "", 3, "planned as if there were none"),
        Undeclared("StorageClass", "", "fast", 1, "planned as if it provided volumes on every node"),
    ]
    assert list(undeclared_sentences(undeclared, ["nodes.yaml", "pods.json"])) == [
        "namespace team: labels and quotas are not declared, planned as if there were none; decides 3 nodes",
        "ServiceAccount team/agent: not declared, planned as if it existed; decides 3 nodes",
        "StorageClass fast: not declared, planned as if it provided volumes on every node; decides 1 node",
        (
            "to plan with what the cluster has: kubectl get namespaces,serviceaccounts,resourcequotas,storageclasses "
            "-n team -o json >> pods.json"
        ),
    ]
    assert list(undeclared_sentences([], [])) == []


def test_the_command_reads_all_namespaces_if_there_are_several() -> None:
    undeclared = [Undeclared("LimitRange", name, "", 1, "") for name in ("a", "b")]
    assert command(undeclared, []) == (
        "kubectl get limitranges -A -o json > declared.json, then add --nodes declared.json"
    )
    assert command([Undeclared("PriorityClass", "", "high", 1, "")], ["n.json"]) == (
        "kubectl get priorityclasses -o json >> n.json"
    )


def test_of_many_names_the_first_are_said() -> None:
    assert named(["a", "b", "c"]) == "a, b, c"
    assert named(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert decided("x", 1) == "x; decides 1 node"
