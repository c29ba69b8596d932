"""Answers of admission policies as problems, and the requests that they answer."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.cel.outcomes import ABSENT, Reading
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.linting.policy_answers import attributes_of, problems_of

NEWEST = Release.of("1.36")
EXPRESSION = ("spec", "validations", 0, "expression")
HOST_NETWORK = ("spec", "template", "spec", "hostNetwork")


def answer(action: Action = Action.DENY, *readings: Reading, **changes: Any) -> Answer:
    return Answer("p", "b", action, "no", path=EXPRESSION, readings=readings)._replace(**changes)


def cluster(**places: Any) -> Cluster:
    found = {("ValidatingAdmissionPolicy", "", name): place for name, place in places.items()}
    return Cluster("c", [], places=found)


@pytest.mark.parametrize(
    ("action", "code"),
    [(Action.DENY, "DS710"), (Action.WARN, "DS711"), (Action.AUDIT, "DS712"), (Action.UNCHECKED, "DS713")],
)
def test_each_action_has_its_rule(action, code):
    (problem,) = problems_of([answer(action)], cluster())
    assert (problem.code, problem.message) == (code, answer(action).sentence)


def test_what_is_audited_besides_is_told_once():
    found = [*problems_of([answer(Action.DENY), answer(Action.AUDIT)], cluster())]
    assert [problem.code for problem in found] == ["DS710"]
    other = answer(Action.AUDIT, path=("spec", "validations", 1, "expression"))
    assert len([*problems_of([answer(), other, answer(parameter="ConfigMap a/b")], cluster())]) == 3


def test_a_problem_stands_at_the_deepest_field_that_was_read():
    readings = (
        Reading(("object", "spec"), {}),
        Reading(("object", *HOST_NETWORK), value=True),
        Reading(("oldObject", *HOST_NETWORK, "x", "y"), 1),
    )
    (problem,) = problems_of([answer(Action.DENY, *readings)], cluster())
    assert problem.path == HOST_NETWORK


def test_the_values_that_were_seen_are_told_with_their_fields():
    readings = (
        Reading(("object", *HOST_NETWORK), value=True),
        Reading(("object", "metadata", "labels"), ABSENT),
        Reading(("params", "data", "registry"), "docker.io/" + "x" * 80),
    )
    (problem,) = problems_of([answer(Action.DENY, *readings)], cluster())
    host_network, labels, registry = (problem.help or "").split(", and ")
    assert host_network == "the expression reads spec.template.spec.hostNetwork, which is true"
    assert labels == "metadata.labels, which is not set"
    assert registry == 'params.data.registry, which is "docker.io/' + "x" * 49 + "…"


def test_the_expression_in_the_policys_file_is_a_related_place():
    place = cluster(p=lambda path: ("p.yaml", 8) if path == EXPRESSION else None)
    (problem,) = problems_of([answer(parameter="ConfigMap a/b")], place)
    assert problem.related == (("the expression of the policy, with ConfigMap a/b", (), "p.yaml", 8),)


def test_a_policy_that_cannot_be_used_is_a_related_place_as_a_whole():
    place = cluster(p=lambda path: ("p.yaml", 4) if path == ("spec",) else None)
    (problem,) = problems_of([answer(path=("spec",))], place)
    assert problem.related == (("the policy", (), "p.yaml", 4),)


def test_what_could_not_be_checked_keeps_the_help_of_its_rule():
    (problem,) = problems_of([answer(Action.UNCHECKED, Reading(("object", "spec"), 1))], cluster())
    assert problem.help is None


def pod(**metadata: Any) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": metadata,
        "spec": {"containers": [{"name": "c", "image": "c:1"}]},
    }


def test_a_new_pod_is_asked_about_as_mutating_admission_leaves_it():
    found = attributes_of(pod(name="probe"), None, read_inventory([]), NEWEST)
    assert (found.operation, found.name, found.namespace, found.old_object) == ("CREATE", "probe", "default", None)
    assert found.object["spec"]["serviceAccountName"] == "default"
    assert found.object["spec"]["tolerations"]
    assert found.object["metadata"]["namespace"] == "default"


def test_a_pod_that_admission_rejects_is_asked_about_all_the_same():
    classes = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClassList", "items": []}
    rejected = pod(name="probe")
    rejected["spec"]["priorityClassName"] = "nope"
    found = attributes_of(rejected, None, read_inventory([classes]), NEWEST)
    assert found.object["spec"]["serviceAccountName"] == "default"


def test_a_generated_name_is_complete():
    assert attributes_of(pod(generateName="probe-"), None, read_inventory([]), NEWEST).name == "probe-xxxxx"


def test_an_object_that_the_cluster_has_is_updated():
    namespace = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "a", "namespace": "team"}}
    other = {**namespace, "metadata": {"name": "a", "namespace": "other"}}
    inventory = read_inventory([namespace])
    found = attributes_of(namespace, None, inventory, NEWEST)
    assert found.operation == "UPDATE"
    assert found.old_object["metadata"]["name"] == "a"
    assert attributes_of(other, None, inventory, NEWEST).operation == "CREATE"


def test_a_pod_that_the_cluster_has_is_updated():
    inventory = read_inventory([pod(name="probe", labels={"app": "probe"})])
    found = attributes_of(pod(name="probe"), None, inventory, NEWEST)
    assert found.operation == "UPDATE"
    assert found.old_object["metadata"]["labels"] == {"app": "probe"}
    assert found.old_object["spec"]["containers"][0]["image"] == "c:1"
    assert attributes_of(pod(name="other"), None, inventory, NEWEST).operation == "CREATE"
