"""Host ranges."""

from __future__ import annotations

import pytest

from dslint.inventory.node_names import host_range


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("web-1", ["web-1"]),
        ("web-[1-3]", ["web-1", "web-2", "web-3"]),
        ("web-[08-10,20]", ["web-08", "web-09", "web-10", "web-20"]),
        ("r[1-2]s[1-2]", ["r1s1", "r1s2", "r2s1", "r2s2"]),
        ("[a,b].example", ["a.example", "b.example"]),
    ],
)
def test_ranges_expand_with_their_width_the_last_bracket_fastest(text: str, names: list[str]) -> None:
    assert host_range(text) == names
