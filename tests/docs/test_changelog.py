"""CHANGELOG.md says each change once, under a heading."""

from __future__ import annotations

import re
from collections import Counter

from tests.docs.pages import TOP

TEXT = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")


def entries(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"(?m)^(?=- |#)", text) if each.startswith("- ")]


def test_no_change_is_told_twice() -> None:
    assert entries("# A\n\n- one\n  more\n- two\n\n## B\n\n- one\n  more\n") == [
        "- one\n  more",
        "- two",
        "- one\n  more",
    ]
    assert [entry for entry, number in Counter(entries(TEXT)).items() if number > 1] == []
    assert len(entries(TEXT)) > 100


def test_what_breaks_comes_first() -> None:
    releases = [re.findall(r"(?m)^### (.+)$", release) for release in TEXT.split("\n## ")[1:]]
    breaking = [headings for headings in releases if "What breaks" in headings]
    assert breaking
    assert all(headings[0] == "What breaks" for headings in breaking)
