from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from dslint.findings import Span
from dslint.server.positions import UTF8, UTF16, UTF32, Positions

TEXT = "a: 日本\r\nb: 🚀 c\rd: e\nlast 🚀"


@pytest.mark.parametrize(("encoding", "units"), [(UTF8, 4), (UTF16, 2), (UTF32, 1)])
def test_an_emoji_takes_as_many_units_as_the_encoding_needs(encoding: str, units: int) -> None:
    assert Positions(TEXT, encoding).position(2, 5) == types.Position(1, 3 + units)


def test_only_the_line_ends_of_the_protocol_end_a_line() -> None:
    positions = Positions("a\x0bb\u2028c\x85d\ne")
    assert positions.lines() == ["a\x0bb\u2028c\x85d", "e"]
    assert positions.position(2, 1) == types.Position(1, 0)


def test_a_range_ends_where_the_line_does_though_the_span_goes_on() -> None:
    assert Positions("ab\r\ncd").range(Span(1, 1, 1, 99)) == types.Range(types.Position(0, 0), types.Position(0, 2))


def test_what_has_no_place_is_at_the_top() -> None:
    assert Positions("a").range(None) == types.Range(types.Position(0, 0), types.Position(0, 0))


def test_a_byte_order_mark_counts_for_the_client_alone() -> None:
    assert Positions("\ufeffa: b").position(1, 1) == types.Position(0, 1)


def test_a_position_outside_of_the_text_is_its_nearest_place() -> None:
    positions = Positions("ab\ncd")
    assert positions.offset(types.Position(0, 99)) == 2
    assert positions.offset(types.Position(9, 0)) == 5
    assert positions.position(9, 9) == types.Position(1, 2)
    assert (positions.line(9), positions.line(1)) == ("", "cd")


@given(st.text(alphabet="ab\n\r 日🚀é"), st.sampled_from([UTF8, UTF16, UTF32]), st.data())
def test_an_offset_is_found_again_from_its_position(text: str, encoding: str, data: st.DataObject) -> None:
    positions = Positions(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    found = positions.offset(positions.at(offset))
    # Within the end of a line there is no position.
    assert found == offset or text[found:offset].strip("\r\n") == ""
