"""The tables of the pages: columns have names, and each option has one row, and help knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.docs.pages import PAGES, TOP
from tools.commands import commands
from tools.site import commands_page

HELP = {one.path: {word for term, _ in one.options for word in re.findall(r"--[\w-]+", term)} for one in commands()}


def described(page: str) -> Iterator[str]:
    """The options in the first column of tables; what a row says of others is not counted."""
    for row in re.findall(r"(?m)^\| (`-.*?) \| ", (TOP / "docs" / page).read_text(encoding="utf-8")):
        yield from re.findall(r"(?<=[`\s])--[\w-]+", row)


def unnamed(text: str) -> list[str]:
    """The heads of tables with a column that has no name, which screen readers cannot say."""
    heads = re.findall(r"(?m)^(\|.*)\n\|[-:| ]+\|$", text)
    return [head for head in heads if not all(cell.strip() for cell in head.strip("|").split("|"))]


def test_the_columns_of_tables_have_names() -> None:
    assert unnamed("| a | |\n|---|---|\n| 1 | 2 |\n") == ["| a | |"]
    texts = [*(page.read_text(encoding="utf-8") for page in PAGES), commands_page()]
    assert [head for text in texts for head in unnamed(text)] == []


@pytest.mark.parametrize(("page", "command"), [("lint.md", "dslint lint"), ("plan.md", "dslint plan")])
def test_an_option_is_described_once(page: str, command: str) -> None:
    options = list(described(page))
    assert len(options) > 10
    assert [one for one in sorted(set(options)) if options.count(one) > 1] == []
    assert set(options) <= HELP[command]


@pytest.mark.parametrize("page", ["lint.md", "plan.md"])
def test_what_both_commands_have_is_described_for_both(page: str) -> None:
    both = {"--from", "--bind-all", "--exclude", "--format", "--output-file", "--relative-to", "--fail-on"}
    assert both <= HELP["dslint lint"] & HELP["dslint plan"] & set(described(page))
