"""The fix of a manifest that lost its indentation, and what cannot be known of it."""

from __future__ import annotations

import re

from dslint.edit.lost_indentation import LINE, Doubt, RebuildError, rebuilt
from dslint.findings import Fix
from dslint.kubernetes.release import parse_version
from dslint.source import text_errors
from dslint.source.documents import Document
from dslint.source.text_errors import TextError, TextRange

_END = re.compile(r"^---", re.MULTILINE)
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_SUMMARY = "indent each line below the key that it belongs to"
_MOST_NAMED = 10


def is_rebuildable(document: Document, error: TextError) -> bool:
    """Whether an error means that the indentation is lost, or cannot be read for its tabs."""
    if error.code == text_errors.INDENTATION_LOST:
        return True
    return error.code == text_errors.SYNTAX and _TAB.search(document.text) is not None


def with_rebuilt(document: Document, error: TextError, version: str) -> TextError:
    """The error with the fix that rebuilds its document from the types of a version, or with why there is none."""
    start = document.offset
    end = _END.search(document.lines.text, document.first)
    text = document.lines.text[start : end.start() if end else None]
    first_line = document.lines.position(start)[0]
    try:
        found = rebuilt(text, parse_version(version))
    except RebuildError as reason:
        if error.code != text_errors.INDENTATION_LOST:
            return error
        line = first_line + (reason.line or 0)
        why = str(reason).replace(LINE, str(line), 1)  # what the line says may have braces
        return error._replace(
            help="copy the manifest again with its indentation, or indent the fields below each key by two spaces; "
            f"dslint cannot rebuild it: {why}"
        )
    return error._replace(
        fix=Fix(_SUMMARY, text_edits=found.edits, safe=False),
        help=_help(error, found.doubts, first_line),
        related=(*error.related, *_related(text, found.doubts)),
    )


def _help(error: TextError, doubts: tuple[Doubt, ...], first_line: int) -> str:
    help_ = (
        "`dslint lint --fix --unsafe-fixes` indents each line below the key that has it as a field; --diff shows how"
    )
    if error.help:
        help_ = f"{error.help}; {help_}"
    lines = [str(line) for line in sorted({doubt.line + first_line for doubt in doubts})]
    if not lines:
        return help_
    more = f" and {len(lines) - _MOST_NAMED} more" if len(lines) > _MOST_NAMED else ""
    named = ", ".join(lines[:_MOST_NAMED]) + more
    return f"{help_}; then check {'line' if len(lines) == 1 else 'lines'} {named}, which could be meant otherwise"


def _related(text: str, doubts: tuple[Doubt, ...]) -> list[tuple[str, TextRange]]:
    """The lines that may be wrong, each with what is not known."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    ends = [*starts[1:], len(text)]
    return [(doubt.message, _line(text, starts[doubt.line], ends[doubt.line])) for doubt in doubts[:_MOST_NAMED]]


def _line(text: str, start: int, end: int) -> TextRange:
    blanks = len(text[start:end]) - len(text[start:end].lstrip())
    return TextRange(start + blanks, start + len(text[start:end].rstrip()))
