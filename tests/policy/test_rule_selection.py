from __future__ import annotations

import pytest

from dslint.policy import catalogue
from dslint.policy.rule_selection import Selection, UnknownSelectorError

NAMES = {"DS231": "selector-mismatch", "DS232": "selector-change", "DS301": "deprecated-node-label"}


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "names", lambda: NAMES)


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ([], [], ["DS231", "DS232", "DS301"]),
        (["DS2"], [], ["DS231", "DS232"]),
        ([], ["DS2"], ["DS301"]),
        (["DS231"], ["DS2"], ["DS231"]),
        (["DS2"], ["DS232"], ["DS231"]),
        (["DS"], ["DS2,DS301"], []),
        (["DS301"], ["DS301"], []),
    ],
)
def test_the_longer_beginning_wins_and_ignoring_wins_a_tie(
    select: list[str], ignore: list[str], kept: list[str]
) -> None:
    selection = Selection.of(select, ignore)
    assert [code for code in NAMES if selection.keeps(code)] == kept


@pytest.mark.parametrize(
    ("text", "hint"), [("DS9", "dslint rules lists them"), ("selector-mismatches", "selector-mismatch")]
)
def test_a_text_that_selects_nothing_is_answered_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(UnknownSelectorError, match=hint):
        Selection.of([text], [])


def test_what_is_left_out_and_was_never_kept_is_idle() -> None:
    assert Selection.of(["DS2"], ["DS301", "DS231"]).idle(NAMES) == ("DS301",)
    assert Selection.of([], ["DS301"]).idle(NAMES) == ()


@pytest.mark.parametrize("text", ["", " ", "DS2,", ",DS2"])
def test_an_empty_text_selects_nothing(text: str) -> None:
    with pytest.raises(UnknownSelectorError, match="an empty string selects no rules"):
        Selection.of([text], [])
