"""`make new-rule` starts a rule that passes the tests at once, and no draft is left unfinished."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import TOP, copy_project
from tools import new_rule

TRAPS = TOP / "dslint" / "traps" / "rules"
TRAP_TESTS = TOP / "tests" / "traps" / "rules"


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    return subprocess.run(
        [sys.executable, *words], cwd=project, env=environment, check=False, capture_output=True, text=True
    )


def test_new_rules_pass_their_tests_as_they_are(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    made = [
        run(project, "-m", "tools.new_rule", "example-of-a-trap"),
        run(project, "-m", "tools.new_rule", "example-of-a-policy", "DS6"),
        run(project, "-m", "tools.generate_policies"),
        run(project, "-m", "tools.generate_docs"),
    ]
    assert [done.stderr for done in made] == [""] * 4
    codes = [done.stdout.partition(":")[0] for done in made[:2]]
    files = [
        *("tests/policy/test_rule_files.py", "tests/policy/test_rule_examples.py", "tests/house/test_rule_pages.py"),
        "tests/traps/rules/test_example_of_a_trap.py",
    ]
    words = ["-q", "-p", "no:cacheprovider", "-k", " or ".join([*codes, "example_of", "emitted", "up_to_date"])]
    tested = run(project, "-m", "pytest", *words, *files)
    assert tested.returncode == 0, tested.stdout
    registry = (project / "dslint" / "traps" / "registry.py").read_text(encoding="utf-8")
    assert '    "example_of_a_trap": ("containers",),\n' in registry


def test_a_code_that_is_used_is_rejected() -> None:
    with pytest.raises(new_rule.RuleError, match="DS526 is used by"):
        new_rule.free_code("DS526")


@pytest.mark.parametrize("code", ["DS", "X501", "DS55", "DS5000"])
def test_what_is_not_a_code_is_rejected(code: str) -> None:
    with pytest.raises(new_rule.RuleError, match="is not a code"):
        new_rule.free_code(code)


def test_the_next_code_of_a_family_comes_after_the_last() -> None:
    code = new_rule.free_code("DS6")
    assert code.startswith("DS6")
    assert code not in new_rule.codes()
    assert f"DS6{int(code[3:]) - 1:02}" in new_rule.codes()


@pytest.mark.parametrize("name", ["Upper-Case", "two words", "-dash", "host-network"])
def test_a_name_that_is_wrong_or_taken_is_rejected(name: str) -> None:
    with pytest.raises(new_rule.RuleError):
        new_rule.checked_name(name)


def test_no_draft_is_left() -> None:
    files = [*(TOP / "rules").glob("*.yaml"), *TRAPS.glob("*.py"), *TRAP_TESTS.glob("*.py")]
    assert [file.name for file in files if new_rule.REPLACE in file.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("trap", sorted(TRAPS.glob("[!_]*.py")), ids=lambda file: file.stem)
def test_every_trap_has_a_test_of_its_own(trap: Path) -> None:
    """The test file of its name uses the trap's code."""
    code = new_rule.code_of(trap.stem)
    assert code
    assert f'"{code}"' in (TRAP_TESTS / f"test_{trap.name}").read_text(encoding="utf-8")
