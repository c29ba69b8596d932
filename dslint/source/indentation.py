"""A manifest that lost its indentation when it was copied: every line starts at the margin."""

from __future__ import annotations

import re

from dslint.source import text_errors
from dslint.source.text_errors import TextError, TextRange

INDENTED = re.compile(r"^[ \t]+[^\s#]", re.MULTILINE)
_MANIFEST = re.compile(r"^(?:apiVersion|kind):", re.MULTILINE)
_EMPTY_PARENT = re.compile(
    # Each line of blanks and comments can be read in one way only; two would double the time with each line.
    r"^(metadata|spec):(?:[ \t\r]*(?:#[^\n]*)?\n)+(?![-\s])(\w[\w./-]*):",
    re.MULTILINE,
)
_PARENTS = ("apiVersion", "kind", "metadata", "spec", "status")


def lost_indentation(text: str) -> TextError | None:
    """The error for such a text, in which no line is INDENTED; None for all others."""
    if len(_MANIFEST.findall(text)) < 2:
        return None
    for match in _EMPTY_PARENT.finditer(text):
        if match[2] not in _PARENTS:
            place = TextRange(match.start(2), match.end(2))
            message = (
                f"the indentation is lost: all lines start at the margin, so {match[2]} is not part of {match[1]}; "
                "copy the manifest again, or indent what belongs under each key by two spaces"
            )
            return TextError(text_errors.INDENTATION_LOST, message, place)
    return None
