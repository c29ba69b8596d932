"""The fuzzers see what is wrong, make it again from its seed, and make it small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fuzz.cases import Call, Case, Effect, Outcome
from tests.fuzz.fuzzing import Failure, fuzz, made, smallest
from tests.fuzz.oracle import faults
from tests.fuzz.running import possible, ran
from tests.fuzz.shrinking import shrunk
from tests.fuzz.targets import TARGETS

LINT = Case(("lint", "ds.yaml"), {"ds.yaml": b"apiVersion: v1\nkind: Pod\n"})


def of(out: str = "", err: str = "", code: int = 0, *options: str) -> list[str]:
    return list(faults(Case((*LINT.arguments, *options), LINT.files), Outcome(code, out, err)))


def test_what_is_well_has_no_fault() -> None:
    assert of("ds.yaml:1:1: error\n", "dslint: a remark\n", 1) == []


def test_a_fault_of_dslint_itself_is_told_by_class_and_place() -> None:
    place = "traps/support/workload.py:12, dslint 0.1.0, Python 3.11.7"
    said = f"dslint: an error in dslint itself: KeyError: 'a' ({place}); please"
    assert of(err=said, code=4) == ["exit 4: KeyError at traps/support/workload.py:12"]


def test_a_traceback_is_a_fault() -> None:
    assert of(err="Traceback (most recent call last):\n") == ["traceback on stderr"]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\r", "\x7f", "\x9b", "\u202e"])
def test_control_characters_are_a_fault_where_people_read(character: str) -> None:
    assert of(f"a{character}b\n") == ["control character on stdout (lint, text)"]
    assert of(err=f"a{character}b\n") == ["control character on stderr"]


@pytest.mark.parametrize(
    ("text", "faulty"),
    [
        ("\x1b[1;31merror\x1b[0m: \x1b[1ma\x1b[0m", False),
        ("\x1b[1m a \x1b[31m b\x1b[0m", True),
        ("\x1b[1;38;5;196merror\x1b[0m", False),
        ("\x1b[31ma", True),
        ("\x1b[2J", True),
    ],
)
def test_colours_are_no_fault_where_they_are_asked_for_and_end(text: str, faulty: bool) -> None:
    assert bool(of(text, "", 0, "--color", "always")) is faulty
    assert bool(of(text, "", 0, "--color=always")) is faulty
    assert of(text, "", 0, "--color", "never")


def test_lines_end_as_editors_end_them(tmp_path: Path) -> None:
    case = Case((*LINT.arguments, "--format", "json"), {"ds.yaml": b'a: "\xc2\x85\xe2\x80\xa8  x: {'})
    assert list(faults(case, ran(case, tmp_path))) == []


def test_a_workflow_command_at_the_beginning_of_a_line_is_a_fault() -> None:
    assert of("a ::add-mask::x\n") == []
    assert of("a\n ::add-mask::x\n") == ["workflow command on stdout (lint, text)"]


def test_formats_for_machines_must_parse() -> None:
    (fault,) = of("{}\n{\n", "", 0, "--format", "jsonl")
    assert fault.startswith("jsonl on stdout does not parse: ")
    assert of("{}\n{}\n", "", 0, "--format", "jsonl") == []
    assert of("<a>", "", 0, "--format", "checkstyle") == ["checkstyle on stdout does not parse: no element found"]
    assert of("{", "", 0, "--format", "sarif") == [
        "sarif on stdout does not parse: Expecting property name enclosed in double quotes"
    ]
    assert of("{", "", 0, "--format", "junit", "--format=text") == []
    assert len(of("{", "", 0, "--format", "text", "--format=json")) == 1
    assert of("<a>", "", 0, "--format", "junit") == ["junit on stdout does not parse: no element found"]


def test_help_is_text_whatever_the_format() -> None:
    assert of("Usage: dslint lint\n", "", 0, "--help", "--format", "json") == []
    assert of("Usage: dslint lint\n", "", 0, "--format", "junit", "-h") == []


def test_json_is_held_against_its_schema(tmp_path: Path) -> None:
    case = Case((*LINT.arguments, "--format", "json"), LINT.files)
    outcome = ran(case, tmp_path)
    assert list(faults(case, outcome)) == []
    report = json.loads(outcome.out) | {"files": "one"}
    assert list(faults(case, outcome._replace(out=json.dumps(report)))) == [
        "json of lint is not as its schema says: files: type"
    ]


def test_places_must_lie_in_the_text(tmp_path: Path) -> None:
    case = Case((*LINT.arguments, "--format", "json"), LINT.files)
    outcome = ran(case, tmp_path)
    report = json.loads(outcome.out)
    report["findings"][0] |= {"line": 40, "endLine": 40}
    code = report["findings"][0]["code"]
    told = list(faults(case, outcome._replace(out=json.dumps(report))))
    assert told == [f"{code} stands on no line of the text"]


def test_what_gets_past_the_command_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.running.run", lambda _: 1 // 0)
    assert list(faults(LINT, ran(LINT, tmp_path))) == ["raised ZeroDivisionError at no place of ours"]


def test_arguments_are_such_as_a_system_hands_over() -> None:
    assert [possible(argument) for argument in ("a\x00b", "\ud800", "\udcff.yaml", "é")] == [
        "ab",
        "?",
        "\udcff.yaml",
        "é",
    ]


def test_an_error_that_the_python_interface_means_to_raise_is_none(tmp_path: Path) -> None:
    call = Call("lint", {"source": {"kind": "Pod"}, "kubernetes_versions": "1.99"})
    assert list(faults(call, ran(call, tmp_path))) == []


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_seed_makes_the_same_input_whatever_was_made_before(target: str) -> None:
    first, again = ([repr(made(TARGETS[target], target, 3, number)) for number in range(5)] for _ in range(2))
    assert first == again


def test_the_first_input_of_a_fault_is_kept_and_the_others_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fuzz.fuzzing.ran", lambda *_: Outcome(9, "", "x"))
    tally = fuzz(lambda _: LINT, "any", 1, range(5), tmp_path)
    assert tally.often == {"exit 9: 'x'": 5}
    assert tally.failures["exit 9: 'x'"].number == 0


def test_a_failing_case_is_made_small() -> None:
    text = b"kind: Pod\nspec:\n  a: [1, 2, {odd: 5}]\n  b: c\n"
    case = Case(("lint", "ds.yaml", "--strict", "-k", "1.36"), {"ds.yaml": text, "old.yaml": b"x"})
    small = shrunk(case, lambda one: b"odd" in one.files.get("ds.yaml", b"") and "lint" in one.arguments)
    assert small.arguments == ("lint",)
    assert set(small.files) == {"ds.yaml"}
    assert len(small.files["ds.yaml"]) < len(b"spec:\n  a:\n  - odd: 5\n")


def test_the_small_case_fails_as_the_large_one_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.fuzzing.ran", lambda case, _: Outcome(9, "", "x" if case.files else "y"))
    failure = Failure("exit 9: 'x'", 1, 0, Case(("lint",), {"a": b"1\n2\n3\n", "b": b""}))
    assert len(smallest(failure, tmp_path).files) == 1


POD = (
    b"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostIPC: 'false', containers: [{name: a, image: 'a:1'}]}\n"
)


@pytest.mark.parametrize(
    ("effect", "options", "told"),
    [
        (Effect.NONE, ("--diff",), []),
        (Effect.NONE, ("--fix",), ["lint changes files"]),
        (Effect.ONCE, ("--fix",), []),
        (Effect.ANY, ("--fix",), []),
    ],
)
def test_what_a_command_does_to_its_files_is_seen(
    tmp_path: Path, effect: Effect, options: tuple[str, ...], told: list[str]
) -> None:
    case = Case((*LINT.arguments, "--no-cache", *options), {"ds.yaml": POD}, effect=effect)
    assert list(faults(case, ran(case, tmp_path))) == told


def test_files_that_change_in_the_second_run_are_a_fault() -> None:
    case = Case((*LINT.arguments, "--fix"), LINT.files, effect=Effect.ONCE)
    assert list(faults(case, Outcome(0, "", "", changed=("ds.yaml",)))) == [
        "lint changes files once more when it runs again"
    ]
