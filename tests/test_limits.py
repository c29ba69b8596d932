"""The caps of dslint/limits.py and their table in docs/limits.md are the same, in the same order."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dslint import limits

TOP = Path(__file__).parents[1]


def caps() -> Iterator[tuple[str, int]]:
    """The first line of each cap's docstring, and its value."""
    body = ast.parse((TOP / "dslint" / "limits.py").read_text(encoding="utf-8")).body
    for statement, docstring in pairwise(body):
        if isinstance(statement, ast.Assign) and not ast.unparse(statement).startswith("_"):
            assert isinstance(docstring, ast.Expr), f"{ast.unparse(statement)} has a docstring"
            first, *_ = ast.literal_eval(docstring.value).splitlines()
            yield first, getattr(limits, ast.unparse(statement.targets[0]))


def shown(value: int) -> str:
    return f"{value // 2**20:,} MiB" if value % 2**20 == 0 else f"{value:,}"


def test_the_page_has_a_row_for_each_cap() -> None:
    page = (TOP / "docs" / "limits.md").read_text(encoding="utf-8")
    _, _, section = page.partition("\n| what | at most |\n|---|---|\n")
    rows = re.findall(r"^\| (.+) \| (.+) \|$", section.partition("\n\n")[0], flags=re.MULTILINE)
    assert rows == [(what, shown(value)) for what, value in caps()]


def test_each_cap_is_used() -> None:
    code = [file.read_text(encoding="utf-8") for file in (TOP / "dslint").rglob("*.py") if file.name != "limits.py"]
    names = [name for name in vars(limits) if name.isupper() and not name.startswith("_")]
    assert [name for name in names if not any(name in text for text in code)] == []
