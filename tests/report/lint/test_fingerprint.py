"""Fingerprints of findings, which stay when lines move."""

from __future__ import annotations

import re

import pytest

from dslint.findings import Finding, ObjectRef, Span
from dslint.report.lint.fingerprint import fingerprints
from tests.golden.story import MISMATCH, OLD_LABEL, TWICE

OTHER_KIND = ObjectRef("apps/v1", "Deployment", "kube-system", "agent")


def of(*findings: Finding) -> list[str]:
    return [fingerprint for _, fingerprint in fingerprints(findings)]


def test_a_fingerprint_stays_when_lines_move_and_when_other_findings_come() -> None:
    (before,) = of(MISMATCH)
    assert of(OLD_LABEL, MISMATCH._replace(span=Span(40, 1, 40, 9)))[1] == before


def test_findings_that_differ_in_path_or_file_have_other_fingerprints() -> None:
    others = (MISMATCH, MISMATCH._replace(path=("spec",)), MISMATCH._replace(file="b.yaml"), MISMATCH)
    assert len(set(of(*others))) == len(others)


@pytest.mark.parametrize(
    "change",
    [
        {"message": "in other words"},
        {"help": None},
        {"kubernetes_versions": ("1.36",)},
        {"file": "deploy\\agent.yaml"},
        {"name": "renamed"},
    ],
)
def test_words_versions_and_the_separator_of_paths_make_no_other_finding(change: dict[str, object]) -> None:
    assert of(MISMATCH._replace(**change)) == of(MISMATCH)


@pytest.mark.parametrize(
    "change", [{"code": "DS232"}, {"object": TWICE.object}, {"object": OTHER_KIND}, {"object": None}, {"file": None}]
)
def test_the_rule_the_object_and_the_file_make_another(change: dict[str, object]) -> None:
    assert of(MISMATCH._replace(**change)) != of(MISMATCH)


def test_a_fingerprint_is_32_hexadecimal_digits_whatever_the_names() -> None:
    assert all(re.fullmatch("[0-9a-f]{32}", text) for text in of(TWICE, MISMATCH._replace(file="\udcff.yaml")))


def test_each_finding_comes_with_its_own() -> None:
    assert [finding for finding, _ in fingerprints([MISMATCH, TWICE])] == [MISMATCH, TWICE]
