"""Names of nodes in few characters, which a reader can expand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dslint.report.plan.node_ranges import names_text, ranges
from tests.report.plan.node_names import expanded


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ((), ""),
        (("n1",), "n1"),
        (("master",), "master"),
        (("gen-a-001", "gen-a-002", "gen-a-003"), "gen-a-[001-003]"),
        (("n-1", "n-4", "n-7", "n-8"), "n-[1-7/3,8]"),
        (("n-1", "n-3"), "n-[1,3]"),
        (("n-9", "n-10", "n-11"), "n-[9-11]"),
        (("n-09", "n-10", "n-1"), "n-[1,09-10]"),
        (("z-b-02", "z-a-01", "z-b-04", "z-a-03"), "z-b-[02,04], z-a-[01,03]"),
        (("rack-1-slot-1", "rack-1-slot-2", "rack-2-slot-1"), "rack-1-slot-[1-2], rack-2-slot-1"),
        (("ip-10-0-1-7.ec2.internal", "ip-10-0-1-8.ec2.internal"), "ip-10-0-1-[7-8].ec2.internal"),
        # No API server takes such names, a file may have them: each stays one name.
        (("a[1-3]", "x, y", "b"), r"a\x5b1-3\x5d, x\x2c y, b"),
        (("a[1]", "a[2]"), r"a\x5b[1-2]\x5d"),
    ],
)
def test_numbers_at_equal_distances_are_a_range(names: tuple[str, ...], text: str) -> None:
    assert names_text(names) == text


DIGITS = st.sampled_from(["0", "1", "2", "3", "9", "10", "11", "12", "01", "02", "03", "09", "007", "099", "100"])
NAMES = st.lists(
    st.tuples(st.sampled_from("ab"), DIGITS, st.sampled_from(["", "-1", "-2", "-02", ".x"])).map("".join),
    unique=True,
    max_size=30,
)


@given(NAMES)
def test_every_name_is_in_the_text_once_and_in_its_order(names: list[str]) -> None:
    found = ranges(names)
    shown = [name for one in found for name in expanded(one.text)]
    assert shown == [name for one in found for name in one.names]
    assert sorted(shown) == sorted(names)


def test_nine_thousand_names_of_four_zones_are_a_line() -> None:
    names = [f"c-z{'abcd'[number % 4]}-{number:05}" for number in range(1, 9001)]
    assert names_text(names) == "c-zb-[00001-08997/4], c-zc-[00002-08998/4], c-zd-[00003-08999/4], c-za-[00004-09000/4]"


@pytest.mark.parametrize("text", ["a[b]", "##[group]", "a[1][2]", "plain", ""])
def test_a_text_that_is_no_range_stands_for_itself(text: str) -> None:
    assert list(expanded(text)) == [text]
