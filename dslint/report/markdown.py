"""Markdown that both commands write: escaped names, folded parts, and a comment that fits what GitHub takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dslint.findings import Severity
from dslint.report.escapes import visible
from dslint.report.wording import plural

LIMIT = 65_536
"""The most characters in a comment on GitHub."""

MARK = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}

_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "\\|", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]",
    "#": "\\#", "@": "&#64;", "\n": " ",
})  # fmt: skip

_IN_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"})
"""Summaries are lines of HTML, in which Markdown means nothing."""

_OPENS, _CLOSES = "<details>", "</details>"
_MOST_KEPT = LIMIT // 8
_FOR_THE_NOTE = 600
"""Room for the sentence about what is left out, and for characters that are escaped when the text is written."""


def escaped(text: str) -> str:
    """Names in a manifest can be anything: none becomes markup or mentions a user."""
    return visible(text).translate(_ESCAPES)


def folded(summary: str, body: Sequence[str]) -> Iterator[str]:
    """A part that readers open, with any text as its summary; nothing if it is empty."""
    if body:
        yield from (f"{_OPENS}<summary>{visible(summary).translate(_IN_HTML)}</summary>", "", *body, "", _CLOSES, "")


class Section(NamedTuple):
    """Lines that belong together. Of one that is `kept`, and has no folded part, some lines stay in any comment."""

    lines: tuple[str, ...]
    kept: bool = False


def fitted(head: Sequence[str], sections: Sequence[Section], full: str) -> str:
    """The text of a comment, within the limit for any number of sections.

    What does not fit is left out: folded parts first, the largest of them before others, then whole sections from the
    end, those that are not kept before the others. The head stays, with a sentence behind it that says where everything
    is: `full`.
    """
    excess = _size(head) + sum(_size(one.lines) for one in sections) - LIMIT
    if excess < 0:
        return "\n".join((*head, *(line for one in sections for line in one.lines)))
    head = _cut(head, LIMIT - _FOR_THE_NOTE)
    short = [one._replace(lines=tuple(_cut(one.lines, _MOST_KEPT))) if one.kept else one for one in sections]
    shown, parts = _without_folded_parts(short, excess + _FOR_THE_NOTE)
    whole, left = _without_last(shown, LIMIT - _FOR_THE_NOTE - _size(head))
    counts = [*([plural(parts, "folded part")] if parts else ()), *([plural(left, "section")] if left else ())]
    verb = "is" if parts + left == 1 else "are"
    note = f"*Shortened to the size limit of a comment: {' and '.join(counts) or 'lines'} {verb} left out. {full}*"
    return "\n".join((*head, note, "", *(line for one in whole for line in one.lines)))


def _without_folded_parts(sections: Sequence[Section], excess: int) -> tuple[list[Section], int]:
    """The sections without the folded parts that are too much, and their number; parts within others go first."""
    left = 0
    while excess > 0:
        found = [(_size(one.lines[first : last + 1]), index, first, last)
                 for index, one in enumerate(sections) for first, last in _innermost(one.lines)]  # fmt: skip
        if not found:
            break
        dropped: dict[int, set[int]] = {}
        for size, index, first, last in sorted(found, key=lambda part: (-part[0], part[1:])):
            if excess <= 0:
                break
            dropped.setdefault(index, set()).update(range(first, last + 1))
            excess -= size
            left += 1
        sections = [_without(one, dropped.get(index, set())) for index, one in enumerate(sections)]
    return list(sections), left


def _without(section: Section, dropped: set[int]) -> Section:
    return section._replace(lines=tuple(line for index, line in enumerate(section.lines) if index not in dropped))


def _innermost(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each folded part that holds no other."""
    opened: int | None = None
    for index, line in enumerate(lines):
        if line.startswith(_OPENS):
            opened = index
        elif line == _CLOSES and opened is not None:
            yield opened, index
            opened = None


def _without_last(sections: Sequence[Section], room: int) -> tuple[list[Section], int]:
    """The sections that fit, and the number of the others. Sections that are kept come last in their turn."""
    total = sum(_size(one.lines) for one in sections)
    dropped: set[int] = set()
    for index in sorted(range(len(sections)), key=lambda index: (sections[index].kept, -index)):
        if total <= room:
            break
        total -= _size(sections[index].lines)
        dropped.add(index)
    return [one for index, one in enumerate(sections) if index not in dropped], len(dropped)


def _cut(lines: Sequence[str], room: int) -> list[str]:
    """The first lines that fit; a single line that is too long is cut."""
    shown: list[str] = []
    for line in lines:
        room -= _size([line])
        if room < 0:
            break
        shown.append(line)
    return shown or [lines[0][: LIMIT // 4]] if lines else []


def _size(lines: Sequence[str]) -> int:
    """In UTF-16 units, as services may count characters."""
    return sum(len(line.encode("utf-16-le", "surrogatepass")) // 2 + 1 for line in lines)
