"""The error of Go's time.Parse for a string that is not a time of RFC 3339.

Go compares the string with its layout piece by piece, and reports the first one that does not match.
"""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from dslint.kubernetes.go_quoting import quoted

LAYOUT = "2006-01-02T15:04:05Z07:00"


class _Piece(NamedTuple):
    """A piece of the layout, the strings that match it, and the range of its number."""

    layout: str
    fits: re.Pattern[str]
    what: str = ""
    least: int = 0
    most: int = 9999


_PIECES = (
    _Piece("2006", re.compile(r"[0-9]{4}")),
    _Piece("-", re.compile("-")),
    _Piece("01", re.compile(r"[0-9]{2}"), "month", 1, 12),
    _Piece("-", re.compile("-")),
    _Piece("02", re.compile(r"[0-9]{2}")),
    _Piece("T", re.compile("T")),
    _Piece("15", re.compile(r"[0-9]{1,2}"), "hour", 0, 23),
    _Piece(":", re.compile(":")),
    _Piece("04", re.compile(r"[0-9]{2}"), "minute", 0, 59),
    _Piece(":", re.compile(":")),
    _Piece("05", re.compile(r"[0-9]{2}(?:[.,][0-9]+)?"), "second", 0, 59),
    _Piece("Z07:00", re.compile(r"Z|[+-][0-9]{2}:[0-9]{2}")),
)


def parse_error(text: str) -> str:
    """`parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"`."""
    rest = text
    for piece in _PIECES:
        found = piece.fits.match(rest)
        if found is None:
            unread = f"cannot parse {quoted(rest)} as {quoted(piece.layout)}"
            return f"parsing time {quoted(text)} as {quoted(LAYOUT)}: {unread}"
        rest = rest[found.end() :]
        if piece.what and not piece.least <= int(re.split("[.,]", found[0])[0]) <= piece.most:
            return f"parsing time {quoted(text)}: {piece.what} out of range"
    if rest:
        return f"parsing time {quoted(text)}: extra text: {quoted(rest)}"
    return f"parsing time {quoted(text)}: {_out_of_range(text)} out of range"


def _out_of_range(text: str) -> str:
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    days = calendar.monthrange(year or 2000, month)[1]  # Python has no year 0; it is a leap year like 2000
    if not 1 <= day <= days:
        return "day"
    return "time zone offset hour" if int(text[-5:-3]) > 24 else "time zone offset minute"
