from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutants.forked_run import exit_code
from tools.mutants.listing import ROOMS, Mutant, all_mutants
from tools.mutants.reach import OTHERS, Reach, measured_reach
from tools.mutants.trial import known_equivalent, outcome, steps
from tools.requirements import TOP

FILE = "dslint/rollout/least.py"
MODULE = """LIMIT = 9


def least(one: int | None, other: int) -> int:
    if one is None or one > other:
        return min(
            LIMIT,
            other,
        )
    return one
"""
TEST = """from dslint.rollout.least import least


def test_the_second():
    assert least(2, 1) == 1


def test_the_first():
    assert least(1, 2) == 1
"""
OF_ROOM = "from dslint.rollout.least import least\n\n\ndef test_nothing():\n    assert least(None, 10) == 9\n"
LINE = "    if one is None or one {} other:"
EQUAL = {(FILE, f"-{LINE.format('>')}\n+{LINE.format('>=')}"): "equal numbers are equal"}
FIRST, SECOND = (f"tests/rollout/test_least.py::test_the_{which}" for which in ("first", "second"))
NOTHING = "tests/rollout/test_room.py::test_nothing"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with one module, its tests, and another test of its room."""
    top = tmp_path_factory.mktemp("checkout")
    for file, text in {
        FILE: MODULE,
        "tests/rollout/test_least.py": TEST,
        "tests/rollout/test_room.py": OF_ROOM,
        "tests/__init__.py": "",
        "tests/rollout/__init__.py": "",
        "dslint/__init__.py": "",
        "dslint/rollout/__init__.py": "",
        "pyproject.toml": "[tool.pytest.ini_options]\n",
    }.items():
        (top / file).parent.mkdir(parents=True, exist_ok=True)
        (top / file).write_text(text)
    return top


@pytest.fixture(scope="module")
def reach(checkout: Path) -> Reach:
    pytest.importorskip("coverage", reason="coverage is not installed: make mutants installs it")
    return measured_reach(checkout, ["rollout"], checkout / "build")


def test_the_folders_whose_tests_run_are_there() -> None:
    assert [name for name in (*ROOMS, *OTHERS) if not (TOP / "tests" / name).is_dir()] == []


def test_what_is_known_to_be_equivalent_is_about_files_that_are_there() -> None:
    assert [file for file, _ in known_equivalent() if not (TOP / file).is_file()] == []
    assert all(known_equivalent().values())


@pytest.mark.parametrize(
    ("line", "tests"),
    [(1, {FIRST, SECOND, NOTHING}), (5, {FIRST, SECOND, NOTHING}), (7, {SECOND, NOTHING}), (10, {FIRST})],
    ids=["run on import", "a condition", "a part of a statement", "a branch"],
)
def test_the_tests_that_run_a_line_are_known(reach: Reach, line: int, tests: set[str]) -> None:
    assert set(reach.tests(FILE, line)) == tests


def test_a_tests_own_module_is_tried_first_then_what_runs_the_line_then_the_room(reach: Reach) -> None:
    assert [(step.name, set(step.first)) for step in steps(Mutant(FILE, "", 0, 7, 0), reach)] == [
        ("its module's tests", {SECOND, NOTHING}),
        ("its room's tests", {NOTHING}),
        ("all of its room's tests", set()),
    ]


def test_a_run_that_does_not_end_is_ended(checkout: Path) -> None:
    (checkout / "tests/test_endless.py").write_text("def test_endless():\n    while True: pass\n")
    assert exit_code(checkout, ["tests/test_endless.py"], [], 0.5) is None


def test_a_mutant_is_noticed_survives_or_cannot_be_noticed(checkout: Path, reach: Reach) -> None:
    pytest.importorskip("cosmic_ray", reason="cosmic-ray is not installed: make mutants installs it")
    found = all_mutants(checkout, checkout / "build")
    assert found == all_mutants(checkout, checkout / "build")
    assert not any("BitOr" in one.operator for one in found), "the | of an annotation is never evaluated"
    less, as_great = (Mutant(FILE, f"core/ReplaceComparisonOperator_Gt_{name}", 0, 5, 0) for name in ("Lt", "GtE"))
    tried = [outcome(less, checkout, reach, {}), outcome(as_great, checkout, reach, {})]
    tried += [outcome(as_great, checkout, reach, EQUAL)]
    assert [(one.noticed_by, one.reason) for one in tried if one] == [
        ("its module's tests", ""),
        ("", ""),
        ("", "equal numbers are equal"),
    ]
    assert (checkout / FILE).read_text() == MODULE
