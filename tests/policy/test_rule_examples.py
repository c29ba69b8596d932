"""Every example of every rule is linted: the bad one is told where it says so, the good one is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import dslint
from dslint.findings import LintReport, Origin, Severity
from dslint.policy import catalogue
from dslint.policy.policies import built_in
from dslint.policy.rule_page import Example
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text, decoded
from tests.cel import NEEDS_CEL

STRICT = built_in()._replace(strict=True)
PLANS = "DS8"
"""Rules of plans and expectations have no manifest that could be linted."""

NO_PART_OF_A_HELP = frozenset({"DS630"})
"""Examples are as short as their rule allows, so they request no resources."""


def marks(example: Example) -> tuple[pytest.MarkDecorator, ...]:
    return (NEEDS_CEL,) if "ValidatingAdmissionPolicy" in f"{example.bad}{example.options.cluster}" else ()


EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{number}", marks=marks(example))
    for code in catalogue.names()
    if not code.startswith(PLANS)
    for number, example in enumerate(catalogue.page(code).examples)
]


def linted(text: str, name: str, example: Example, folder: Path) -> LintReport:
    options = example.options
    versions = options.kubernetes_versions or ("1.36",)
    cluster = [document.value for document in read_text(options.cluster or "", "cluster.yaml").documents]
    cluster = cluster if options.cluster else []
    if options.node is not None:
        for file, content in ((name, text), *options.alongside):
            (folder / file).write_text(content, encoding=options.encoding if content == example.bad else "utf-8")
        return dslint.lint_static_pods(folder, options.node, versions, policies=STRICT, cluster=cluster, fold=False)
    baseline = None
    if options.baseline is not None:
        baseline = [document.value for document in read_text(options.baseline, "baseline.yaml").documents]
    content = decoded(text.encode(options.encoding if text == example.bad else "utf-8"), name)
    return dslint.lint(content, baseline, versions, cluster, policies=STRICT, fold=False)


def bad(example: Example, folder: Path) -> LintReport:
    return linted(example.bad, example.options.name, example, folder)


def told(report: LintReport) -> set[tuple[int, str]]:
    return {(finding.span.line, finding.code) for finding in report.findings if finding.span is not None}


def of_code(places: Iterable[tuple[int, str]], code: str) -> list[tuple[int, str]]:
    return sorted(place for place in places if place[1] == code)


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_bad_example_is_reported_where_it_marks_it(code, example, tmp_path):
    report = bad(example, tmp_path)
    assert {place for place in told(report) if place[1] == code} == {
        place for place in example.expected if place[1] == code
    }
    assert set(example.expected) <= told(report)
    found = [finding for finding in report.findings if finding.code == code and finding.span is not None]
    assert all(finding.label for finding in found)
    assert [
        finding.label for finding in found if finding.label and finding.label.lower() in finding.message.lower()
    ] == []


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_good_example_is_left_alone_by_all_rules_so_that_no_help_leads_into_another_finding(
    code, example, tmp_path
):
    report = linted(example.good, example.options.good_name or example.options.name, example, tmp_path)
    assert report.unreadable == ()
    assert report.documents > 0
    assert [finding.message for finding in report.findings if finding.code == code] == []
    serious = {finding.code for finding in report.findings if finding.severity is not Severity.INFO}
    assert serious <= NO_PART_OF_A_HELP


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_finding_has_severity_and_origin_of_its_rule(code, example, tmp_path):
    rule = catalogue.rule(code)
    found = [finding for finding in bad(example, tmp_path).findings if finding.code == code]
    assert {(finding.name, finding.severity, finding.origin) for finding in found} == {
        (rule.name, rule.severity, rule.origin)
    }


REFUSED_IN_PLANS = [
    code for code in catalogue.names() if code.startswith(PLANS) and catalogue.rule(code).origin is Origin.API_SERVER
]


@pytest.mark.parametrize("code", REFUSED_IN_PLANS)
def test_what_a_plan_finds_rejected_is_reported_where_its_example_marks_it(code):
    for example in catalogue.page(code).examples:
        inventory = [document.value for document in read_text(example.options.inventory, "nodes.yaml").documents]
        for text, expected in ((example.bad, example.expected), (example.good, ())):
            plan = dslint.plan(Text(example.options.name, text), inventory=inventory)
            found = [finding for workload in plan.workloads for finding in workload.rejected]
            assert {(finding.span.line, finding.code) for finding in found} == set(expected)
