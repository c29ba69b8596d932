from __future__ import annotations

from typing import Any

from dslint.admission.policies.attributes import CREATE, Attributes, Kind
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.inputs import Inputs
from dslint.admission.policies.policy_objects import Policy
from dslint.admission.policies.question import Decision, Question
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL

OBJECT = {"metadata": {"name": "p"}, "spec": {"hostNetwork": True}}
REQUEST = Attributes(CREATE, Kind("", "v1", "Pod"), OBJECT, name="p", namespace="a")


def decisions(**spec: Any) -> list[Decision]:
    compiled = CompiledPolicy(Policy.of({"metadata": {"name": "p"}, "spec": spec}), Release.of("1.36"))
    inputs = Inputs.of(REQUEST, None)
    question = Question(compiled, inputs.activation(compiled, None), inputs.before(None), inputs.unknown)
    return [*question.decisions()]


def test_what_a_variable_cannot_know_is_not_known_to_what_reads_it():
    variables = [{"name": "env", "expression": "namespaceObject.metadata.labels.env"}]
    (found,) = decisions(variables=variables, validations=[{"expression": "variables.env == 'prod'"}])
    assert (found.unchecked, found.message) == (True, "depends on namespace a, which is not declared")


def test_a_condition_that_cannot_be_told_ends_the_question():
    conditions = [{"name": "c", "expression": "request.userInfo.username == 'ci'"}]
    (found,) = decisions(matchConditions=conditions, validations=[{"expression": "false"}, {"expression": "false"}])
    assert found.unchecked
    assert found.path == ("spec", "matchConditions", 0, "expression")


def test_a_false_condition_counts_before_one_that_cannot_be_told():
    expressions = ["request.userInfo.username == 'ci'", "false"]
    conditions = [{"name": f"c{index}", "expression": text} for index, text in enumerate(expressions)]
    assert decisions(matchConditions=conditions, validations=[{"expression": "false"}]) == []


def test_each_validation_that_is_not_true_is_a_decision():
    found = decisions(validations=[{"expression": "true"}, {"expression": "false"}, {"expression": "1 == 2"}])
    assert [one.path[2] for one in found] == [1, 2]


def test_annotations_that_can_be_evaluated_decide_nothing():
    annotations = [{"key": "k", "valueExpression": "'x' + object.metadata.name"}]
    assert decisions(auditAnnotations=annotations) == []
