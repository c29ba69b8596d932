from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Dslint
from tests.golden.compare import FOLDER

CATALOGUE = sorted(file.stem for file in (FOLDER / "rules").glob("*.yaml"))

pytestmark = pytest.mark.usefixtures("_rules_of_the_story")


def test_every_rule_is_one_line(dslint: Dslint) -> None:
    ran = dslint("rules")
    assert ran.code == 0
    listed = [line.split()[:3] for line in ran.out.splitlines()]
    assert [f"{code}-{name}" for code, _, name in listed] == CATALOGUE
    for line in (["DS231", "error", "selector-mismatch"], ["DS301", "warning", "deprecated-node-label"]):
        assert line in listed


def test_lines_fit_the_terminal(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = dslint("rules", "--select", "DS002,DS231,DS301").out.splitlines()
    assert max(map(len, dslint("rules").out.splitlines())) <= 80
    assert "  selector that does not select the pods of" in lines[1]
    assert lines[2].strip() == "its own template"


@pytest.mark.parametrize(
    ("select", "codes"),
    [("DS2", ["DS231"]), ("ds301,blind-rollout", ["DS301", "DS590"]), ("DS", [name[:5] for name in CATALOGUE])],
)
def test_some_are_asked_for_by_code_beginning_or_name(dslint: Dslint, select: str, codes: list[str]) -> None:
    rules = json.loads(dslint("rules", "--select", select, "--format", "json").out)
    assert [rule["code"] for rule in rules] == codes


def test_a_selector_that_selects_nothing_is_wrong_usage(dslint: Dslint) -> None:
    ran = dslint("rules", "--select", "blind-rolout")
    assert (ran.code, ran.err) == (2, "dslint: unknown rule blind-rolout; did you mean blind-rollout?\n")
