"""Where the two scanners part: libyaml, which reads for us, and goyaml.v2, which reads for Kubernetes.

goyaml.v2 comes from an older libyaml. It ends an unquoted word between brackets at a question mark and lets one end
in a colon, knows no escape for the slash and one for the apostrophe.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.error import MarkedYAMLError, YAMLError

from dslint.source import text_errors
from dslint.source.text_errors import TextError, TextRange

_TEMPLATE_MARKS = ("{{", "{%")
_TEMPLATE = re.compile(
    r"\{%|\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Template|Files|Subcharts)\b"
    r"|(?:include|template|tpl|toYaml|required|lookup)\b)"
)
"""What only Helm or Jinja fills in. Other actions may be text for a program, such as a label of an alert."""
DIFFERENCE_MARKS = (*_TEMPLATE_MARKS, "?", "\\/")
_ESCAPED_SLASH = r"(?s)(?:[^\\]|\\[^/])*?(\\/)"

_COLON, _NOTHING = _MARKS = ("\ue0f0", "\ue0f1")
"""Characters for private use, which mean nothing in a manifest."""

_STAND_INS = {"found unexpected ':'": (":", _COLON), "found unknown escape character": ("\\'", _NOTHING + "'")}
"""What libyaml refuses and goyaml.v2 does not, with a text of the same length that libyaml takes."""
_MOST_STAND_INS = 100


class DifferenceInspector:
    """Checks scalars as they are written, in texts that contain one of DIFFERENCE_MARKS.

    `templated` is whether one without quotes contains an action of Helm or Jinja. `found` are those that goyaml.v2
    refuses.
    """

    __slots__ = ("found", "templated", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.templated = False
        self.found: list[TextError] = []

    def look(self, event: Any, *, in_flow: bool) -> None:
        if event.style == '"':
            self._look_quoted(event)
        elif not event.style:
            self._look_plain(event, in_flow=in_flow)

    def _look_plain(self, event: Any, *, in_flow: bool) -> None:
        if _TEMPLATE.search(event.value):
            self.templated = True
        elif in_flow and "?" in event.value:
            place = self.text.index("?", event.start_mark.index)
            message = "did not find expected ',' or ']'"
            help_ = "quote the value: between brackets, an unquoted value ends at a question mark"
            self.found.append(TextError(text_errors.SYNTAX, message, TextRange(place, place + 1), help=help_))

    def _look_quoted(self, event: Any) -> None:
        written = self.text[event.start_mark.index : event.end_mark.index]
        match = re.match(_ESCAPED_SLASH, written)
        if match is not None:
            place = event.start_mark.index + match.start(1)
            help_ = "write the slash without a backslash"
            message = "found unknown escape character"
            self.found.append(TextError(text_errors.SYNTAX, message, TextRange(place, place + 2), help=help_))


def readable(text: str, error: YAMLError) -> str | None:
    """The text with a stand-in where libyaml stopped, if goyaml.v2 would have gone on there."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return None
    refused, stand_in = _STAND_INS.get(str(error.problem), ("", ""))
    if not refused or sum(map(text.count, _MARKS)) > _MOST_STAND_INS:
        return None
    index = error.problem_mark.index
    if not text.startswith(refused, index):
        return None
    return text[:index] + stand_in + text[index + len(refused) :]


def restored(text: str) -> str:
    """A scalar without stand-ins, as goyaml.v2 reads it."""
    return text.replace(_COLON, ":").replace(_NOTHING, "")
