"""What a fix changes, as lines."""

from __future__ import annotations

import pytest

from dslint.findings import Fix, PlacedEdit
from dslint.report.lint.fix_diff import LONGEST, MOST, changed, fix_diff

TEXT = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n"


def diff(text: str, *edits: PlacedEdit) -> list[str]:
    return [sign + line for sign, line in fix_diff(text, Fix("", placed=edits))]


def test_a_changed_line_stands_between_two_unchanged_ones_on_each_side() -> None:
    assert diff(TEXT, PlacedEdit(3, 4, 3, 5, "7")) == [" a: 1", " b: 2", "-c: 3", "+c: 7", " d: 4", " e: 5"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_removed_line_leaves_nothing_whatever_ends_lines(line_end: str) -> None:
    text = TEXT.replace("\n", line_end)
    assert diff(text, PlacedEdit(1, 1, 2, 1, "")) == ["-a: 1", " b: 2", " c: 3"]


def test_a_line_is_added_at_the_end_of_the_text() -> None:
    assert diff("a: 1\nb: 2\n", PlacedEdit(3, 1, 3, 1, "c: 3\n")) == [" a: 1", " b: 2", "+c: 3"]
    assert diff("a: 1", PlacedEdit(1, 5, 1, 5, "\nb: 2")) == [" a: 1", "+b: 2"]


def test_changes_far_from_each_other_are_parted() -> None:
    text = "".join(f"k{number}: v\n" for number in range(20))
    found = diff(text, PlacedEdit(2, 1, 3, 1, ""), PlacedEdit(15, 1, 16, 1, ""))
    assert [line for line in found if line[0] in "-+…"] == ["-k1: v", "…", "-k14: v"]


def test_edits_of_one_line_are_made_from_its_end() -> None:
    edits = (PlacedEdit(8, 1, 8, 2, "long"), PlacedEdit(8, 4, 8, 5, "2"))
    assert changed(["a: 1"], edits, 7) == ["long: 2"]


def test_long_changes_are_cut_and_counted() -> None:
    text = "".join(f"k{number}: v\n" for number in range(100))
    found = diff(text, *(PlacedEdit(number, 1, number, 1, " ") for number in range(1, 101)))
    assert len(found) == MOST + 1
    assert found[-1] == f"…{200 - MOST} more lines; --diff shows all"


def test_changes_over_very_many_lines_are_not_compared() -> None:
    text = "a: 1\n" * (LONGEST + 10)
    found = diff(text, PlacedEdit(1, 1, 1, 1, " "), PlacedEdit(LONGEST + 5, 1, LONGEST + 5, 1, " "))
    assert found == [f"…changes in {LONGEST + 7} lines; --diff shows them"]


def test_a_fix_whose_places_are_not_known_shows_nothing() -> None:
    assert diff(TEXT) == []
