"""Users' rules against their examples, as dslint's own are tested."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from dslint import engine
from dslint.edit.fixed_text import fixed
from dslint.findings import LintReport
from dslint.kubernetes.release import DEFAULT_VERSION
from dslint.policy.active_policies import with_user_rules
from dslint.policy.policies import Policies
from dslint.policy.rule_page import Example, ExampleOptions
from dslint.policy.user_rules import UserRules
from dslint.source.inputs import Text, decoded


def failures(own: UserRules, code: str) -> Iterator[str]:
    """One line for each example that does not have the findings that it marks."""
    policies = with_user_rules(own, strict=True)
    for number, example in enumerate(own.pages[code].examples, start=1):
        expected = {line for line, marked in example.expected if marked == code}
        found = _lines(_linted(example.bad, example.options, policies, example.options.encoding), code)
        for line in sorted(expected - found):
            yield f"{code} example {number}: no finding on line {line} of the bad manifest"
        for line in sorted(found - expected):
            yield f"{code} example {number}: finding on line {line} of the bad manifest, which is not marked"
        if not expected:
            yield f"{code} example {number}: no line of the bad manifest is marked; end one with # warning: {code}"
        yield from (f"{code} example {number}: {text}" for text in _unfixed(example, policies, code))
        for line in sorted(_lines(_linted(example.good, example.options, policies), code)):
            yield f"{code} example {number}: finding on line {line} of the good manifest"


def _unfixed(example: Example, policies: Policies, code: str) -> Iterator[str]:
    """The findings of the bad manifest that their fix does not make go."""

    def find(text: Text) -> LintReport:
        report = _linted(text.text, example.options, policies)
        return report._replace(findings=tuple(one for one in report.findings if one.code == code))

    text = decoded(example.bad.encode(example.options.encoding), example.options.name)
    if not isinstance(text, Text) or text.data:
        return
    for finding, reason in fixed(text, find, unsafe=True).left:
        yield f"the finding on line {finding.line} of the bad manifest cannot be fixed: {reason}"


def _linted(text: str, options: ExampleOptions, policies: Policies, encoding: str = "utf-8") -> LintReport:
    versions = options.kubernetes_versions or (DEFAULT_VERSION,)
    if options.node is None:
        content = decoded(text.encode(encoding), options.name)
        return engine.lint(content, kubernetes_versions=versions, policies=policies, fold=False)
    with TemporaryDirectory() as folder:
        (Path(folder) / options.name).write_bytes(text.encode(encoding))
        return engine.lint_static_pods(folder, options.node, versions, policies=policies, fold=False)


def _lines(report: LintReport, code: str) -> set[int]:
    return {finding.span.line for finding in report.findings if finding.code == code and finding.span}
