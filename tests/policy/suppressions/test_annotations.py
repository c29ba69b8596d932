"""Suppressions in annotations."""

from __future__ import annotations

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
