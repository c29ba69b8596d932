"""An error at a place names the file, the line and the field from the top."""

from __future__ import annotations

from dslint.findings import FieldPath
from dslint.own_files.errors import Position
from dslint.own_files.place import FilePlace

LINES: dict[FieldPath, Position] = {("items", 3): Position(10, 3), ("items", 3, "kind"): Position(11, 5)}
PLACE = FilePlace("nodes.json", ("items", 3), LINES.get)


def test_an_error_has_file_line_column_and_field_from_the_top() -> None:
    error = PLACE.error("is wrong", ("kind",))
    assert str(error) == "nodes.json:11: items[3].kind: is wrong"
    assert (error.file, error.line, error.column, error.field) == ("nodes.json", 11, 5, "items[3].kind")


def test_a_path_whose_position_is_unknown_is_reported_without_a_line() -> None:
    error = PLACE.error("is wrong", ("spec",))
    assert (str(error), error.line, error.column) == ("nodes.json: items[3].spec: is wrong", None, None)
    assert PLACE.line(("spec",)) is None


def test_a_place_under_another_has_the_same_file_and_finds_positions_there() -> None:
    below = PLACE.under("kind")
    assert (below.file, below.prefix) == ("nodes.json", ("items", 3, "kind"))
    assert (below.line(), below.position()) == (11, Position(11, 5))
    assert PLACE.position(("kind",)) == below.position()


def test_a_place_without_file_and_lines_has_the_field_alone() -> None:
    assert FilePlace().position() is None
    assert FilePlace().line(("kind",)) is None
    assert str(FilePlace().error("is wrong", ("kind",))) == "kind: is wrong"
    assert str(FilePlace().error("is wrong")) == "is wrong"


def test_a_place_under_one_of_a_subclass_is_of_the_subclass() -> None:
    class OtherPlace(FilePlace):
        __slots__ = ()

    assert isinstance(OtherPlace("f").under("a", 0), OtherPlace)


def test_a_wrong_type_is_an_error_at_the_field_that_has_it() -> None:
    error = PLACE.type_error("Expected `str`, got `int` - at `$.kind`", {"kind": 5})
    assert str(error) == "nodes.json:11: items[3].kind: a number found; write a string in quotes"
