from __future__ import annotations

from dslint.kubernetes.release import Behaviour
from dslint.upgrades.changes import EVERY_POD, VALIDATION, Change, Told, of_validation


def test_a_behaviour_is_told_where_it_begins_and_where_it_ends() -> None:
    told = Told(Behaviour(since="1.10", until="1.25", source="file.go"), "rollout", "begins", "ends")
    assert [(change.version, change.text, change.source) for change in told.changes()] == [
        ("1.10", "begins", "file.go"),
        ("1.25", "ends", "file.go"),
    ]


def test_an_end_without_words_is_not_told() -> None:
    assert [change.version for change in Told(Behaviour(since="1.10", until="1.25"), "a", "begins").changes()] == [
        "1.10"
    ]


def test_a_behaviour_of_validation_is_met_by_every_pod_unless_fields_are_named() -> None:
    assert of_validation(Behaviour(since="1.10"), "text").touches == EVERY_POD
    assert of_validation(Behaviour(since="1.10"), "text", "os").touches == ("os",)


def test_details_of_a_version_come_last() -> None:
    changes = [Change("1.10", VALIDATION, "c"), Change("1.9", "taints", "a"), Change("1.10", "taints", "b")]
    assert [change.text for change in sorted(changes, key=lambda change: change.order)] == ["a", "b", "c"]


def test_a_change_as_json_names_its_source() -> None:
    change = Change("1.12", "taints", "text", "file.go", ("os",))
    assert change.to_dict() == {"version": "1.12", "subject": "taints", "text": "text", "source": "file.go"}
