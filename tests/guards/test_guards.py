"""The table of guards: each is where the table says, and so is its test. `python -m tests.guards` takes them out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.guards.__main__ import fails
from tests.guards.guards import Guard, guards
from tools.requirements import TOP, project

GUARDS = list(guards())


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_guard_and_its_test_are_where_the_table_says(guard: Guard) -> None:
    assert guard.out_of((TOP / guard.file).read_text(encoding="utf-8"))
    file, name = guard.test.split("::")
    tree = ast.parse((TOP / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_docs_tell_each_guard_and_no_other() -> None:
    text = (TOP / "docs" / "security.md").read_text(encoding="utf-8")
    section = text[text.index("## Guards") :]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("| ")][1:]
    told = {(row[1].strip(), row[2].strip().strip("`")) for row in rows}
    assert told == {(guard.name, guard.test) for guard in GUARDS}


def test_the_docs_say_what_each_dependency_is_for() -> None:
    text = (TOP / "docs" / "security.md").read_text(encoding="utf-8")
    section = text[text.index("## Dependencies") : text.index("## Releases")]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| ")][1:]
    extras = project()["project"]["optional-dependencies"]
    needed = [*project()["project"]["dependencies"], *extras["admission"], *extras["server"]]
    assert {name.strip() for row in rows for name in re.sub(r" \(.*\)", "", row).split(",")} == {
        re.match(r"[\w.-]+", one)[0] for one in needed
    }


def test_a_test_that_passes_without_its_guard_is_told(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("LIMIT = 5\n")
    (tmp_path / "test_module.py").write_text("from module import LIMIT\ndef test_it():\n    assert LIMIT == 5\n")
    (tmp_path / "test_nothing.py").write_text("def test_it():\n    pass\n")
    guard = Guard("a limit", "test_module.py::test_it", "module.py", "5", "6")
    assert fails(guard, tmp_path)
    assert not fails(guard._replace(test="test_nothing.py::test_it"), tmp_path)
    assert (tmp_path / "module.py").read_text() == "LIMIT = 5\n"
