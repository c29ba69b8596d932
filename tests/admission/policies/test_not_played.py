"""What else a cluster would ask about a request."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.attributes import CREATE, Attributes, Kind
from dslint.admission.policies.not_played import not_played
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release

RULE = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
POD = Attributes(CREATE, Kind("", "v1", "Pod"), {"metadata": {"name": "a"}}, None, "a", "team")
NAMESPACE = {"kind": "Namespace", "metadata": {"name": "team", "labels": {"inject": "no"}}}


def named(name: str, **fields: Any) -> dict[str, Any]:
    return {"metadata": {"name": name}, **fields}


def told(version: str = "1.36", **objects: list[dict[str, Any]]) -> list[str]:
    cluster = Cluster("c", [], objects={"Namespace": [NAMESPACE], **objects})
    return list(not_played(cluster, POD, Release.of(version)))


def test_webhooks_with_a_rule_for_the_request_are_named() -> None:
    hooks = [{"name": "a", "rules": [RULE]}, {"name": "b", "rules": [RULE]}]
    assert told(ValidatingWebhookConfiguration=[named("checks", webhooks=hooks)]) == [
        "ValidatingWebhookConfiguration checks may deny objects: its webhooks are not called"
    ]


@pytest.mark.parametrize(
    "hook",
    [
        {},
        {"rules": [{**RULE, "resources": ["services"]}]},
        {"rules": [RULE], "namespaceSelector": {"matchLabels": {"inject": "yes"}}},
        {"rules": [RULE], "objectSelector": {"matchLabels": {"app": "x"}}},
    ],
)
def test_webhooks_about_something_else_are_not(hook: dict[str, Any]) -> None:
    assert told(MutatingWebhookConfiguration=[named("injector", webhooks=[hook])]) == []


@pytest.mark.parametrize(
    "webhooks", ["x", [1], [{"rules": 1}], [{"rules": ["x"]}], [{"rules": [RULE], "objectSelector": 1}]]
)
def test_values_that_no_server_takes_are_about_nothing(webhooks: Any) -> None:
    assert told(MutatingWebhookConfiguration=[named("injector", webhooks=webhooks)]) == []
    bad = {
        "MutatingAdmissionPolicy": [named("p", spec=webhooks)],
        "MutatingAdmissionPolicyBinding": [named("b", spec=1)],
    }
    assert told(**bad) == []


def test_mutating_policies_are_named_from_1_36_on_if_they_are_bound() -> None:
    policy = named("sidecar", spec={"matchConstraints": {"resourceRules": [RULE]}})
    binding = named("sidecar", spec={"policyName": "sidecar"})
    both = {"MutatingAdmissionPolicy": [policy], "MutatingAdmissionPolicyBinding": [binding]}
    assert told(**both) == ["MutatingAdmissionPolicy sidecar may change objects: it is not applied"]
    assert told(MutatingAdmissionPolicy=[policy]) == []
    assert told("1.35", **both) == []
