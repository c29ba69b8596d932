from __future__ import annotations

from dslint.edit.placed_edits import with_placed_edits
from dslint.findings import Fix, PlacedEdit, TextEdit
from tests.edit.support import finding, fix_of, report_of, setting

TEXT = "# c\na: &x {b: 1}\nc: *x\nd: 'ü'\n"


def placed(fix: Fix, *path: str) -> tuple[PlacedEdit, ...]:
    (found,) = with_placed_edits(report_of([finding(TEXT, fix, *path)], TEXT)).findings
    assert found.fix is not None
    return found.fix.placed


def test_edits_by_path_get_lines_and_columns() -> None:
    assert placed(fix_of(setting("d", to="öü")), "d") == (PlacedEdit(4, 5, 4, 5, "ö"),)
    assert placed(fix_of(setting("e", to=1)), "d") == (PlacedEdit(4, 7, 4, 7, "\ne: 1"),)


def test_edits_of_the_text_get_lines_and_columns() -> None:
    assert placed(Fix("x", text_edits=(TextEdit(0, 4, ""),)), "d") == (PlacedEdit(1, 1, 2, 1, ""),)


def test_what_cannot_be_edited_has_no_places() -> None:
    assert placed(fix_of(setting("a", "b", to=2)), "a", "b") == ()


def test_a_report_without_fixes_or_text_stays_as_it_is() -> None:
    report = report_of([finding(TEXT, fix_of(), "d")._replace(fix=None)])
    assert with_placed_edits(report) is report
    nameless = report_of([finding(TEXT, fix_of(setting("d", to=1)), "d")._replace(file=None)])
    assert with_placed_edits(nameless) == nameless
