"""Policies asked about requests, in the API server's words."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.attributes import CREATE, UPDATE, Attributes, Kind
from dslint.admission.policies.evaluation import BIND_ALL, AdmissionPolicies, asked
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL

NEWEST = Release.of("1.36")
GROUP = "admissionregistration.k8s.io/v1"
OBJECT = {"metadata": {"name": "agent", "labels": {"team": "obs"}}, "spec": {"hostNetwork": True}}
CONFIG_MAP = {"apiVersion": "v1", "kind": "ConfigMap"}


def policy(*validations: dict[str, Any] | str, name: str = "p", **spec: Any) -> dict[str, Any]:
    found = [{"expression": one} if isinstance(one, str) else one for one in validations]
    return {
        "apiVersion": GROUP,
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": name},
        "spec": {"validations": found, **spec},
    }


def binding(*actions: str, name: str = "b", of: str = "p", **spec: Any) -> dict[str, Any]:
    spec = {"policyName": of, "validationActions": list(actions or ("Deny",)), **spec}
    return {"apiVersion": GROUP, "kind": "ValidatingAdmissionPolicyBinding", "metadata": {"name": name}, "spec": spec}


def cluster(*objects: dict[str, Any], complete: tuple[str, str] | None = None) -> Cluster:
    found: dict[str, list[dict[str, Any]]] = {}
    for value in objects:
        found.setdefault(value["kind"], []).append(value)
    return Cluster("c", [], objects=found, complete=frozenset([complete] if complete else []))


def answers(
    *objects: dict[str, Any], release: Release = NEWEST, bind_all: bool = False, **changes: Any
) -> list[Answer]:
    attributes = Attributes(CREATE, Kind("apps", "v1", "DaemonSet"), OBJECT, name="agent", namespace="a")
    found = cluster(*objects)
    policies = AdmissionPolicies.of(found, release, bind_all=bind_all)
    return asked(policies, attributes._replace(**changes), found)


def said(*objects: dict[str, Any], **changes: Any) -> list[str]:
    return [answer.message for answer in answers(*objects, **changes)]


def test_what_is_satisfied_has_no_answer():
    assert answers(policy("object.metadata.name == 'agent'"), binding()) == []


def test_all_denials_are_told_in_the_order_of_policies_bindings_and_validations():
    found = answers(
        policy("false", "1 > 2", name="q"),
        policy("object.spec.hostNetwork == false"),
        binding(name="b2"),
        binding(name="b1"),
        binding(of="q", name="b0"),
    )
    assert [(one.policy, one.binding, one.message) for one in found] == [
        ("p", "b1", "failed expression: object.spec.hostNetwork == false"),
        ("p", "b2", "failed expression: object.spec.hostNetwork == false"),
        ("q", "b0", "failed expression: false"),
        ("q", "b0", "failed expression: 1 > 2"),
    ]
    assert found[3].path == ("spec", "validations", 1, "expression")


def test_the_binding_says_what_follows():
    found = answers(policy("false"), binding("Warn", "Audit"))
    assert [answer.action for answer in found] == [Action.WARN, Action.AUDIT]


def test_without_a_binding_nothing_is_asked_and_that_is_said():
    found = AdmissionPolicies.of(cluster(policy("false"), binding(of="nope")), NEWEST)
    assert (found.bound, found.remarks) == (
        (),
        ("ValidatingAdmissionPolicy p has no binding, so it is not asked; --bind-all asks it all the same",),
    )


def test_of_many_policies_without_a_binding_some_are_named():
    found = AdmissionPolicies.of(cluster(*(policy("false", name=name) for name in "abcde")), NEWEST)
    names = "5 ValidatingAdmissionPolicies have no binding, so they are not asked: a, b, c and 2 more"
    assert found.remarks == (f"{names}; --bind-all asks them all the same",)


def test_bind_all_asks_what_has_no_binding_and_leaves_the_others_to_theirs():
    found = answers(policy("false"), policy("false", name="q"), binding("Warn"), bind_all=True)
    assert [(one.policy, one.binding, one.action) for one in found] == [
        ("p", "b", Action.WARN),
        ("q", BIND_ALL, Action.DENY),
    ]


def test_releases_ask_policies_since_their_gate_is_on():
    old = AdmissionPolicies.of(cluster(policy("false"), binding()), Release.of("1.29"))
    assert old.bound == ()
    assert "feature gate" in old.remarks[0]
    with_gate = Release.of("1.29", {"ValidatingAdmissionPolicy": True})
    assert len(AdmissionPolicies.of(cluster(policy("false"), binding()), with_gate).bound) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "failed expression: false"),
        ({"message": " no "}, "no"),
        ({"messageExpression": "' not ' + object.metadata.name"}, "not agent"),
        ({"messageExpression": "object.metadata.annotations['x']", "message": "no"}, "no"),
        ({"messageExpression": "'a\\nb'", "message": "no"}, "no"),
        ({"messageExpression": "'  '"}, "failed expression: false"),
    ],
)
def test_the_message_is_the_authors_if_it_can_be_used(fields, message):
    assert said(policy({"expression": " false ", **fields}), binding()) == [message]


def test_a_message_that_is_too_long_is_not_used():
    long = {"messageExpression": f"'{'x' * 5121}'", "message": "no"}
    fits = {"messageExpression": f"'{'x' * 5120}'", "message": "no"}
    assert said(policy({"expression": "false", **long}), binding()) == ["no"]
    assert said(policy({"expression": "false", **fits}), binding()) == ["x" * 5120]


def test_the_reason_is_the_policys_own():
    found = answers(policy({"expression": "false", "reason": "Forbidden"}, "false"), binding())
    assert [answer.reason for answer in found] == ["Forbidden", "Invalid"]


ERROR = "object.metadata.labels['nope'] == 'x'"


def test_an_error_denies_unless_the_policy_ignores_failures():
    assert said(policy(ERROR), binding()) == [f"expression '{ERROR}' resulted in error: no such key: nope"]
    assert said(policy(ERROR, "false", failurePolicy="Ignore"), binding()) == ["failed expression: false"]


def condition(*expressions: str) -> list[dict[str, str]]:
    return [{"name": f"c{index}", "expression": text} for index, text in enumerate(expressions)]


@pytest.mark.parametrize(
    ("conditions", "failure_policy", "messages"),
    [
        (["true"], "Fail", ["failed expression: false"]),
        (["true", "false"], "Fail", []),
        ([ERROR, "false"], "Fail", []),
        ([ERROR], "Fail", [f"expression '{ERROR}' resulted in error: no such key: nope"]),
        ([ERROR], "Ignore", []),
        (["namespaceObject == null"], "Fail", ["failed expression: false"]),
    ],
)
def test_conditions_decide_whether_a_policy_is_asked(conditions, failure_policy, messages):
    found = policy("false", matchConditions=condition(*conditions), failurePolicy=failure_policy)
    assert said(found, binding()) == messages


def test_several_errors_of_conditions_are_one_message():
    first, second = "object.metadata.a == 1", "object.metadata.b == 1"
    errors = [f"expression '{text}' resulted in error: no such key: {text[16]}" for text in (first, second)]
    found = policy("false", matchConditions=condition(first, second))
    assert said(found, binding()) == [f"[{errors[0]}, {errors[1]}]"]


def test_a_variable_is_evaluated_only_where_it_is_read():
    variables = [{"name": "bad", "expression": "object.metadata.nope"}, {"name": "good", "expression": "1"}]
    assert said(policy("variables.good == 1 || variables.bad == 1", variables=variables), binding()) == []
    (message,) = said(policy("variables.bad == 1", variables=variables), binding())
    assert message.endswith('resulted in error: composited variable "bad" fails to evaluate: no such key: nope')


def test_an_update_has_the_old_object():
    found = policy("oldObject == null || oldObject.spec == object.spec", "request.operation == 'CREATE'")
    old = {**OBJECT, "spec": {}}
    assert len(said(found, binding(), operation=UPDATE, old_object=old)) == 2
    assert said(found, binding()) == []


def test_an_audit_annotation_that_fails_denies_whatever_the_binding_says():
    annotations = [{"key": "k", "valueExpression": "string(object.metadata.nope)"}]
    found = answers(policy(auditAnnotations=annotations), binding("Audit"))
    assert [(one.action, one.message) for one in found] == [
        (Action.DENY, "expression 'string(object.metadata.nope)' resulted in error: no such key: nope")
    ]
    assert answers(policy(auditAnnotations=annotations, failurePolicy="Ignore"), binding("Audit")) == []


def parameter(name: str, most: str) -> dict[str, Any]:
    return {**CONFIG_MAP, "metadata": {"name": name, "namespace": "a"}, "data": {"most": most}}


def test_a_policy_is_asked_with_each_parameter():
    found = answers(
        policy("int(params.data.most) > 1", paramKind=CONFIG_MAP),
        binding(paramRef={"selector": {}}),
        *(parameter(f"p{number}", str(number)) for number in range(3)),
    )
    assert [answer.parameter for answer in found] == ["ConfigMap a/p0", "ConfigMap a/p1"]


def test_missing_parameters_deny_if_the_binding_says_so():
    others = [parameter("one", "1"), parameter("two", "2")]
    bound = binding("Warn", paramRef={"name": "nope", "parameterNotFoundAction": "Deny"})
    message = "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction"
    found = answers(policy("true", paramKind=CONFIG_MAP), bound, *others)
    assert [(one.action, one.message) for one in found] == [(Action.DENY, message)]
    assert answers(policy("true", paramKind=CONFIG_MAP, failurePolicy="Ignore"), bound, *others) == []


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("request.userInfo.username == 'x'", "depends on the user that makes the request (request.userInfo)"),
        ("request.dryRun", "depends on whether the request is a dry run (request.dryRun)"),
        ("namespaceObject.metadata.labels.env == 'x'", "depends on namespace a, which is not declared"),
        ("object.metadata.managedFields == []", "depends on metadata.managedFields, which only the API server knows"),
    ],
)
def test_what_depends_on_what_nobody_knows_is_said_and_not_passed_over(expression, reason):
    found = answers(policy(expression, "true"), binding("Warn"))
    assert [(one.action, one.message) for one in found] == [(Action.UNCHECKED, reason)]
    assert answers(policy(f"{expression} || object.spec.hostNetwork"), binding()) == []


@pytest.mark.parametrize(
    "expression", ["!has(object.metadata.managedFields)", "!object.metadata.?managedFields.hasValue()", "variables.m"]
)
def test_whether_a_field_is_there_that_no_file_has_is_not_known(expression):
    variables = [{"name": "m", "expression": "has( object.metadata.managedFields)"}]
    (found,) = answers(policy(expression, variables=variables), binding())
    assert found.action is Action.UNCHECKED
    assert found.message == "depends on metadata.managedFields, which only the API server knows"


def test_a_declared_user_is_asked_for():
    found = policy("request.userInfo.username == 'ci' && 'team' in request.userInfo.groups")
    assert answers(found, binding(), user={"name": "ci", "groups": ["team"]}) == []
    assert len(answers(found, binding(), user={"name": "me", "groups": []})) == 1


def namespace(**labels: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a", "labels": labels}}


SELECTED = {"namespaceSelector": {"matchLabels": {"env": "prod"}}}


def test_the_labels_of_a_namespace_decide_if_they_are_known():
    of_policy, of_binding = policy("false", matchConstraints=SELECTED), binding(matchResources=SELECTED)
    assert said(of_policy, binding(), namespace(env="prod")) == ["failed expression: false"]
    assert said(of_policy, binding(), namespace(env="test")) == []
    assert said(policy("false"), of_binding, namespace(env="test")) == []
    reason = "applies by the labels of namespace a, which is not declared"
    assert said(of_policy, binding()) == said(policy("false"), of_binding) == [reason]


def test_an_expression_that_the_library_does_not_take_is_not_passed_over():
    found = answers(policy("nope(object)"), binding())
    assert [one.action for one in found] == [Action.UNCHECKED]
    assert found[0].message.startswith("its expression is not valid: compilation failed")


def test_expressions_are_compiled_once():
    found = cluster(policy("object.metadata.name == 'agent'"), binding())
    policies = AdmissionPolicies.of(found, NEWEST)
    attributes = Attributes(CREATE, Kind("apps", "v1", "DaemonSet"), OBJECT, name="agent", namespace="a")
    asked(policies, attributes, found)
    (compiled,) = policies.bound[0].compiled.compiled.values()
    asked(policies, attributes, found)
    assert [*policies.bound[0].compiled.compiled.values()] == [compiled]
