from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.cel.type_checking import Kind, kinds_of_resources, named_kinds, type_warnings
from dslint.admission.policies.policy_objects import Policy
from dslint.kubernetes.release import Release

from .expressions import VALUES  # skips where the library cannot be

assert VALUES
RELEASE = Release.of("1.36")


def rule(group: str, *resources: str) -> dict[str, Any]:
    return {"apiGroups": [group], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": list(resources)}


def policy(*rules: dict[str, Any], **spec: Any) -> Policy:
    return Policy.of({"metadata": {"name": "p"}, "spec": {"matchConstraints": {"resourceRules": list(rules)}, **spec}})


def warnings(
    *expressions: str, rules: tuple[dict[str, Any], ...] = (rule("apps", "daemonsets"),), **spec: Any
) -> list[str]:
    validations = [{"expression": text} for text in expressions]
    return [found.message for found in type_warnings(policy(*rules, validations=validations, **spec), RELEASE)]


def test_kinds_are_those_of_the_resources_without_wildcards() -> None:
    found = named_kinds(policy(rule("apps", "daemonsets", "daemonsets/status", "*"), rule("", "pods")), RELEASE)
    assert found.known == (Kind("", "v1", "Pod"), Kind("apps", "v1", "DaemonSet"))
    assert named_kinds(policy(rule("*", "pods"), rule("example.com", "things")), RELEASE).unknown == (
        "things.example.com",
    )


def test_resources_have_the_plural_of_the_api() -> None:
    known = kinds_of_resources((1, 36))
    assert known["scheduling.k8s.io/v1", "priorityclasses"] == "PriorityClass"
    assert known["v1", "configmaps"] == "ConfigMap"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("object.spec.foo == 1", "undefined field 'foo'"),
        ("object.spec.template.spec.hostNetwork == 'true'", "'_==_' applied to '(bool, string)'"),
        ("object.metadata.creationTimestamp == 'x'", "'_==_' applied to '(timestamp, string)'"),
        (
            "oldObject.spec.template.spec.containers.all(c, c.image.foo)",
            "type 'string' does not support field selection",
        ),
    ],
)
def test_an_expression_that_does_not_fit_the_kind_has_a_warning(text: str, message: str) -> None:
    (warning,) = warnings(text)
    assert warning.startswith("apps/v1, Kind=DaemonSet: ERROR: <input>:1:")
    assert message in warning
    assert warning.endswith("^\n")


def test_each_kind_has_its_own_warning() -> None:
    (warning,) = warnings("has(object.spec.template)", rules=(rule("apps", "daemonsets"), rule("", "pods")))
    assert warning.startswith("v1, Kind=Pod: ERROR: <input>:1:")
    assert "DaemonSet" not in warning


def test_variables_have_the_types_of_the_kind() -> None:
    variables = [
        {"name": "images", "expression": "object.spec.template.spec.containers.map(c, c.image)"},
        {"name": "spec", "expression": "object.spec.template.spec"},
        {"name": "bad", "expression": "object.nope"},
    ]
    assert len(warnings("variables.images[0] == 1", variables=variables)) == 1
    assert warnings("variables.spec.foo == 1", "variables.bad == 1", variables=variables) == []


def test_params_have_the_type_of_their_kind() -> None:
    kind = {"apiVersion": "v1", "kind": "ConfigMap"}
    assert "'(string, int)'" in warnings("params.data.x == 1", paramKind=kind)[0]
    assert warnings("params.spec.x == 1", paramKind={"apiVersion": "example.com/v1", "kind": "Thing"}) == []


def test_messages_are_checked_too() -> None:
    validations = [{"expression": "true", "messageExpression": "object.nope"}]
    (found,) = type_warnings(policy(rule("", "pods"), validations=validations), RELEASE)
    assert found.path == ("spec", "validations", 0, "messageExpression")
