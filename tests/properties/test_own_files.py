"""What holds of the files that users write for dslint: what their published schema refuses, dslint refuses."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
from hypothesis import assume, given, note

from tests.fuzz import corpus
from tests.fuzz.cases import Case
from tests.fuzz.oracle import faults
from tests.fuzz.running import ran
from tests.fuzz.strategies import WHAT_IF, broken, of_schema
from tests.fuzz.targets.inventories import simple
from tests.properties.examples import few

POD = b"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'a:1'}]}\n"
OTHERS = ("kubernetes-1.36", "kubernetes-1.27", "kubernetes-1.16")


class Reading(NamedTuple):
    """A command that reads a file of a kind."""

    file: str
    arguments: tuple[str, ...]


PLAN, LINT = ("plan", "--nodes", "nodes.yaml", "ds.yaml"), ("lint", "--no-cache", "ds.yaml")
READING = {
    "config": Reading(".dslint.yaml", ("config", "show", "ds.yaml")),
    "expectations": Reading("expect.yaml", (*PLAN, "--expect", "expect.yaml")),
    "findings-baseline": Reading("known.json", (*LINT, "--baseline", "known.json")),
    "inventory": Reading("given.yaml", ("inventory", "show", "given.yaml")),
    "policy-test": Reading("policy-test.yaml", ("policy", "test", ".")),
    "profile": Reading("own/a.yaml", (*LINT, "--rules", "own")),
    "rule": Reading("own/a.yaml", (*LINT, "--rules", "own")),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@functools.cache
def validator(name: str) -> Any:
    return jsonschema_rs.validator_for(corpus.schema(name))


@pytest.mark.parametrize("name", [*READING, *OTHERS])
def test_what_is_drawn_of_a_schema_is_valid(name: str) -> None:
    @few(10)
    @given(value=of_schema(name))
    def holds(value: Any) -> None:
        assert [error.message for error in validator(name).iter_errors(value)] == []

    holds()


@pytest.mark.parametrize("name", READING)
def test_what_the_schema_refuses_is_refused(name: str, folder: Path) -> None:
    """And what it allows is read, whatever comes of it."""
    file, arguments = READING[name]

    @few(8)
    @given(value=broken(of_schema(name)))
    def holds(value: Any) -> None:
        assume(value is not None)  # an empty configuration says nothing
        case = Case(arguments, {file: json.dumps(value).encode(), "ds.yaml": POD, "nodes.yaml": simple()})
        outcome = ran(case, folder)
        note(outcome.out + outcome.err)
        assert list(faults(case, outcome)) == []
        assert validator(name).is_valid(value) or outcome.code in (2, 3)

    holds()


@few(8)
@given(operations=WHAT_IF)
def test_what_if_is_planned_or_refused(folder: Path, operations: str) -> None:
    case = Case((*PLAN, f"--what-if={operations}", "--format=json"), {"ds.yaml": POD, "nodes.yaml": simple()})
    outcome = ran(case, folder)
    assert list(faults(case, outcome)) == []
    assert (outcome.code == 2) == (outcome.out == "")
