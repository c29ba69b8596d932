"""Escaped names and folded parts of a comment."""

from __future__ import annotations

import pytest

from dslint.findings import Severity
from dslint.report.plan.markdown_lines import escaped, finding_line, folded
from tests.golden.plan_verdict_story import LOST


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("@team", "&#64;team"),
        ("[x](y) #1 `a` *b* _c_", "\\[x\\](y) \\#1 \\`a\\` \\*b\\* \\_c\\_"),
        ("a\nb", "a\\nb"),
    ],
)
def test_no_name_is_markup(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_part_without_a_body_is_left_out() -> None:
    assert list(folded("Names", [])) == []
    assert list(folded("Names", ["- a"])) == ["<details><summary>Names</summary>", "", "- a", "", "</details>", ""]


def test_a_finding_has_its_mark_place_and_cure() -> None:
    assert finding_line(LOST) == (
        "❌ error \\[DS816\\] 6 of 28 nodes lose logging/agent (new.yaml:22)"
        "<br>help: tolerate the taint, or allow it with --allow-removal"
    )
    assert finding_line(LOST._replace(help=None, severity=Severity.WARNING)).startswith("⚠️ warning")
