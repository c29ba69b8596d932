"""A second run that comes to something else is seen, and so is an exit code that is not the report's."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from dslint.linting import parallel_check
from tests.fuzz.agreement import disagreement
from tests.fuzz.bounds import excess
from tests.fuzz.cases import Case, Outcome, Twin
from tests.fuzz.places import places_outside
from tests.fuzz.running import ran
from tests.fuzz.twins import differences

POD = b"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostIPC: 'false', containers: [{name: a, image: a}]}\n"
LINT = Case(("lint", "ds.yaml", "--format", "json", "-k", "1.16,1.36"), {"ds.yaml": POD})


@pytest.mark.parametrize("twin", Twin)
def test_runs_that_come_to_the_same_have_no_fault(twin: Twin, tmp_path: Path) -> None:
    assert ran(dataclasses.replace(LINT, twin=twin), tmp_path).differs == ()


@pytest.mark.parametrize(
    ("twin", "told"),
    [
        (Twin.NONE, []),
        (Twin.AGAIN, ["lint says something else when it runs again"]),
        (Twin.CACHED, ["lint says something else with a cache"]),
        (Twin.PROCESSES, ["lint says something else in two processes"]),
        (Twin.EACH_VERSION, ["lint says something else of a version alone than among others"]),
    ],
)
def test_a_run_that_comes_to_something_else_is_a_fault(twin: Twin, told: list[str], tmp_path: Path) -> None:
    outcome = ran(LINT, tmp_path)
    report = json.loads(outcome.out)
    other = outcome._replace(out=json.dumps(report | {"findings": report["findings"][1:]}))
    assert list(differences(dataclasses.replace(LINT, twin=twin), outcome, lambda _: other)) == told


def test_two_files_are_enough_for_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    answers = parallel_check.answers
    monkeypatch.setattr(parallel_check, "answers", lambda *given: asked.append(given[1:]) or answers(*given))
    case = Case(("lint", ".", "--format", "json"), {"a.yaml": POD, "b.yaml": POD}, twin=Twin.PROCESSES)
    assert ran(case, tmp_path).differs == ()
    assert asked == [(range(2), 2)]


def test_a_command_that_writes_has_no_twin(tmp_path: Path) -> None:
    writing = dataclasses.replace(LINT, arguments=(*LINT.arguments, "--fix"), twin=Twin.AGAIN)
    assert list(differences(writing, ran(LINT, tmp_path), lambda _: Outcome(9, "", ""))) == []


@pytest.mark.parametrize(
    ("options", "severity", "code"),
    [
        ((), "error", 1),
        ((), "warning", 0),
        (("--fail-on", "warning"), "warning", 1),
        (("--fail-on=never",), "error", 0),
    ],
)
def test_the_exit_code_is_the_report_s(options: tuple[str, ...], severity: str, code: int) -> None:
    report = {"findings": [{"severity": severity, "code": "DS231"}], "unreadable": [], "documents": 1}
    case = dataclasses.replace(LINT, arguments=("lint", "ds.yaml", *options))
    assert list(disagreement(case, code, report)) == []
    assert list(disagreement(case, 2, report)) == [f"lint ends in 2, and its report in {code}"]


def test_what_is_related_and_what_is_edited_lies_in_the_text_too() -> None:
    inside = {"line": 1, "column": 1, "endLine": 1, "endColumn": 5}
    finding = {"code": "DS1", "file": "ds.yaml", **inside, "related": [], "fix": None}
    wrong = [
        finding | {"endColumn": 90},
        finding | {"line": 2, "endLine": 1},
        finding | {"related": [{"line": 70, "column": 1}]},
        finding | {"fix": {"textEdits": [inside | {"endLine": 9}]}},
    ]
    assert list(places_outside(LINT, {"findings": [finding, *wrong]})) == [
        "DS1 stands in no column of its line",
        "DS1 ends before it begins",
        "DS1 has something related that stands on no line of the text",
        "DS1 has an edit that stands on no line of the text",
    ]


def test_what_costs_too_much_for_its_size_is_told() -> None:
    assert list(excess(LINT, Outcome(0, "", "", seconds=5, grown=10**8))) == []
    assert list(excess(LINT, Outcome(0, "", "", seconds=50, grown=10**9))) == [
        "takes too long: lint",
        "takes too much memory: lint",
    ]


def test_lines_of_which_the_summary_is_the_only_one_are_no_report(tmp_path: Path) -> None:
    case = Case(("lint", "a.yaml", "--format", "jsonl", "-k", "1.16,1.36"), {"a.yaml": b""}, twin=Twin.EACH_VERSION)
    outcome = ran(case, tmp_path)
    assert json.loads(outcome.out)["kind"] == "LintSummary"
    assert outcome.differs == ()


@pytest.mark.parametrize("twin", Twin)
def test_a_command_line_without_any_word_has_a_twin_too(twin: Twin, tmp_path: Path) -> None:
    assert ran(Case((), twin=twin), tmp_path).differs == ()
