"""Objects put to API servers: accepted or refused, which fields, which words, which warnings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

import dslint
from dslint.findings import Finding
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import VERSIONS, bases, edited, lines, validated_by

NEWEST, *OLDER = VERSIONS
VALIDATED = [("", [NEWEST]), ("", OLDER)]
VALIDATED += [(within, versions) for within in ("fresh", "fresh/targeted") for versions in ([NEWEST], ["1.33", "1.30"])]
"""Folders and versions. The newest is asked alone; the older ones together, which takes a third of the time."""


def refusals(findings: Iterable[Finding]) -> list[Finding]:
    return [
        finding
        for finding in findings
        if finding.severity.value == "error" and finding.origin.value in ("reader", "schema", "api-server")
    ]


@pytest.mark.parametrize(("within", "versions"), VALIDATED)
def test_what_the_api_server_says_of_an_object(within: str, versions: list[str], agreement: Agreement) -> None:
    agreement.within = within
    for version in versions:
        agreement.open(*(f"validation {part} {version}" for part in ("fields", "words", "warnings")))
    for name, value, seen in validated_by(versions, within):
        report = dslint.lint(value, kubernetes_versions=seen, fold=False)
        for version, want in seen.items():
            found = [finding for finding in report.findings if version in finding.kubernetes_versions]
            hold_answer(agreement, version, name, want, found)


def hold_answer(agreement: Agreement, version: str, name: str, want: dict[str, Any], findings: list[Finding]) -> None:
    bad = refusals(findings)
    agreement.hold(f"validation verdict {version}", name, want["code"] >= 300, bool(bad))
    if want["code"] == 422:
        hold_causes(agreement, version, name, want["causes"], bad)
    if want["code"] == 201:
        hold_warnings(agreement, version, name, want.get("warnings", []), findings)


def hold_causes(agreement: Agreement, version: str, name: str, causes: list[list[str]], bad: list[Finding]) -> None:
    fields = {field for _, field, _ in causes}
    agreement.hold(f"validation fields {version}", name, fields, {finding.field for finding in bad})
    words = {(field, message) for _, field, message in causes}
    agreement.hold(f"validation words {version}", name, words, {(finding.field, finding.message) for finding in bad})


def hold_warnings(agreement: Agreement, version: str, name: str, wanted: list[str], findings: list[Finding]) -> None:
    found = [finding for finding in findings if finding.origin.value == "api-warning"]
    # A warning that names no field is the message alone.
    warnings = {f"{finding.field}: {finding.message}" if finding.field else finding.message for finding in found}
    agreement.hold(f"validation warnings {version}", name, set(wanted), warnings)


NODE = {
    "apiVersion": "v1",
    "kind": "Node",
    "metadata": {"name": "n1"},
    "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"}},
}


def test_what_the_api_server_says_of_an_update_and_what_makes_a_new_revision(agreement: Agreement) -> None:
    old = edited(bases()["ds"], [["metadata.name", "updated"]])
    for case in lines("update-1.36"):
        new = edited(old, case["edits"])
        name = case["name"]
        bad = refusals(dslint.lint(new, baseline=old, kubernetes_versions=["1.36"], fold=False).findings)
        agreement.hold("update verdict 1.36", name, case["code"] >= 300, bool(bad))
        if case["code"] == 422:
            fields = {field for _, field, _ in case["causes"]}
            agreement.hold("update fields 1.36", name, fields, {finding.field for finding in bad})
        if case["code"] == 200:
            plan = dslint.plan([new], inventory=[NODE], baseline=[old], kubernetes_version="1.36")
            rollout = plan.workloads[0].rollout
            assert rollout is not None
            agreement.hold("update new revision 1.36", name, case["templateChanged"], rollout.changed)
