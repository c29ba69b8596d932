from __future__ import annotations

from dslint.admission.policies.policy_objects import Binding, MatchResources, ParamKind, Policy


def test_a_policy_fails_unless_it_says_to_ignore_what_cannot_be_evaluated():
    assert Policy.of({"metadata": {"name": "p"}, "spec": {}}).fails
    assert not Policy.of({"metadata": {"name": "p"}, "spec": {"failurePolicy": "Ignore"}}).fails


def test_each_expression_knows_its_path_in_the_policy():
    spec = {
        "variables": [{"name": "a", "expression": "1"}],
        "matchConditions": [{"name": "c", "expression": "true"}],
        "auditAnnotations": [{"key": "k", "valueExpression": "'x'"}],
        "validations": [{"expression": "true"}, {"expression": "false", "message": "no", "reason": "Forbidden"}],
    }
    policy = Policy.of({"metadata": {"name": "p"}, "spec": spec})
    assert policy.variables[0].path == ("spec", "variables", 0, "expression")
    assert policy.conditions[0].path == ("spec", "matchConditions", 0, "expression")
    assert policy.annotations[0] == ("k", "'x'", ("spec", "auditAnnotations", 0, "valueExpression"))
    assert [(one.path, one.reason) for one in policy.validations] == [
        (("spec", "validations", 0), "Invalid"),
        (("spec", "validations", 1), "Forbidden"),
    ]


def test_the_kind_of_parameters_is_written_as_the_server_writes_it():
    policy = Policy.of({"spec": {"paramKind": {"apiVersion": "rules.example.com/v1", "kind": "Limit"}}})
    assert policy.param_kind == ParamKind("rules.example.com/v1", "Limit")
    assert str(policy.param_kind) == "rules.example.com/v1, Kind=Limit"


def test_a_binding_has_what_narrows_it_and_its_parameters_only_if_it_says_so():
    plain = Binding.of({"metadata": {"name": "b"}, "spec": {"policyName": "p", "validationActions": ["Deny", "Audit"]}})
    assert (plain.policy, plain.actions, plain.matching, plain.params) == ("p", ("Deny", "Audit"), None, None)
    assert Binding.of({"spec": {"validationActions": ["Audit", "Nope"]}}).actions == ("Audit",)
    spec = {
        "policyName": "p",
        "matchResources": {"namespaceSelector": {"matchLabels": {"env": "prod"}}},
        "paramRef": {"name": "limits", "namespace": "a", "parameterNotFoundAction": "Deny"},
    }
    found = Binding.of({"metadata": {"name": "b"}, "spec": spec})
    assert found.matching is not None
    assert str(found.matching.namespaces) == "env=prod"
    assert found.params is not None
    assert (found.params.name, found.params.namespace, found.params.denies_without) == ("limits", "a", True)


def test_a_rule_without_scope_is_about_all_scopes():
    found = MatchResources.of({"resourceRules": [{"operations": ["*"], "resources": ["pods"], "resourceNames": ["x"]}]})
    assert (found.rules[0].scope, found.rules[0].names, found.excluded) == ("*", ("x",), ())
