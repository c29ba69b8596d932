"""Texts put to API servers and to Kubernetes' own YAML library."""

from __future__ import annotations

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import VERSIONS, by_name, lines
from tests.conformance.test_validation import refusals

# The endpoint fills in kind and apiVersion and takes the first document only. dslint, like kubectl, wants both and
# reads every document; templates and what is no object are counted and not flagged.
READ_OTHERWISE = {
    "missing kind",
    "missing apiVersion",
    "two separators",
    "two documents",
    "empty",
    "only comment",
    "null doc",
    "list doc",
    "scalar doc",
    "helm template",
    "helm block",
}


@pytest.mark.parametrize("version", VERSIONS)
def test_texts_are_taken_and_refused_as_the_api_server_does(version: str, agreement: Agreement) -> None:
    seen = by_name(f"yaml-seen-{version}")
    for case in lines("yaml-cases"):
        if case["name"] not in READ_OTHERWISE:
            report = dslint.lint_text(case["text"], kubernetes_versions=[version])
            refused = seen[case["name"]]["code"] >= 300
            agreement.hold(f"yaml {version}", case["name"], refused, bool(refusals(report)))
