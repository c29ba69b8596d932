"""Whether the places that a report names lie in the text: findings, what is related to them, and edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fuzz.cases import Case

LINES = re.compile(r"\r\n|[\n\r]")
Place = Mapping[str, Any]


def places_outside(case: Case, report: Mapping[str, Any]) -> Iterator[str]:
    texts: dict[str, list[str] | None] = {}
    for finding in report["findings"]:
        name = finding["file"]
        if name is None or finding["line"] is None:
            continue
        if name not in texts:
            texts[name] = _lines(case, name)
        lines = texts[name]
        if lines is not None:
            yield from _told(finding["code"], _of(finding), lines)


def _lines(case: Case, name: str) -> list[str] | None:
    """None where the text is no UTF-8: how such bytes are counted is the reader's to say."""
    data = case.files.get(name, case.stdin if name in ("-", "<stdin>") else None)
    if data is None or b"\x00" in data:
        return None
    try:
        return LINES.split(data.decode())
    except UnicodeDecodeError:
        return None


def _of(finding: Place) -> Iterator[tuple[str, Place]]:
    yield "", finding
    yield from ((" has something related that", one) for one in finding["related"] if one["line"] and "file" not in one)
    fix = finding["fix"] or {}
    yield from ((" has an edit that", edit) for edit in fix.get("textEdits", ()))


def _told(code: str, places: Iterator[tuple[str, Place]], lines: list[str]) -> Iterator[str]:
    for what, place in places:
        start = place["line"], place["column"]
        end = place.get("endLine", start[0]), place.get("endColumn", start[1])
        if not all(1 <= line <= len(lines) for line, _ in (start, end)):
            yield f"{code}{what} stands on no line of the text"
        elif not all(1 <= column <= len(lines[line - 1]) + 1 for line, column in (start, end)):
            yield f"{code}{what} stands in no column of its line"
        elif end < start:
            yield f"{code}{what} ends before it begins"
