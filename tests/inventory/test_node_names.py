"""Host ranges."""

from __future__ import annotations

import pytest

from dslint.inventory.node_names import PatternError, host_range


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


@pytest.mark.parametrize("text", ["a[1-999999999999]", "a[1-9999]b[1-9999]", "[1-500000,1-500001]", "[0-1000000]"])
def test_a_range_of_more_than_a_million_nodes_is_refused(text: str) -> None:
    with pytest.raises(PatternError, match="names more than 1,000,000 nodes; write a shorter range"):
        host_range(text)


def test_ranges_have_no_more_names_together_than_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dslint.inventory.node_names.NODES", 3)
    assert len(host_range(["a[1-2]", "b"])) == 3
    with pytest.raises(PatternError, match=r"the ranges up to 'b\[1-2\]' name more than 3 nodes; write shorter ones"):
        host_range(["a[1-2]", "b[1-2]"])
