"""The pods of a DaemonSet, put to policies as their controller creates them."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.defaults import defaulted
from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.cel.outcomes import Reading
from dslint.admission.policies.evaluation import AdmissionPolicies
from dslint.admission.policies.policy_objects import Policy
from dslint.api_server.daemon_pods import (
    DaemonPods,
    in_template,
    read_path,
    reads_name_of_node,
    reads_node,
)
from dslint.inventory.reader import read_sources
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL
from tests.planning.nodes import daemonset
from tests.validation.admission_policy.policies import binding, policy

pytestmark = NEEDS_CEL

NEWEST = Release.of("1.36")
PODS = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default"}}


def asking(*expressions: str) -> dict[str, Any]:
    validations = [{"expression": expression} for expression in expressions]
    return policy(matchConstraints={"resourceRules": [PODS]}, validations=validations)


def pods_under(*expressions: str, **spec: Any) -> DaemonPods:
    cluster = read_sources([NAMESPACE, asking(*expressions), binding()], nodes_needed=False).cluster(NEWEST)
    value = defaulted(daemonset(**spec), NEWEST)
    return DaemonPods(AdmissionPolicies.of(cluster, NEWEST), value, cluster, NEWEST)


@pytest.mark.parametrize(
    "expression",
    [
        "object.metadata.generateName == 'agent-'",
        "object.metadata.name.startsWith('agent-') && request.name == object.metadata.name",
        "object.metadata.ownerReferences.all(o, o.kind == 'DaemonSet' && o.controller)",
        "object.metadata.labels['pod-template-generation'] == '1'",
        "object.spec.tolerations.size() == 6",
        "object.spec.serviceAccountName == 'default'",
        "object.spec.volumes.exists(v, has(v.projected))",
        "request.userInfo.groups.exists(g, g == 'system:serviceaccounts')",
    ],
)
def test_policies_see_the_pod_as_the_controller_creates_it(expression: str) -> None:
    assert pods_under(expression).answers() == ()


def test_denials_are_answers_in_the_words_of_the_server() -> None:
    answers = pods_under("1 > 2").answers()
    assert [answer.sentence for answer in answers] == [
        "ValidatingAdmissionPolicy 'p.example' with binding 'b.example' denied request: failed expression: 1 > 2"
    ]


def test_a_pod_is_asked_about_for_each_node_only_if_a_policy_reads_its_affinity() -> None:
    pinned = "object.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"
    pods = pods_under(f"{pinned}.all(t, t.matchFields[0].values[0] != 'n2')")
    assert pods.depend_on_node
    assert [len(pods.answers(node)) for node in ("n1", "n2", "n3")] == [0, 1, 0]
    pods = pods_under("1 > 2")
    assert not pods.depend_on_node
    assert pods.answers("n1") is pods.answers("n2")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("object.spec.hostNetwork", False),
        ("object.spec.?hostNetwork.orValue(false)", False),
        ("object.metadata.name == 'x'", False),
        ("has(object.spec.affinity)", True),
        ("object.spec == oldObject.spec", True),
        ("object['spec'].x", True),
        ("objects.exists(o, true)", False),
    ],
)
def test_what_may_depend_on_the_node(expression: str, expected: bool) -> None:
    assert reads_node(Policy.of(asking("true", expression))) is expected


def test_what_another_plugin_refuses_is_put_to_no_policy() -> None:
    classes = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClassList", "items": []}
    cluster = read_sources([NAMESPACE, classes, asking("1 > 2"), binding()], nodes_needed=False).cluster(NEWEST)
    value = defaulted(daemonset(priorityClassName="none"), NEWEST)
    pods = DaemonPods(AdmissionPolicies.of(cluster, NEWEST), value, cluster, NEWEST)
    assert (pods.attributes(), pods.answers()) == (None, ())


def test_fields_of_pods_are_fields_of_the_template() -> None:
    assert in_template(("spec", "hostNetwork")) == ("spec", "template", "spec", "hostNetwork")
    assert in_template(("metadata", "labels", "a")) == ("spec", "template", "metadata", "labels", "a")
    assert in_template(("kind",)) == in_template(()) == ("spec", "template")


def test_the_deepest_field_that_was_read_is_the_place() -> None:
    readings = (
        Reading(("object", "spec"), {}),
        Reading(("object", "spec", "affinity", "matchFields", 0), {}),
        Reading(("params", "data", "a", "b", "c", "d"), ""),
    )
    answer = Answer("p", "b", Action.DENY, "m", readings=readings)
    assert read_path(answer) == ("spec", "affinity", "matchFields", 0)
    assert reads_name_of_node(answer)
    assert read_path(answer._replace(readings=())) == ()
