"""Suppressions in annotations."""

from __future__ import annotations

import pytest

import dslint
from tests.policy.suppressions.manifest import DAEMONSET, FOUND


def test_an_object_without_text_is_silenced_by_its_annotation() -> None:
    value = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "p", "annotations": {"dslint.dev/ignore": "DS301"}},
        "spec": {"nodeSelector": {"beta.kubernetes.io/os": "linux"}, "containers": [{"name": "c", "image": "i:1"}]},
    }
    report = dslint.lint(value)
    assert FOUND not in [finding.code for finding in report.findings]
    assert report.suppressed == 1


def test_an_unused_annotation_is_told_at_its_own_object() -> None:
    unused = DAEMONSET.replace("annotations: {}", "annotations: {dslint.dev/ignore: DS302}")
    text = f"{DAEMONSET.replace(': {}', ': {dslint.dev/ignore: DS301}')}---\n{unused.replace('agent', 'other')}"
    told = [finding for finding in dslint.lint_text(text).findings if finding.code == "DS901"]
    (line,) = [number for number, shown in enumerate(text.splitlines(), 1) if "DS302" in shown]
    assert [(finding.span.line, str(finding.object)) for finding in told if finding.span] == [
        (line, "DaemonSet logging/other")
    ]


TEMPLATE = "    metadata:\n      labels"


def with_template_annotations(text: str) -> str:
    return DAEMONSET.replace(TEMPLATE, TEMPLATE.replace("labels", f"annotations: {{{text}}}\n      labels"))


def test_the_annotation_counts_on_the_pod_template_too() -> None:
    report = dslint.lint_text(with_template_annotations("dslint.dev/ignore: DS301, dslint.dev/ignore-reason: kept"))
    assert ([finding.code for finding in report.findings], report.suppressed) == ([], 1)
    assert [(one.by.value, one.number) for one in report.silenced] == [("annotation", 1)]


@pytest.mark.parametrize(
    ("annotations", "code"),
    [
        ("dslint.dev/ignore: DS302", "DS901"),
        ("dslint.dev/ignore: no-such-rule", "DS902"),
        ('dslint.dev/ignore: DS301, dslint.dev/ignore-reason: "until=2020-01-31"', "DS903"),
        ('dslint.dev/ignore: DS301, dslint.dev/ignore-reason: "until=soon"', "DS904"),
    ],
)
def test_an_annotation_on_the_template_that_does_nothing_is_told_at_its_line(annotations: str, code: str) -> None:
    text = with_template_annotations(annotations)
    told = [finding for finding in dslint.lint_text(text).findings if finding.code != FOUND]
    assert [finding.code for finding in told] == [code]
    assert told[0].span is not None
    assert annotations in text.splitlines()[told[0].span.line - 1]


def test_of_two_annotations_in_one_object_each_is_told_where_it_stands() -> None:
    text = with_template_annotations("dslint.dev/ignore: DS302").replace(": {}", ": {dslint.dev/ignore: DS303}")
    told = [finding.span for finding in dslint.lint_text(text).findings if finding.code == "DS901"]
    lines = [text.splitlines()[span.line - 1].strip() for span in told if span]
    assert lines == ["annotations: {dslint.dev/ignore: DS303}", "annotations: {dslint.dev/ignore: DS302}"]
