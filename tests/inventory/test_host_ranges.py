"""Names of nodes in few words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dslint.inventory.host_ranges import Numbered, host_ranges, in_order, numbered, pattern_of
from dslint.inventory.node_names import host_range


@pytest.mark.parametrize(
    ("names", "ranges"),
    [
        (["web-1"], ["web-1"]),
        (["web-2", "web-10", "web-1"], ["web-[1-2]", "web-10"]),
        (["web-08", "web-09", "web-10", "web-20"], ["web-[08-10,20]"]),
        (["r1s1", "r1s2", "r2s1", "r2s2"], ["r[1-2]s[1-2]"]),
        (["r1s1", "r1s2", "r2s1"], ["r1s[1-2]", "r2s1"]),
        (["ip-10-0-1-7.internal", "ip-10-0-1-8.internal"], ["ip-10-0-1-[7-8].internal"]),
        (["alpha", "beta"], ["alpha", "beta"]),
    ],
)
def test_ranges_stand_for_names(names: list[str], ranges: list[str]) -> None:
    assert host_ranges(names) == ranges


@given(st.sets(st.from_regex(r"[a-c][0-9]{1,2}-?[0-9]{0,2}(\.x)?", fullmatch=True), min_size=1, max_size=30))
def test_ranges_stand_for_exactly_the_names_each_once(names: set[str]) -> None:
    assert in_order(host_range(host_ranges(names))) == in_order(names)


@pytest.mark.parametrize(
    ("names", "zones", "found"),
    [
        (["w-1", "w-2"], ["", ""], Numbered("w-{i}", 2)),
        (["w-01", "w-02"], ["a", "b"], Numbered("w-{i:02}", 2)),
        (["w2-1", "w2-2", "w2-3"], ["a", "b", "a"], Numbered("w2-{i}", 3)),
        (["w-a-1", "w-b-2"], ["a", "b"], Numbered("w-{zone}-{i}", 2)),
        (["r1-1", "r1-2", "r2-1"], ["a", "a", "b"], Numbered("r{rack}-{slot}", 3, 2)),
        (["w-1", "w-3"], ["", ""], None),
        (["w-2", "w-3"], ["", ""], None),
        (["w-1", "w-2", "w-3"], ["a", "b", "b"], None),
        (["one", "two"], ["", ""], None),
    ],
)
def test_a_pattern_is_found_where_it_gives_names_and_zones(
    names: list[str], zones: list[str], found: Numbered | None
) -> None:
    assert numbered(names, zones) == found


def test_labels_that_count_as_the_names_do_have_a_pattern() -> None:
    racked = Numbered("r{rack}-{slot}", 4, 2)
    zones = [""] * 4
    assert pattern_of(["rack-1", "rack-1", "rack-2", "rack-2"], zones, racked) == "rack-{rack}"
    assert pattern_of(["i-01", "i-02", "i-03", "i-04"], zones, racked) == "i-{i:02}"
    assert pattern_of(["i-1", "i-7", "i-3", "i-4"], zones, racked) is None
