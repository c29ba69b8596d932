from __future__ import annotations

from dslint.findings import Finding
from dslint.report.lint import text
from dslint.report.terminal import Terminal
from tests.golden.story import CLEAN, MISMATCH, REPORT

OLD_WORDS = MISMATCH._replace(message="Invalid value: map[app:agnet]: no match", kubernetes_versions=("1.9", "1.10"))
NEW_WORDS = MISMATCH._replace(kubernetes_versions=("1.36",))


def shown(*findings: Finding, versions: tuple[str, ...] = ("1.9", "1.10", "1.36")) -> str:
    report = REPORT._replace(kubernetes_versions=versions, findings=findings, skipped=(), unreadable=(), remarks=())
    return "\n".join(text.lines(report, Terminal(quiet=True)))


def test_messages_of_several_versions_in_one_place_are_together_newest_first() -> None:
    lines = shown(OLD_WORDS, NEW_WORDS)
    assert lines.count("-->") == 1
    assert lines.startswith("error[DS231 selector-mismatch]: spec.template.metadata.labels: Invalid value: {")
    assert "   = in 1.9, 1.10: Invalid value: map[app:agnet]: no match\n" in lines
    assert "= Kubernetes:" not in lines


def test_versions_without_the_finding_are_left_out() -> None:
    assert "   = Kubernetes: 1.9, 1.10, 1.36\n" in shown(OLD_WORDS, NEW_WORDS, versions=("1.9", "1.10", "1.11", "1.36"))


def test_two_findings_of_one_version_stay_two() -> None:
    again = NEW_WORDS._replace(message="Invalid value: another thing")
    assert shown(NEW_WORDS, again).count("-->") == 2


def test_findings_elsewhere_stay_apart() -> None:
    assert shown(OLD_WORDS, NEW_WORDS._replace(file="b.yaml")).count("-->") == 2


def test_nothing_at_all_is_shown_where_nothing_is_found_and_findings_are_all_that_is_wanted() -> None:
    assert list(text.lines(CLEAN, Terminal(quiet=True))) == []
