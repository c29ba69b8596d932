"""The same words for the same mistake in every file."""

from __future__ import annotations

from typing import Any

import pytest
from referencing.exceptions import Unretrievable

from dslint.data import schemas_folder
from dslint.own_files.errors import OwnFileErrors, Position, field_of
from dslint.own_files.reader import OwnFile, read_text
from dslint.own_files.schema import check, faults, refusing_registry, validator

HEAD = {"apiVersion": "dslint.dev/v1"}


def told(value: Any, schema: str) -> list[str]:
    return [f"{field_of(fault.path)}: {fault.message}" for fault in faults(value, schema)]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("config", {"selekt": []}),
        ("rule", {"examplse": []}),
        ("profile", {"titel": "a"}),
        ("expectations", {"expct": []}),
        ("inventory", {"metadta": {}}),
    ],
)
def test_an_unknown_field_is_told_in_every_file_alike(schema: str, value: dict[str, Any]) -> None:
    (key,) = value
    first = told(value, schema)[0]
    assert first.startswith(f"{key}: unknown field; did you mean ")


def test_a_field_that_is_misspelt_is_not_missing_too() -> None:
    assert told({**HEAD, "kind": "Expectations", "expct": []}, "expectations") == [
        "expct: unknown field; did you mean expect?"
    ]


def test_where_nothing_is_near_all_are_named() -> None:
    (only,) = told({"zzz": 1}, "config")
    assert only.startswith("zzz: unknown field; expected one of kubernetesVersions, featureGates, select, ignore")


@pytest.mark.parametrize("schema", ["expectations", "inventory", "findings-baseline"])
def test_another_kind_of_file_is_one_fault(schema: str) -> None:
    (only,) = told({"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"x": 1}, "spec": {"y": 2}}, schema)
    assert only.startswith('kind: "DaemonSet" found; write "')


@pytest.mark.parametrize("value", [None, [], "a", 5, True])
@pytest.mark.parametrize("schema", ["config", "rule", "profile", "expectations", "inventory", "findings-baseline"])
def test_what_is_no_map_is_told(schema: str, value: Any) -> None:
    (only,) = told(value, schema)
    assert only.endswith(" found; write a map")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"strict": "yes"}, "strict: a string found; write true or false"),
        ({"failOn": ["error"]}, 'failOn: ["error"] is not one of error, warning, info, never'),
        ({"kubernetesVersions": 1.36}, 'kubernetesVersions: a number found; write "1.36" in quotes, "1.29..1.36", or'),
        ({"kubernetesVersions": []}, 'kubernetesVersions: [] is not valid; write "1.36" in quotes'),
        ({"ignores": [{}]}, "ignores[0]: rules is missing"),
        ({"profiles": {"a": 5}}, "profiles.a: a number found; write a string in quotes or a list"),
        ({"select": ["\ud800", 5]}, "select[1]: a number found; write a string in quotes"),
        ({"select": [10**400]}, "select[0]: a number found; write a string in quotes"),
    ],
)
def test_what_to_write_is_told(value: Any, said: str) -> None:
    (only,) = told(value, "config")
    assert only.startswith(said)


def test_faults_come_in_the_order_of_the_file() -> None:
    file = read_text("strict: 1\nfailOn: x\nselct: []\nexclude: 5\n", ".dslint.yaml")
    with pytest.raises(OwnFileErrors) as refused:
        check(file, "config")
    assert [error.line for error in refused.value.errors] == [1, 2, 3, 4]
    assert [error.column for error in refused.value.errors] == [1, 1, 1, 1]


def test_no_schema_of_ours_is_fetched_from_anywhere() -> None:
    for path in schemas_folder().glob("*.schema.json"):
        if not path.name.startswith("kubernetes-"):
            assert validator(path.name.removesuffix(".schema.json")).is_valid({}) in (True, False)
    with pytest.raises(Unretrievable) as refused:
        refusing_registry().get_or_retrieve("https://dslint.dev/schemas/x.json")
    assert "dslint fetches nothing" in str(refused.value.__cause__)


@pytest.mark.parametrize("odd", ["\n::add-mask::x", "\x1b[31m", "\u202e", "\r", "\x85", "\u2028", "\ud800"])
def test_no_word_of_a_file_begins_a_line_or_moves_the_cursor(odd: str) -> None:
    for value in ({f"a{odd}": 1}, {"failOn": odd}, {"profiles": {odd: 5}}):
        file = OwnFile(f"f{odd}", value, lambda _: Position(1, 1))
        with pytest.raises(OwnFileErrors) as refused:
            check(file, "config")
        assert str(refused.value).isprintable()
