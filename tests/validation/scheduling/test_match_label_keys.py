"""matchLabelKeys and mismatchLabelKeys beside a selector, in releases that merge them and in those that do not."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.field_path import Field
from dslint.validation.pod.pod_under_validation import pod_under_validation
from dslint.validation.scheduling import match_label_keys
from tests.validation.objects import DAEMONSET, POD, changed, release_of, told
from tests.validation.words import NAME_PART

RELEASE = release_of("1.36")
TERM = Field.top(RELEASE).child("term")
IN_SELECTOR = "exists in both matchLabelKeys and labelSelector"


def term(keys: list[str], labels: dict[str, str] | None = None, *expressions: str, **more: Any) -> dict[str, Any]:
    listed = [{"key": key, "operator": "Exists"} for key in expressions]
    return {"matchLabelKeys": keys, "labelSelector": {"matchLabels": labels or {}, "matchExpressions": listed}, **more}


def test_keys_need_a_selector_and_are_not_looked_at_without_one() -> None:
    found = match_label_keys.key_name_errors({"matchLabelKeys": ["a b"]}, "matchLabelKeys", TERM)
    assert told(found) == ["term.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set"]
    assert told(match_label_keys.key_name_errors({}, "matchLabelKeys", TERM)) == []


def test_keys_are_label_keys() -> None:
    found = match_label_keys.key_name_errors(term(["app", "a b"]), "matchLabelKeys", TERM)
    assert told(found) == [f'term.matchLabelKeys[1]: Invalid value: "a b": {NAME_PART}']


@pytest.mark.parametrize(
    ("value", "positions"),
    [
        (term(["app"], {"app": "x"}), [0]),
        (term(["rev", "app"], {}, "app"), [1]),
        (term(["rev"], {"app": "x"}), []),
        (term(["app", "rev"], {"app": "x"}, "rev"), [0, 1]),
    ],
)
def test_a_key_that_is_selected_by_hand_too_is_told_at_its_place(value: dict[str, Any], positions: list[int]) -> None:
    assert told(match_label_keys.selected_by_hand_errors(value, TERM)) == [
        f'term.matchLabelKeys[{position}]: Invalid value: "{value["matchLabelKeys"][position]}": {IN_SELECTOR}'
        for position in positions
    ]


def merged(value: dict[str, Any], base: dict[str, Any] = POD, labels: dict[str, str] | None = None) -> list[str]:
    made = changed(base, {"metadata.labels": labels}) if labels is not None else base
    subject = pod_under_validation(made, RELEASE, None)
    return told(match_label_keys.merged_key_errors(value, TERM, subject))


def test_merged_keys_are_told_with_the_position_alone() -> None:
    assert merged(term(["rev", "app"], {"app": "x"}), labels={"app": "x"}) == [
        f'term[1]: Invalid value: "app": {IN_SELECTOR}'
    ]


@pytest.mark.parametrize(
    ("value", "labels", "count"),
    [
        (term(["app"], {"app": "x"}), {"app": "x"}, 1),
        (term(["app"], {"app": "x"}), {}, 0),
        (term(["app"], {}, "app"), {"app": "x"}, 1),
        (term(["app"], {}, "app", "app"), {}, 1),
        (term(["app"], {"app": "x"}, "app"), {"app": "x"}, 2),
        (term(["rev"], {"app": "x"}), {"app": "x", "rev": "1"}, 0),
        ({"matchLabelKeys": ["app"]}, {"app": "x"}, 0),
        (term(["app"], mismatchLabelKeys=["app"]), {"app": "x"}, 1),
        (term(["app"], mismatchLabelKeys=["app"]), {}, 0),
    ],
)
def test_a_key_is_merged_only_where_the_pod_has_the_label(
    value: dict[str, Any], labels: dict[str, str], count: int
) -> None:
    assert len(merged(value, labels=labels)) == count


def test_nothing_is_merged_into_a_template() -> None:
    assert merged(term(["app"], {"app": "x"}), DAEMONSET) == []
    assert len(merged(term(["app"], {"app": "x"}, "app"), DAEMONSET)) == 1


def test_a_key_is_in_one_of_the_two_lists() -> None:
    value = {"matchLabelKeys": ["a", "b"], "mismatchLabelKeys": ["b", "c"]}
    assert told(match_label_keys.both_lists_errors(value, TERM)) == [
        'term.matchLabelKeys[1]: Invalid value: "b": exists in both matchLabelKeys and mismatchLabelKeys'
    ]
    assert told(match_label_keys.both_lists_errors({"matchLabelKeys": ["a"]}, TERM)) == []
