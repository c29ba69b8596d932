"""Globs match as git's wildmatch does, in time that grows with the text alone."""

from __future__ import annotations

import time

import pytest

from dslint.source.globs import matcher_of


def matches(glob: str, text: str, prefix: str = "") -> bool:
    matcher = matcher_of(prefix.encode(), glob.encode())
    return matcher is not None and matcher(text.encode())


@pytest.mark.parametrize(
    ("glob", "hits", "misses"),
    [
        ("a", ["a"], ["", "aa", "b"]),
        ("", [""], ["a"]),
        ("*", ["", "a", ".a"], ["a/b"]),
        ("*.yaml", [".yaml", "a.yaml"], ["a.yml", "b/a.yaml", "a.yaml.bak"]),
        ("a?c", ["abc"], ["ac", "a/c", "abbc"]),
        ("a*c", ["ac", "abbc"], ["a/c", "acd"]),
        ("**", ["", "a", "a/b"], []),
        ("**/a", ["a", "x/a", "x/y/a"], ["xa", "a/x"]),
        ("a/**", ["a/", "a/b", "a/b/c"], ["a", "b/a"]),
        ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/xb"]),
        ("**/**/a", ["a", "x/y/a"], ["xa"]),
        ("**\\/a", ["x/a", "x/y/a"], ["a", "xa"]),
        ("a**b", ["ab", "axxb"], ["a/b"]),
        ("[a-c]x", ["ax", "cx"], ["dx", "x"]),
        ("a[!b]c", ["axc"], ["abc", "a/c"]),
        ("\\*", ["*"], ["a"]),
        ("\\a", ["a"], ["\\a"]),
        ("é*", ["é", "éa"], ["e"]),
    ],
)
def test_a_glob_matches_the_whole_text_and_stars_stay_within_a_name(
    glob: str, hits: list[str], misses: list[str]
) -> None:
    assert [text for text in hits if not matches(glob, text)] == []
    assert [text for text in misses if matches(glob, text)] == []


@pytest.mark.parametrize("glob", ["a\\", "[", "[a", "[[:nope:]]"])
def test_a_glob_that_is_invalid_matches_no_text_at_all(glob: str) -> None:
    assert matcher_of(b"", glob.encode()) is None


def test_a_prefix_is_taken_letter_by_letter() -> None:
    assert matches("*.yaml", "ch*rts/a.yaml", prefix="ch*rts/")
    assert not matches("*.yaml", "charts/a.yaml", prefix="ch*rts/")


def test_many_stars_take_no_longer_than_one() -> None:
    began = time.process_time()
    assert not matches("*a" * 100 + "b", "a" * 2_000)
    assert time.process_time() - began < 2
