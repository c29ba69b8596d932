"""Pieces of Markdown: escaped names, folded parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.report.escapes import visible

_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "\\|", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]",
    "#": "\\#", "@": "&#64;", "\n": " ",
})  # fmt: skip


def escaped(text: str) -> str:
    """Names in a manifest can be anything: none becomes markup or mentions a user."""
    return visible(text).translate(_ESCAPES)


def folded(summary: str, body: Sequence[str]) -> Iterator[str]:
    """A part that readers open; nothing if it is empty."""
    if body:
        yield from (f"<details><summary>{summary}</summary>", "", *body, "", "</details>", "")
