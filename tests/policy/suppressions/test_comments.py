"""Suppressions in comments."""

from __future__ import annotations

from dslint.policy.suppressions.comments import Misplaced, read_comments
from dslint.source.document_reader import read_text
from tests.policy.suppressions.manifest import DAEMONSET, FOUND, codes

BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_what_aliases_share_is_looked_at_once() -> None:
    comments = "# dslint: ignore[DS301] x\n" * 50
    read = list(read_comments(read_text(f"{BOMB}{comments}k: 1\n", "ds.yaml"), {}))
    assert len(read) == 50
    assert not any(isinstance(comment, Misplaced) for comment in read)


def test_what_looks_like_a_comment_inside_a_value_is_none() -> None:
    text = DAEMONSET.replace("annotations: {}", 'annotations: {note: "see # dslint: ignore[DS301] x"}')
    assert codes(text) == [FOUND]


def test_a_document_ends_at_its_separator() -> None:
    text = f"# dslint: ignore-document[DS301] generated\n{DAEMONSET}---\n{DAEMONSET.replace('agent', 'other')}"
    assert codes(text) == [FOUND]
