from __future__ import annotations

from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import NEIGHBOURS, ROOMS, Mutant, known_equivalent, outcome, steps
from tools.requirements import TOP

MODULE = "def least(one: int | None, other: int) -> int:\n    return other if one is None or one > other else one\n"
FILE = "dslint/rollout/least.py"
LINE = "    return other if one is None or one {} other else one"
EQUAL = {(FILE, f"-{LINE.format('>')}\n+{LINE.format('>=')}"): "equal numbers are equal"}
TEST = "from dslint.rollout.least import least\ndef test_least():\n    assert least(2, 1) == 1\n"


def test_every_room_has_tests_of_its_own_and_of_what_uses_it() -> None:
    for room in ROOMS:
        for _, tests in steps(f"dslint/{room}/x.py", TOP):
            assert all((TOP / one).exists() for one in tests)
        assert [f"tests/{one}" for one in NEIGHBOURS[room] if not (TOP / "tests" / one).exists()] == []


def test_what_is_known_to_be_equivalent_is_about_files_that_are_there() -> None:
    assert [file for file, _ in known_equivalent() if not (TOP / file).is_file()] == []
    assert all(known_equivalent().values())


def test_a_mutant_is_noticed_survives_or_cannot_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("cosmic_ray", reason="cosmic-ray is not installed: make mutants installs it")
    for file, text in {
        FILE: MODULE,
        "tests/rollout/test_least.py": TEST,
        "dslint/__init__.py": "",
        "dslint/rollout/__init__.py": "",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    monkeypatch.setattr(mutants, "KNOWN", tmp_path / "build" / "mutants.json")
    found = mutants.all_mutants(tmp_path)
    assert found == mutants.all_mutants(tmp_path)
    assert not any("BitOr" in one.operator for one in found), "the | of an annotation is never evaluated"
    operator = "core/ReplaceComparisonOperator_Gt_"
    more, less = (Mutant(FILE, f"{operator}{name}", 0, 2, 0) for name in ("Lt", "GtE"))
    noticed, survivor, known = outcome(more, tmp_path, {}), outcome(less, tmp_path, {}), outcome(less, tmp_path, EQUAL)
    assert [(one.noticed_by, one.reason) for one in (noticed, survivor, known) if one] == [
        ("its module's tests", ""),
        ("", ""),
        ("", "equal numbers are equal"),
    ]
    assert (tmp_path / FILE).read_text() == MODULE
