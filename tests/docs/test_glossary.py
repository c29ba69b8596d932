"""docs/glossary.md: in order, and with the words that reports use and that a reader cannot know."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import TOP

TERMS = re.findall(r"(?m)^- \*\*([^*]+)\*\*: ", (TOP / "docs" / "glossary.md").read_text(encoding="utf-8"))


def test_the_words_are_in_order() -> None:
    assert sorted(TERMS, key=str.lower) == TERMS
    assert len(set(TERMS)) == len(TERMS)


@pytest.mark.parametrize(
    "term",
    ["admission", "budget", "inventory", "misscheduled", "profile", "surge", "trap", "virtual node", "wave", "verdict"],
)
def test_a_word_is_explained(term: str) -> None:
    assert term in TERMS
