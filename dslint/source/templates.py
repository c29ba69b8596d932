"""Templates: text that becomes a manifest once Helm, Jinja or another engine has filled it in."""

from __future__ import annotations

import re

from dslint.source.yaml_text import Reading, read_yaml

_ACTION = r"(?s)\{\{.*?\}\}|\{%.*?%\}"
_LINE_OF_ACTIONS = r"(?m)^[ \t]*(?:(?:\{\{.*?\}\}|\{%.*?%\})[ \t]*)+$"
_CHARACTER = r"[^\n]"


def is_template(text: str, reading: Reading) -> bool:
    """Whether `{{` or `{%` is more than text here.

    Between quotes, in a block of text and in comments it is text. Where the document cannot be read, it is a
    template if another fault comes first once the actions are covered up.
    """
    if reading.templated:
        return True
    if not reading.fatal or not re.search(_ACTION, text):
        return False
    covered = read_yaml(_covered(text))
    return _where(covered) != _where(reading)


def _covered(text: str) -> str:
    """The text with each action as a word of its length, and lines of nothing else blank."""
    without_lines = re.sub(_LINE_OF_ACTIONS, lambda match: re.sub(_CHARACTER, " ", match[0]), text)
    return re.sub(_ACTION, lambda match: re.sub(_CHARACTER, "x", match[0]), without_lines)


def _where(reading: Reading) -> list[tuple[str, int]]:
    return [(fault.code, fault.place.start) for fault in reading.faults if fault.fatal]
