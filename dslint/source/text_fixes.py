"""Fixes of a text that no manifest can be read from, or that has more than it should."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dslint.findings import Fix, TextEdit
from dslint.source import text_errors
from dslint.source.text_errors import TextError

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NO_WIDTH = "\u200b-\u200d\u2060\ufeff"
_LEADING = re.compile(rf"^[ \t{_BLANKS}{_NO_WIDTH}]+", re.MULTILINE)
_ODD = re.compile(f"([{_BLANKS}]+)|[{_NO_WIDTH}]+")
_WORD = r"""[^\s#"\\,\[\]{}]"""
_RESERVED = re.compile(rf"[@`]{_WORD}*(?: {_WORD}+)*(?=[ \t]*(?: #.*)?\r?$)", re.MULTILINE)
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_FIELD = re.compile(r"(?:apiVersion|kind|metadata|spec|items):(?:\s|$)")


def with_fixes(text: str, faults: Iterable[TextError]) -> list[TextError]:
    """The faults of a document with fixes of its text: repeated entries go with their lines."""
    return [_with_fix(text, fault) for fault in faults]


def _with_fix(text: str, fault: TextError) -> TextError:
    if fault.code == text_errors.YAML_VERSION:
        return fault._replace(fix=line_removed(text, fault.place.start, "remove the %YAML line"))
    if fault.fix is None:
        return fault
    (edit,) = fault.fix.text_edits
    if text[edit.start] == "," or text[edit.start].isspace():
        return fault  # between brackets
    return fault._replace(fix=_of_lines(text, edit, fault.fix))


def _of_lines(text: str, edit: TextEdit, fix: Fix) -> Fix | None:
    """The removal of the lines of an entry; None if something else is there too."""
    line = _line_start(text, edit.start)
    end = edit.start + len(text[edit.start : edit.end].rstrip())
    line_end = _line_end(text, end)
    rest = text[end:line_end].strip()
    column = edit.start - line
    if text[line : edit.start].strip(" ") or (rest and not rest.startswith("#")) or _goes_on(text, line_end, column):
        return None
    if "&" in text[edit.start : end]:  # an alias below may need the anchor
        return None
    return fix._replace(text_edits=(TextEdit(line, _next_line(text, line_end), ""),))


def _goes_on(text: str, position: int, column: int) -> bool:
    """Whether the next line with content still belongs to an entry whose key stands in a column."""
    for line in _LINE.finditer(text, position):
        content = line[0]
        if content.strip() and not content.lstrip().startswith("#"):
            indent = len(content) - len(content.lstrip(" "))
            return indent > column or (indent == column and content.lstrip(" ").startswith("- "))
    return False


def line_removed(text: str, position: int, summary: str) -> Fix:
    """The removal of the line of an offset."""
    end = _next_line(text, _line_end(text, position))
    return Fix(summary, text_edits=(TextEdit(_line_start(text, position), end, ""),))


def syntax_fix(text: str, index: int) -> Fix | None:
    """Plain spaces in place of odd ones at the beginning of lines, or quotes around what YAML reserves."""
    if _is_indented_oddly(text, index):
        blanks = (
            TextEdit(line.start() + odd.start(), line.start() + odd.end(), " " * len(odd[1] or ""))
            for line in _LEADING.finditer(text)
            for odd in _ODD.finditer(line[0])
        )
        return Fix("indent with plain spaces", text_edits=tuple(blanks))
    reserved = _RESERVED.match(text, index)
    if reserved is None or ": " in reserved[0] or reserved[0].endswith(":"):
        return None
    return Fix("put the value in quotes", text_edits=(TextEdit(index, reserved.end(), f'"{reserved[0]}"'),))


def _is_indented_oddly(text: str, index: int) -> bool:
    """Whether the line of an offset or the one before it has odd blanks at its beginning."""
    here = _line_start(text, index)
    before = _line_start(text, max(here - 1, 0))
    lines = (_LEADING.match(text, start) for start in (here, before))
    return any(line is not None and _ODD.search(line[0]) for line in lines)


def characters_removed(text: str, forbidden: str) -> Fix:
    """The removal of all control characters."""
    edits = tuple(TextEdit(match.start(), match.end(), "") for match in re.finditer(forbidden, text))
    return Fix("remove the control characters", text_edits=edits, safe=False)


def separator_alone(text: str, offset: int, behind: str) -> Fix | None:
    """`---` alone on its line: without more dashes, or with what begins a manifest on the next line."""
    if not behind.strip("-"):
        return Fix("write `---` alone on its line", text_edits=(TextEdit(offset, offset + len(behind), ""),))
    if not _FIELD.match(behind):
        return None
    start = _line_start(text, offset) + len("---")
    newline = "\r\n" if "\r\n" in text else "\n"
    return Fix("write `---` alone on its line", text_edits=(TextEdit(start, offset, newline),))


def document_begun(text: str, end: int) -> Fix | None:
    """A new document where one ends with `...`: its content counts from then on."""
    position = text.rfind("...", 0, end + len("..."))
    if position < 0 or text[_line_start(text, position) : _line_end(text, position)].strip() != "...":
        return None
    return Fix("begin a new document", text_edits=(TextEdit(position, position + 3, "---"),), safe=False)


def comma_removed(text: str, offset: int) -> Fix | None:
    """The removal of a comma before a closing bracket, which JSON does not take."""
    before = text[:offset].rstrip()
    if text[offset : offset + 1] not in ("}", "]") or not before.endswith(","):
        return None
    return Fix("remove the comma before the bracket", text_edits=(TextEdit(len(before) - 1, len(before), ""),))


def _line_start(text: str, offset: int) -> int:
    begin = text.rfind("\n", 0, offset) + 1
    return max(begin, text.rfind("\r", begin, offset) + 1)


def _line_end(text: str, offset: int) -> int:
    match = re.compile(r"[\r\n]").search(text, offset)
    return match.start() if match else len(text)


def _next_line(text: str, line_end: int) -> int:
    match = re.compile(r"\r\n|\r|\n").match(text, line_end)
    return match.end() if match else line_end
