"""Policies and bindings as a whole."""

from __future__ import annotations

from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.validation.admission_policy.objects import admission_policy_errors
from tests.validation.admission_policy.policies import binding, errors, policy

TOP = Field.top(Release.of("1.36"))


def test_a_namespace_is_dropped() -> None:
    value = policy()
    value["metadata"]["namespace"] = "Not A Namespace"
    assert errors(value) == []


def test_metadata_is_validated() -> None:
    value = binding()
    value["metadata"] = {"labels": {"a b": "c"}}
    fields = [found.field for found in admission_policy_errors(value, TOP)]
    assert fields == ["metadata.name", "metadata.labels"]
