from __future__ import annotations

import pytest

from dslint.findings import Origin, Rule, Severity
from dslint.own_files.reader import read
from dslint.policy import catalogue


@pytest.mark.usefixtures("_one_rule")
@pytest.mark.parametrize("text", ["DS999", "ds999", "three-legs", "Three-Legs"])
def test_a_rule_is_found_by_code_and_by_name(text: str) -> None:
    assert catalogue.find(text) == Rule(
        "DS999", "three-legs", "a table that stands on three legs", Severity.WARNING, Origin.TRAP, "add a leg"
    )


@pytest.mark.usefixtures("_one_rule")
@pytest.mark.parametrize("text", ["wobbly-table", "Short-Of-A-Leg"])
def test_a_rule_is_found_by_a_former_name(text: str) -> None:
    assert catalogue.find(text).name == "three-legs"


@pytest.mark.usefixtures("_one_rule")
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("wobbly", "dslint rules lists them"),
        ("DS99", "unknown rule DS99; dslint rules lists them"),
        ("three-leg", "did you mean three-legs"),
        ("chair", "dslint rules lists them"),
    ],
)
def test_an_unknown_rule_is_answered_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(catalogue.UnknownRuleError, match=hint):
        catalogue.find(text)


@pytest.mark.usefixtures("_one_rule")
def test_names_are_known_without_reading_any_file() -> None:
    assert catalogue.names() == {"DS998": "four-legs", "DS999": "three-legs"}


def test_the_reader_of_manifests_reads_every_rule_as_the_reader_of_dslints_own_files_does() -> None:
    for code, path in catalogue._files().items():
        assert catalogue._read(path) == read(path).value, code


def test_rules_are_found_by_the_room_that_decides_them() -> None:
    of_plans = catalogue.decided_in(catalogue.OF_PLANS)
    further = catalogue.decided_in(catalogue.WITH_FURTHER_INPUT)
    assert {"DS811", "DS816"} <= of_plans < further
    assert {"DS243", "DS244", "DS245", "DS704"} <= further - of_plans
    assert "DS231" not in further
    assert all(map(catalogue.decided_in, [(room,) for room in catalogue.WITH_FURTHER_INPUT])), "each decides a rule"


def test_no_rule_of_updates_is_taken_for_one_of_manifests() -> None:
    deciders = {code: read(path).value.get("decidedBy", "") for code, path in catalogue._files().items()}
    of_updates = {code for code, decider in deciders.items() if decider.endswith("update_errors")}
    assert of_updates == {"DS243", "DS244", "DS245"}
    assert of_updates <= catalogue.decided_in(catalogue.WITH_FURTHER_INPUT)
