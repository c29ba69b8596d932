from __future__ import annotations

from typing import Any

from dslint.admission.policies.cel.outcomes import CompileError
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.policy_objects import Policy
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL


def compiled(**spec: Any) -> CompiledPolicy:
    return CompiledPolicy(Policy.of({"metadata": {"name": "p"}, "spec": spec}), Release.of("1.36"))


def test_an_expression_is_compiled_once_for_each_type_of_its_result():
    policy = compiled()
    first = policy.expression("true", "bool")
    assert policy.expression("true", "bool") is first
    assert isinstance(policy.expression("true", "string"), CompileError)


def test_a_variable_may_use_those_before_it_but_none_after():
    policy = compiled(
        variables=[
            {"name": "first", "expression": "1"},
            {"name": "second", "expression": "variables.first + 1"},
            {"name": "third", "expression": "variables.fourth"},
            {"name": "fourth", "expression": "4"},
        ]
    )
    wrong = [name for name, one in policy.known_variables().items() if isinstance(one, CompileError)]
    assert wrong == ["third"]
    assert not isinstance(policy.expression("variables.second == 2", "bool"), CompileError)


def test_match_conditions_have_no_variables():
    policy = compiled(variables=[{"name": "first", "expression": "1"}])
    assert isinstance(policy.expression("variables.first == 1", "bool", with_variables=False), CompileError)


def test_parameters_are_there_only_if_the_policy_has_a_kind_of_them():
    assert isinstance(compiled().expression("params == null", "bool"), CompileError)
    kind = {"apiVersion": "v1", "kind": "ConfigMap"}
    assert not isinstance(compiled(paramKind=kind).expression("params == null", "bool"), CompileError)
