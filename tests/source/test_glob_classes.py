"""Classes of bytes in globs, as git's wildmatch reads them."""

from __future__ import annotations

import pytest

from dslint.source.glob_classes import InvalidClassError, class_at

DIGITS = "0123456789"


def members(glob: str) -> tuple[str, int]:
    bits, end = class_at(glob.encode("latin-1"), 0)
    return "".join(chr(byte) for byte in range(256) if bits >> byte & 1), end


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("[abc]x", "abc"),
        ("[a-d]", "abcd"),
        ("[d-a]", "d"),
        ("[a-]", "-a"),
        ("[-a]", "-a"),
        ("[a-c-e]", "-abce"),
        ("[]a]", "]a"),
        ("[a\\]b]", "]ab"),
        ("[a-\\d]", "abcd"),
        ("[\\a-c]", "abc"),
        ("[[:digit:]]", DIGITS),
        ("[[:digit:]a]", DIGITS + "a"),
        ("[[:blank:]]", "\t "),
        ("[[:xdigit:]]", DIGITS + "ABCDEFabcdef"),
        ("[[:a]", ":[a"),
        ("[[]", "["),
        ("[a[:]", ":[a"),
        ("[[:]", ":["),
    ],
)
def test_a_class_has_its_members_and_ends_behind_its_bracket(glob: str, found: str) -> None:
    got, end = members(glob)
    assert sorted(got) == sorted(found)
    assert glob[:end].endswith("]")


@pytest.mark.parametrize("mark", ["!", "^"])
def test_a_class_that_begins_with_a_mark_has_all_others(mark: str) -> None:
    found, end = members(f"[{mark}a]")
    assert (len(found), "a" in found, end) == (255, False, 4)
    assert "]" not in members(f"[{mark}]a]")[0]


@pytest.mark.parametrize(
    "glob", ["[[::]]", "[", "[a", "[]", "[!", "[a-", "[a\\", "[[:nope:]]", "[[:digit:]", "[[:digit"]
)
def test_a_class_without_an_end_or_of_an_unknown_name_is_none(glob: str) -> None:
    with pytest.raises(InvalidClassError):
        class_at(glob.encode(), 0)
