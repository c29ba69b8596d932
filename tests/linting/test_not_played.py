"""Webhooks and mutating policies that would be asked about linted objects."""

from __future__ import annotations

from typing import Any

import dslint
from tests.planning.nodes import daemonset, plain_pod

PODS = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
SENTENCE = "ValidatingWebhookConfiguration checks may deny objects: its webhooks are not called"


def webhook(**rule: Any) -> dict[str, Any]:
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingWebhookConfiguration",
        "metadata": {"name": "checks"},
        "webhooks": [{"name": "a.example.com", "rules": [{**PODS, **rule}]}],
    }


def remarks(*objects: dict[str, Any], **rule: Any) -> tuple[str, ...]:
    objects_and_list = {"apiVersion": "v1", "kind": "List", "items": list(objects)}
    return dslint.lint(objects_and_list, None, "1.36", [webhook(**rule)]).remarks


def test_a_webhook_for_pods_is_named_once_for_pods_and_those_of_daemonsets() -> None:
    assert remarks(plain_pod(), daemonset(), daemonset("other")) == (SENTENCE,)


def test_a_webhook_about_something_else_is_not_named() -> None:
    assert remarks(daemonset(), resources=["services"]) == ()
    assert remarks(daemonset(), apiGroups=["apps"], resources=["daemonsets"]) == (SENTENCE,)
