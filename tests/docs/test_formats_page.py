"""docs/formats.md has every format of both commands, every exit code, and schemas that are there."""

from __future__ import annotations

import re

from dslint.cli.exit_codes import ExitCode
from dslint.cli.lint import FORMATS as LINT
from dslint.cli.plan import FORMATS as PLAN
from tests.docs.pages import TOP

PAGE = (TOP / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_format_has_a_row() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \| (yes)? ?\| (yes)? ?\|", PAGE)
    assert {name for name, lint, _ in rows if lint} == set(LINT)
    assert {name for name, _, plan in rows if plan} == set(PLAN)


def test_every_exit_code_has_a_row() -> None:
    assert [int(code) for code in re.findall(r"(?m)^\| (\d+) \|", PAGE)] == sorted(ExitCode)


def test_the_schemas_are_there() -> None:
    named = re.findall(r"`([\w-]+\.schema\.json)`", PAGE)
    assert len(named) > 5
    assert [name for name in named if not (TOP / "schemas" / name).exists()] == []
