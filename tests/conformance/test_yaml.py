"""Texts put to API servers and to Kubernetes' own YAML library."""

from __future__ import annotations

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import VERSIONS, by_name, lines
from tests.conformance.test_validation import refusals

READ_BY = [("", version) for version in VERSIONS] + [("fresh", "1.36")]
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


@pytest.mark.parametrize(("within", "version"), READ_BY)
def test_texts_are_taken_and_refused_as_the_api_server_does(within: str, version: str, agreement: Agreement) -> None:
    agreement.within = within
    seen = by_name(f"yaml-seen-{version}", within)
    for case in lines("yaml-cases", within):
        if case["name"] not in READ_OTHERWISE:
            report = dslint.lint_text(case["text"], kubernetes_versions=[version], fold=False)
            refused = seen[case["name"]]["code"] >= 300
            agreement.hold(f"yaml {version}", case["name"], refused, bool(refusals(report.findings)))
