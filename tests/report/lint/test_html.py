"""The page of a lint report."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dslint.findings import Finding, Fix, LintReport, Note, PlacedEdit, Severity, Span
from dslint.report.lint import html
from tests.golden.story import AGENT_TEXT, BLIND, CLEAN, MISMATCH, OLD_LABEL, REPORT

VOID = {"meta", "link", "input", "br"}
MANY_LINES = "".join(f"field-{number}: a value that is here\n" for number in range(20_000))


class Balanced(HTMLParser):
    """Every tag that opens closes in turn; collects ids and links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links |= {values["href"] or ""} if tag == "a" else set()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(report: LintReport) -> str:
    return "\n".join(html.lines(report))


def of(*findings: Finding) -> LintReport:
    return REPORT._replace(findings=findings, static_pods=None, skipped=(), unreadable=(), remarks=(), silenced=())


def verdict(report: LintReport) -> tuple[str, str]:
    [(level, text)] = re.findall(r'<p class="verdict ([^"]*)">([^<]*)</p>', page_of(report))
    return level, text


def test_the_page_is_whole_every_link_has_its_target_and_no_id_is_there_twice() -> None:
    parser = Balanced()
    parser.feed(page_of(REPORT))
    assert parser.open == []
    assert {link[1:] for link in parser.links if link.startswith("#")} <= set(parser.ids)
    assert len(parser.ids) == len(set(parser.ids))
    assert all(link.startswith(("#", "https://kubernetes.io/", "https://")) for link in parser.links)


def test_what_comes_from_files_is_neither_markup_nor_invisible() -> None:
    finding = MISMATCH._replace(message="<script>alert(1)</script>\u202e", file="<b>.yaml", help="<i>\x1b[31m")
    text = page_of(of(finding)._replace(sources={"<b>.yaml": "<u>\u202e" * 20 + "\n" * 20}))
    body = text.partition("<body>")[2].partition("<script>")[0]
    assert not re.search(r"<(script|b>\.yaml|i>|u>)", body)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u202e" in body
    assert "\u202e" not in body
    assert "\x1b" not in body


def test_every_finding_is_there_with_its_place_its_words_and_its_help() -> None:
    text = page_of(REPORT)
    assert text.count("<article") == len(REPORT.findings)
    for words in (
        "spec.template.metadata.labels: Invalid value: {&#34;app&#34;:&#34;agnet&#34;}",
        "line 13, column 9",
        "DaemonSet kube-system/agent",
        "give the template the labels that the selector asks for",
        "the selector asks for app=agent",
        "1.27, 1.33, 1.36",
        "Objects without a file",
    ):
        assert words in text


def test_what_was_not_read_skipped_or_silenced_and_the_static_pods_are_told() -> None:
    text = page_of(REPORT)
    for words in (
        "locked.yaml</code>: permission denied",
        "skipped: chart/templates/agent.yaml:3 and 1 more: is a template",
        "skipped other kinds: 2 Service, 1 Role",
        "some Kubernetes is younger than all that was watched",
        "silenced: 3 by .dslint.yaml",
        "the kubelet accepts etcd.yaml as kube-system/etcd-node-1",
        "the kubelet rejects",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("report", "level", "words"),
    [
        (of(MISMATCH, BLIND), "error", "1 error, 1 info in 5 objects of 4 files"),
        (of(OLD_LABEL, BLIND), "warning", "1 warning, 1 info in"),
        (of(BLIND), "", "1 info in"),
        (CLEAN, "good", "nothing found in 2 objects of 1 file (Kubernetes 1.36)"),
        (CLEAN._replace(skipped=(Note("a.yaml", 1, "is a template"),)), "", "nothing found in"),
        (CLEAN._replace(documents=0), "", "nothing was checked: no DaemonSet or Pod in 1 file"),
        (CLEAN._replace(unreadable=(Note("a", None, "locked"),)), "error", "; 1 input could not be read"),
    ],
)
def test_the_verdict_is_that_of_the_worst_and_good_only_if_all_was_looked_at(
    report: LintReport, level: str, words: str
) -> None:
    assert verdict(report)[0] == level
    assert words in verdict(report)[1]


def test_the_change_of_a_fix_is_shown() -> None:
    fix = Fix("rename the label", placed=(PlacedEdit(13, 14, 13, 19, "agent"),))
    text = page_of(of(MISMATCH._replace(fix=fix)))
    assert "<del>-         app: agnet</del>" in text
    assert "<ins>+         app: agent</ins>" in text
    assert "rename the label (--fix)" in text
    assert "1 fixable with --fix" in text


def test_findings_that_differ_by_version_alone_are_shown_once() -> None:
    older = OLD_LABEL._replace(message="was fine", kubernetes_versions=("1.30",))
    text = page_of(of(OLD_LABEL, older))
    assert text.count("<article") == 1
    assert "<b>in 1.30</b> spec.template.spec.nodeSelector[beta.kubernetes.io/os]" not in text
    assert "was fine" in text


def many(count: int) -> LintReport:
    severities = (Severity.INFO, Severity.INFO, Severity.WARNING, Severity.ERROR)
    findings = (
        MISMATCH._replace(
            code="DS231", severity=severities[number % 4], file=f"f{number % 50}.yaml",
            span=Span(number + 1, 1, number + 1, 9), message=f"number {number}", related=(),
        )
        for number in range(count)
    )  # fmt: skip
    return of(*findings)._replace(sources={f"f{number}.yaml": MANY_LINES for number in range(50)})


def test_thousands_of_findings_are_a_bounded_page_that_counts_all_and_shows_the_worst() -> None:
    text = page_of(many(20_000))
    assert len(text.encode()) < 3_000_000
    assert text.count("<article") == html.LISTED
    assert text.count('<article class="finding error"') == html.LISTED
    assert text.count('class="source"') >= html.WHOLE
    assert f"{html.LISTED} of 20000 findings" in text
    left = sum(map(int, re.findall(r"(\d+) more findings are counted here", text)))
    assert left == 20_000 - html.LISTED


def test_a_message_without_end_is_cut() -> None:
    text = page_of(of(MISMATCH._replace(message="m" * 1_000_000, help="h" * 1_000_000)))
    assert len(text.encode()) < 100_000


def test_lines_are_those_of_the_text() -> None:
    assert "team: &#34;プラットフォーム&#34;" in page_of(REPORT)
    assert AGENT_TEXT.split("\n")[11] in page_of(REPORT)
