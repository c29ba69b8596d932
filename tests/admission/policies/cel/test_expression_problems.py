from __future__ import annotations

from typing import Any

from dslint.admission.policies.cel.expression_problems import expression_problems
from dslint.findings import Problem
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL


def policy(resources: tuple[str, ...] = ("daemonsets",), **spec: Any) -> dict[str, Any]:
    rule = {"apiGroups": ["apps"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": list(resources)}
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": "p.example"},
        "spec": {"matchConstraints": {"resourceRules": [rule]}, **spec},
    }


def problems(value: dict[str, Any], version: str = "1.36") -> list[Problem]:
    return list(expression_problems(value, Release.of(version)))


def test_each_expression_that_is_refused_is_a_problem_at_its_field() -> None:
    found = problems(
        policy(
            matchConditions=[{"name": "a", "expression": " variables.x "}],
            variables=[{"name": "x", "expression": "1 +"}],
            validations=[{"expression": "1", "messageExpression": "authorizer"}],
            auditAnnotations=[{"key": "a", "valueExpression": "true "}],
        )
    )
    assert [(problem.code, problem.field) for problem in found] == [
        ("DS750", "spec.matchConditions[0].expression"),
        ("DS750", "spec.variables[0].expression"),
        ("DS750", "spec.validations[0].expression"),
        ("DS750", "spec.validations[0].messageExpression"),
        ("DS750", "spec.auditAnnotations[0].valueExpression"),
    ]
    assert found[0].path == ("spec", "matchConditions", 0, "expression")
    assert found[0].message.startswith(
        'Invalid value: "variables.x": compilation failed: ERROR: <input>:1:1: undeclared'
    )
    assert found[2].message == 'Invalid value: "1": must evaluate to bool but got int'
    assert found[4].message == 'Invalid value: "true ": must evaluate to one of [string null_type] but got bool'


def test_a_variable_may_be_used_by_what_stands_after_it() -> None:
    variables = [{"name": "x", "expression": "object.metadata.name"}, {"name": "y", "expression": "variables.x"}]
    assert problems(policy(variables=variables, validations=[{"expression": "variables.y == 'a'"}])) == []
    (problem,) = problems(policy(variables=variables[::-1], validations=[{"expression": "variables.y == 'a'"}]))
    assert (problem.field, "undefined field 'x'" in problem.message) == ("spec.variables[0].expression", True)


def test_params_are_declared_by_a_param_kind() -> None:
    validations = [{"expression": "params.data.x == 'a'"}]
    kind = {"apiVersion": "v1", "kind": "ConfigMap"}
    assert problems(policy(paramKind=kind, validations=validations)) == []
    assert "undeclared reference to 'params'" in problems(policy(validations=validations))[0].message


def test_the_help_names_the_version_of_a_function_or_a_similar_one() -> None:
    validations = [{"expression": "[1].transformList(i, v, v).size() == 1"}]
    (problem,) = problems(policy(validations=validations), "1.30")
    assert problem.help == "a new expression may use transformList from Kubernetes 1.33 on"
    (problem,) = problems(policy(validations=[{"expression": "object.metadata.name.startWith('a')"}]))
    assert problem.help == 'did you mean "startsWith"?'
    (problem,) = problems(policy(validations=[{"expression": "frobnicate()"}]))
    assert problem.help is None


def test_what_type_checking_finds_is_a_warning_in_the_words_of_the_status() -> None:
    text = "object.spec.template.spec.hostNetwrk == true"
    (problem,) = problems(policy(validations=[{"expression": text}]))
    assert (problem.code, problem.field) == ("DS751", "spec.validations[0].expression")
    assert problem.message == (
        "apps/v1, Kind=DaemonSet: ERROR: <input>:1:26: undefined field 'hostNetwrk'\n"
        f" | {text}\n | .........................^"
    )


def test_quantities_are_no_fields_of_the_type_checker() -> None:
    text = "object.spec.template.spec.containers.all(c, 'cpu' in c.resources.limits)"
    (problem,) = problems(policy(validations=[{"expression": text}]))
    assert problem.help is not None
    assert "has no type for quantities" in problem.help


def test_a_refused_policy_is_not_type_checked() -> None:
    validations = [{"expression": "object.spec.foo == 1"}, {"expression": "1"}]
    assert [problem.code for problem in problems(policy(validations=validations))] == ["DS750"]


def test_kinds_without_known_fields_are_named() -> None:
    (problem,) = problems(policy(("deployments", "statefulsets", "daemonsets"), validations=[{"expression": "true"}]))
    assert (problem.code, problem.path) == ("DS752", ("spec", "matchConstraints", "resourceRules"))
    assert "the fields of deployments.apps and statefulsets.apps;" in problem.message


def test_an_expression_that_the_library_does_not_read_is_said_to_be_unchecked() -> None:
    (problem,) = problems(policy(validations=[{"expression": "!(" * 40 + "true" + ")" * 40}]))
    assert (problem.code, problem.message) == (
        "DS752",
        "not checked here: it is nested deeper than the CEL library reads",
    )
