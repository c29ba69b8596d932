"""The tables of options in docs/: each option has one row, and help knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.docs.pages import TOP
from tools.commands import commands

HELP = {one.path: {word for term, _ in one.options for word in re.findall(r"--[\w-]+", term)} for one in commands()}


def described(page: str) -> Iterator[str]:
    """The options in the first column of tables; what a row says of others is not counted."""
    for row in re.findall(r"(?m)^\| (`-.*?) \| ", (TOP / "docs" / page).read_text(encoding="utf-8")):
        yield from re.findall(r"(?<=[`\s])--[\w-]+", row)


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
