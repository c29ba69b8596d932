"""Escaped names, folded parts, and comments of any size."""

from __future__ import annotations

import pytest

from dslint.report.markdown import LIMIT, Section, escaped, fitted, folded

FULL = "`dslint lint` writes it."


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


def test_a_summary_is_html_and_no_markdown() -> None:
    first, *_ = folded("a_b*@team <i>&\x1b", ["- a"])
    assert first == "<details><summary>a_b*&#64;team &lt;i&gt;&amp;\\x1b</summary>"


def section(name: str, size: int, *inner: str, kept: bool = False) -> Section:
    """A line, and a folded part of this size."""
    return Section((f"# {name}", *folded(name, [*inner, *["x" * 99] * (size // 100)] if size else [])), kept=kept)


def size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_what_fits_is_whole() -> None:
    assert fitted(["head"], [section("a", 0), section("b", 0)], FULL) == "head\n# a\n# b"


def test_the_largest_folded_parts_are_left_out_first() -> None:
    text = fitted(["head"], [section("small", 1_000), section("large", 60_000), section("middle", 20_000)], FULL)
    assert [line for line in text.splitlines() if line[:1] == "#"] == ["# small", "# large", "# middle"]
    assert "<summary>small" in text
    assert "<summary>middle" in text
    assert "<summary>large" not in text
    said = "*Shortened to the size limit of a comment: 1 folded part is left out. `dslint lint` writes it.*"
    assert text.splitlines()[1] == said


def test_a_part_within_another_goes_before_it() -> None:
    whole = section("whole", 1_000, *folded("inner", ["y" * 70_000]))
    text = fitted(["head"], [whole], FULL)
    assert "<summary>inner" not in text
    assert "<summary>whole" in text
    assert text.count("<details>") == text.count("</details>") == 1


def test_sections_are_left_out_from_the_end_and_those_that_are_kept_stay() -> None:
    sections = [Section((f"# {number}", "z" * 990)) for number in range(100)]
    text = fitted(["head"], [*sections, Section(("# last",), kept=True)], FULL)
    shown = [line for line in text.splitlines() if line[:1] == "#"]
    assert shown[:2] == ["# 0", "# 1"]
    assert shown[-1] == "# last"
    assert 60 < len(shown) < 67
    assert f"{101 - len(shown)} sections are left out" in text


@pytest.mark.parametrize(
    ("head", "sections"),
    [
        (["head"], [Section(("k" * 99_000,), kept=True)]),
        (["head"], [Section(("k" * 99,) * 999, kept=True)] * 30),
        (["h" * 200_000], []),
        (["head", *["h" * 200] * 400], [section("a", 50_000)]),
        (["head"], [section("😀" * 400, 1_000)] * 90),
    ],
)
def test_any_comment_is_within_the_limit_begins_with_its_head_and_closes_its_parts(
    head: list[str], sections: list[Section]
) -> None:
    text = fitted(head, sections, FULL)
    assert size(text) < LIMIT
    assert text.startswith(head[0][:1000])
    assert "Shortened" in text
    assert text.count("<details>") == text.count("</details>")
