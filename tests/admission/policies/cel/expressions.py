"""Expressions for tests: compiled and evaluated on a small DaemonSet."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import pytest

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.environment import Environment
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.outcomes import CompileError, EvaluationError, Unchecked, Value
from dslint.kubernetes.release import Release

if sys.version_info < (3, 11):
    pytest.skip("the CEL library needs Python 3.11 or later", allow_module_level=True)

DAEMONSET = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent", "namespace": "logging", "labels": {"app": "agent", "team": "obs"}},
    "spec": {
        "template": {
            "spec": {
                "containers": [
                    {
                        "name": "main",
                        "image": "registry.example/agent:2.3.0",
                        "resources": {"limits": {"memory": "128Mi"}, "requests": {"cpu": "100m"}},
                    }
                ]
            }
        }
    },
}
VALUES = {
    "object": DAEMONSET,
    "oldObject": None,
    "request": {"operation": "CREATE", "name": "agent", "namespace": "logging", "dryRun": False},
    "namespaceObject": {"metadata": {"name": "logging", "labels": {"level": "3"}}},
    "params": {"data": {"registry": "registry.example/"}},
}


def compiled(
    text: str, version: str = "1.36", variables: Mapping[str, str] | None = None, **options: Any
) -> Expression | CompileError:
    """The expression as a server of the version has it stored."""
    options = {"stored": True, "result": "any", "params": True, **options}
    environment = Environment.of(Release.of(version), stored=options.pop("stored"))
    return environment.compile(text, variables=composed(variables or {}, version), **options)


def composed(variables: Mapping[str, str], version: str = "1.36") -> dict[str, Expression | CompileError]:
    environment = Environment.of(Release.of(version), stored=True)
    found: dict[str, Expression | CompileError] = {}
    for name, text in variables.items():
        found[name] = environment.compile(text, result="any", variables=dict(found), params=True)
    return found


def outcome(
    text: str, variables: Mapping[str, str] | None = None, version: str = "1.36", **values: Any
) -> Value | EvaluationError | Unchecked:
    """What comes of the expression on the DaemonSet; `values` replace what it is evaluated on."""
    expression = compiled(text, version, variables)
    assert isinstance(expression, Expression), expression
    return expression.evaluate(Activation({**VALUES, **values}, composed(variables or {}, version)))


def value(text: str, variables: Mapping[str, str] | None = None, **values: Any) -> Any:
    found = outcome(text, variables, **values)
    assert isinstance(found, Value), found
    return found.value


def error(text: str, variables: Mapping[str, str] | None = None, **values: Any) -> str:
    found = outcome(text, variables, **values)
    assert isinstance(found, EvaluationError), found
    return found.message


def reason(text: str, variables: Mapping[str, str] | None = None, **values: Any) -> str:
    found = outcome(text, variables, **values)
    assert isinstance(found, Unchecked), found
    return found.reason


def refusal(text: str, version: str = "1.36", **options: Any) -> str:
    """What the server says of a new expression that it does not take."""
    found = compiled(text, version, **{"stored": False, **options})
    assert isinstance(found, CompileError), found
    return found.message
