"""Policies among the manifests where the CEL library is installed, and where it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

import dslint
from dslint.admission.policies.cel import engine
from dslint.admission.policies.cel.library import MissingLibraryError, library
from dslint.kubernetes.release import Release
from dslint.linting.policy_expressions import policy_expression_problems
from tests.cel import NEEDS_CEL

POLICY: dict[str, Any] = {
    "apiVersion": "admissionregistration.k8s.io/v1",
    "kind": "ValidatingAdmissionPolicy",
    "metadata": {"name": "p"},
    "spec": {
        "matchConstraints": {
            "resourceRules": [
                {"apiGroups": ["apps"], "apiVersions": ["v1"], "operations": ["*"], "resources": ["daemonsets"]}
            ]
        },
        "validations": [{"expression": "objekt.spec.hostPID", "message": "no"}],
    },
}
BINDING: dict[str, Any] = {
    "apiVersion": "admissionregistration.k8s.io/v1",
    "kind": "ValidatingAdmissionPolicyBinding",
    "metadata": {"name": "p"},
    "spec": {"policyName": "p", "validationActions": ["Deny"]},
}
AGENT: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent"},
    "spec": {
        "selector": {"matchLabels": {"app": "other"}},
        "template": {
            "metadata": {"labels": {"app": "agent"}},
            "spec": {"containers": [{"name": "agent", "image": "registry.example/agent:1.0"}]},
        },
    },
}
RELEASE = Release.of("1.36")


@pytest.fixture
def _no_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    monkeypatch.setattr(engine, "_engine", engine._engine.__wrapped__)
    library.cache_clear()
    yield
    library.cache_clear()


@NEEDS_CEL
def test_what_the_server_refuses_of_an_expression_is_found() -> None:
    assert [problem.code for problem in policy_expression_problems(POLICY, RELEASE, needed=False)] == ["DS750"]


@pytest.mark.usefixtures("_no_library")
def test_without_the_library_a_policy_could_not_be_checked() -> None:
    [problem] = policy_expression_problems(POLICY, RELEASE, needed=False)
    assert (problem.code, problem.path) == ("DS713", ("spec",))
    assert "kube-dslint[admission]" in problem.message
    with pytest.raises(MissingLibraryError):
        policy_expression_problems(POLICY, RELEASE, needed=True)


@pytest.mark.usefixtures("_no_library")
def test_without_the_library_all_else_among_the_manifests_is_checked() -> None:
    report = dslint.lint([POLICY, BINDING, AGENT])
    assert {finding.code for finding in report.findings} >= {"DS231", "DS713"}
    assert report.unchecked == 1
    [remark] = report.remarks
    assert remark.startswith("the admission policies among the manifests are not asked: ")
    with pytest.raises(MissingLibraryError):
        dslint.lint(POLICY, cluster=[BINDING])
