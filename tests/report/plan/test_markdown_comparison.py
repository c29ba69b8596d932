from __future__ import annotations

from dslint.report.plan import html, markdown, plan_findings
from tests.plans.test_comparison import ONLY_MASTER, TOLERANT, report


def test_each_workload_that_differs_has_a_table_with_a_column_for_each_version() -> None:
    text = "\n".join(markdown.lines(report(ONLY_MASTER, TOLERANT)))
    assert "### Kubernetes 1.23 \\| 1.25: 1 of 2 objects differs" in text
    assert "| | 1.23 | 1.25 |\n|--|--|--|\n| 2 nodes: cp-1, cp-2 | runs | not scheduled: " in text
    assert "The same in 1.23, 1.25:\n\n- DaemonSet default/other: new, runs on 5 of 5 nodes" in text


def test_the_newest_plan_is_in_sight_and_the_others_are_folded() -> None:
    text = "\n".join(markdown.lines(report(ONLY_MASTER)))
    assert "<details><summary>The plan for Kubernetes 1.23 in full</summary>" in text
    assert "The plan for Kubernetes 1.25 in full" not in text
    assert text.count("<details>") == text.count("</details>")


def test_html_has_the_same_table() -> None:
    page = "\n".join(html.lines(report(ONLY_MASTER, TOLERANT)))
    assert ">Kubernetes 1.23 | 1.25: 1 of 2 objects differs</h2>" in page
    assert "<tr><th>what</th><th>1.23</th><th>1.25</th></tr>" in page
    assert "The same in all versions" in page


def test_github_has_a_notice_for_each_workload_that_differs() -> None:
    lines = list(plan_findings.github_lines(report(ONLY_MASTER, TOLERANT)))
    notices = [line for line in lines if line.startswith("::notice title=DaemonSet")]
    assert len(notices) == 1
    title, _, message = notices[0].removeprefix("::").partition("::")
    assert title == "notice title=DaemonSet default/agent on Kubernetes 1.23 | 1.25"
    assert message.startswith("2 nodes: cp-1, cp-2: 1.23: runs | 1.25: not scheduled: untolerated taint")
