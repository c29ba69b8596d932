"""A manifest that lost its indentation when it was copied: all lines start at the margin, or those of one block."""

from __future__ import annotations

import re

from dslint.source import text_errors
from dslint.source.text_errors import TextError, TextRange

INDENTED = re.compile(r"^[ \t]+[^\s#]", re.MULTILINE)
_MANIFEST = r"^{blanks}(?:apiVersion|kind):"
_FIRST_BLANKS = re.compile(r"^([ \t]*)[^\s#-]", re.MULTILINE)

# Each line of blanks and comments can be read in one way only; two would double the time with each line.
_EMPTY_LINES = r":(?:[ \t\r]*(?:#[^\n]*)?\n)+"
_EMPTY_PARENT = re.compile(rf"^(metadata|spec){_EMPTY_LINES}(?![-\s])(\w[\w./-]*):", re.MULTILINE)
_PARENTS = ("apiVersion", "kind", "metadata", "spec", "status")

_CHILDREN = {
    "metadata": "name generateName namespace labels annotations",
    "spec": "selector template updateStrategy containers initContainers hostNetwork serviceAccountName tolerations "
    "nodeSelector volumes",
    "template": "metadata spec",
    "selector": "matchLabels matchExpressions",
}
_CHILD_OF = frozenset((parent, child) for parent, children in _CHILDREN.items() for child in children.split())
"""Keys with fields below them that never stand beside them."""

_BLOCK = re.compile(rf"^([ \t]*)({'|'.join(_CHILDREN)}){_EMPTY_LINES}(?=([ \t]*)(\w+):)", re.MULTILINE)

EMPTY_WHERE_LOST = tuple(_CHILDREN)
NEVER_AT_THE_TOP = frozenset(child for _, child in _CHILD_OF) - {*_PARENTS}
"""Keys of spec that are empty, and keys at the top, where a block lost its indentation."""


def lost_indentation(text: str) -> TextError | None:
    """The error for such a text, in which no line is INDENTED; None for all others."""
    if not _is_manifest(text):
        return None
    for match in _EMPTY_PARENT.finditer(text):
        if match[2] not in _PARENTS:
            message = f"all lines start at the margin, so {match[2]} is not part of {match[1]}"
            return _error(message, TextRange(match.start(2), match.end(2)))
    return None


def partly_lost_indentation(text: str) -> TextError | None:
    """The error for a text of which a block lost its indentation; None for all others."""
    if not _is_manifest(text):
        return None
    for match in _BLOCK.finditer(text):
        if len(match[3]) <= len(match[1]) and (match[2], match[4]) in _CHILD_OF:
            message = f"{match[4]} is not indented below {match[2]}, so it is not part of it"
            return _error(message, TextRange(match.start(4), match.end(4)))
    return None


def _is_manifest(text: str) -> bool:
    """Whether apiVersion and kind begin lines as its first key does."""
    first = _FIRST_BLANKS.search(text)
    return first is not None and len(re.findall(_MANIFEST.format(blanks=first[1]), text, re.MULTILINE)) > 1


def _error(what: str, place: TextRange) -> TextError:
    message = (
        f"the indentation is lost: {what}; copy the manifest again, or indent what belongs under each key by two spaces"
    )
    return TextError(text_errors.INDENTATION_LOST, message, place)
