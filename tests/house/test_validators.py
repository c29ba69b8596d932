"""No schema ever leads to the network or to another file: every validator is told to refuse what is not at hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "dslint"
GUARDS = {"retriever", "registry"}


def validators() -> Iterator[tuple[str, ast.Call]]:
    """Each place of dslint that makes a validator."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in (
                "Draft202012Validator",
                "validator_for",
            ):
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node


def test_every_validator_refuses_to_fetch() -> None:
    found = dict(validators())
    assert len(found) >= 4
    assert [place for place, call in found.items() if not GUARDS & {str(word.arg) for word in call.keywords}] == []
