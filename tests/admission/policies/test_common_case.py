from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.common_case import AT_ONCE, groups
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.policy_objects import Policy
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL

OBJECT = Activation({"object": {"spec": {"hostNetwork": True}}, "request": {}})
RULE = {"apiGroups": ["*"], "apiVersions": ["*"], "operations": ["*"], "resources": ["*"]}


def policy(*expressions: str, name: str = "p", **spec: Any) -> CompiledPolicy:
    validations = [{"expression": text} for text in expressions]
    raw = {"metadata": {"name": name}, "spec": {"validations": validations, **spec}}
    return CompiledPolicy(Policy.of(raw), Release.of("1.36"))


def test_policies_that_are_satisfied_are_found_in_one_evaluation():
    (group,) = groups([policy("true", "object.spec.hostNetwork == true"), policy("1 == 1", name="q")])
    assert group.names == {"p", "q"}
    assert group.holds(OBJECT)


@pytest.mark.parametrize(
    "expression",
    ["false", "object.spec.nope == 1", "request.userInfo.username == 'ci'", "object.spec.hostNetwork == false"],
)
def test_one_that_is_not_true_for_certain_leaves_all_of_its_group_open(expression):
    (group,) = groups([policy("true"), policy(expression, name="q")])
    assert not group.holds(OBJECT)


def test_groups_are_small_so_that_one_policy_does_not_cost_all_others():
    found = groups(policy("true", name=f"p{number}") for number in range(2 * AT_ONCE + 1))
    assert [len(group.names) for group in found] == [AT_ONCE, AT_ONCE, 1]


def test_variables_that_can_be_put_in_do_not_stand_in_the_way():
    spec = [{"name": "spec", "expression": "object.spec"}]
    (group,) = groups([policy("variables.spec.hostNetwork == true", variables=spec)])
    assert group.holds(OBJECT)


@pytest.mark.parametrize(
    "spec",
    [
        {"paramKind": {"apiVersion": "v1", "kind": "ConfigMap"}},
        {"matchConditions": [{"name": "c", "expression": "false"}]},
        {"auditAnnotations": [{"key": "k", "valueExpression": "'x'"}]},
        {"matchConstraints": {"namespaceSelector": {"matchLabels": {"a": "b"}}}},
        {"matchConstraints": {"objectSelector": {"matchLabels": {"a": "b"}}}},
        {"matchConstraints": {"resourceRules": [RULE], "excludeResourceRules": [RULE]}},
        {"matchConstraints": {"resourceRules": [{**RULE, "resourceNames": ["agent"]}]}},
        {"matchConstraints": {"resourceRules": [{**RULE, "scope": "Cluster"}]}},
    ],
)
def test_policies_that_depend_on_more_than_their_expressions_are_asked_one_by_one(spec):
    assert groups([policy("true", **spec)]) == ()


@pytest.mark.parametrize("expressions", [(), ("nope(object)",), ("true", "nope(object)")])
def test_policies_without_valid_expressions_are_asked_one_by_one(expressions):
    assert groups([policy(*expressions)]) == ()
