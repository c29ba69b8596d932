"""What changed in a text, as `diff -u` shows it and `patch` takes it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

_NO_LINE_END = "\n\\ No newline at end of file\n"


def unified_diff(name: str, before: str, after: str) -> Iterator[str]:
    """The lines, each with its end; none if both are the same."""
    found = difflib.unified_diff(_lines(before), _lines(after), fromfile=name, tofile=name)
    return (line if line.endswith("\n") else line + _NO_LINE_END for line in found)


def _lines(text: str) -> list[str]:
    """The lines as `diff` counts them: only LF ends one."""
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), *([last] if last else [])]
