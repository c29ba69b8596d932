"""A rule's page, for a terminal and as Markdown."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Origin, Rule, Severity
from dslint.policy.rule_page import Example, ExampleOptions, Page
from dslint.report import rule_page
from dslint.report.terminal import Terminal

RULE = Rule("DS590", "blind-rollout", "an update that nothing stops", Severity.INFO, Origin.TRAP, "add a probe")
BAD, GOOD = "spec:\n  probe: none  # info: DS590\n", "spec:\n  probe: some\n"


def page(since: str | None = None, until: str | None = None, references: tuple[str, ...] = (), **options: Any) -> Page:
    example = Example(BAD, GOOD, ((2, "DS590"),), ExampleOptions(**options))
    return Page(RULE, "It goes on.\n\nAnd on,\nand on.", since, until, references, (example,))


def shown(of: Page, width: int = 80) -> list[str]:
    return list(rule_page.lines(of, Terminal(width=width)))


def test_a_terminal_shows_rule_reason_example_and_help() -> None:
    assert shown(page(references=("https://kubernetes.io",))) == [
        "DS590 blind-rollout: an update that nothing stops",
        "info, source: dslint's traps; Kubernetes accepts the manifest",
        "",
        "It goes on.",
        "",
        "And on, and on.",
        "",
        "Instead of",
        "",
        "    spec:",
        "      probe: none",
        "",
        "Write",
        "",
        "    spec:",
        "      probe: some",
        "",
        "Help: add a probe.",
        "See https://kubernetes.io",
    ]


def test_markdown_has_headings_and_fences() -> None:
    text = rule_page.markdown(page(references=("https://kubernetes.io",)))
    assert text.startswith("# DS590 blind-rollout\n\nAn update that nothing stops.\n\n*info*, source: dslint's traps")
    assert "## Why it matters\n\nIt goes on.\n\nAnd on,\nand on.\n\n## What to do\n\nAdd a probe.\n" in text
    assert (
        "## Instead of\n\n```yaml\nspec:\n  probe: none\n```\n\n## Write\n\n```yaml\nspec:\n  probe: some\n```\n"
        in text
    )
    assert text.endswith("## References\n\n- <https://kubernetes.io>\n")


@pytest.mark.parametrize(
    ("since", "until", "text"),
    [
        (None, None, None),
        ("1.22", None, "Applies to Kubernetes 1.22 and later."),
        (None, "1.16", "Applies to Kubernetes before 1.16."),
        ("1.9", "1.16", "Applies to Kubernetes 1.9 and later, before 1.16."),
    ],
)
def test_the_versions_that_it_applies_to_are_named(since: str | None, until: str | None, text: str | None) -> None:
    applies = [line for line in shown(page(since, until)) if line.startswith("Applies")]
    assert applies == ([text] if text else [])
    assert ("Applies" in rule_page.markdown(page(since, until))) is bool(text)


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ({}, ["Instead of", "Write"]),
        ({"baseline": "a: 1\n"}, ["While this runs", "Instead of", "Write"]),
        (
            {"inventory": "a: 1\n", "expectations": "b: 1\n"},
            ["On these nodes", "With these expectations", "Instead of", "Write"],
        ),
        ({"alongside": (("ns.yaml", "c: 1\n"),)}, ["Next to ns.yaml", "Instead of", "Write"]),
        (
            {"name": "agent.yaml~", "node": "node-1", "good_name": "agent.yaml"},
            ["Instead of, as agent.yaml~, in the manifest folder of node-1", "Write, as agent.yaml"],
        ),
        ({"kubernetes_versions": ("1.21", "1.22")}, ["Instead of, for Kubernetes 1.21, 1.22", "Write"]),
    ],
)
def test_an_example_says_what_it_depends_on_before_what_is_wrong(options: dict[str, Any], titles: list[str]) -> None:
    text = rule_page.markdown(page(**options))
    headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert headings[2:] == titles


def test_long_reasons_are_wrapped_for_the_terminal_alone() -> None:
    long = page()._replace(reason=" ".join(["word"] * 30))
    assert max(map(len, shown(long, width=60))) <= 61
    assert " ".join(["word"] * 30) in rule_page.markdown(long)


@pytest.mark.parametrize(
    ("code", "origin", "source"),
    [
        ("DS816", Origin.POLICY, "dslint's plans; "),
        ("DS601", Origin.POLICY, "dslint's policies for node agents; "),
        ("DS801", Origin.API_SERVER, "the API server's validation"),
    ],
)
def test_the_source_of_what_only_plans_find_is_the_plan(code: str, origin: Origin, source: str) -> None:
    of = page()._replace(rule=RULE._replace(code=code, origin=origin))
    assert f"source: {source}" in rule_page.markdown(of)
    assert f"source: {source}" in shown(of)[1]
