"""Help for a syntax error from what stands in the text near it: marks of a merge conflict, spaces that are none."""

from __future__ import annotations

import re
import unicodedata

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)", re.MULTILINE)
_CHARACTERS = re.compile(
    "[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\uff1a\u201c\u201d\u2018\u2019]"
)
_MEANT = {"\uff1a": "a colon", **dict.fromkeys("\u201c\u201d\u2018\u2019", "a straight quote")}


def syntax_help(text: str, index: int) -> str | None:
    """What else than YAML stands on the line of an offset or the one before it; None for nothing known."""
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        line = text.count("\n", 0, conflict.start()) + 1
        return f"resolve the merge conflict: line {line} is a mark of git"
    start = text.rfind("\n", 0, max(text.rfind("\n", 0, index), 0)) + 1
    end = text.find("\n", index)
    found = _CHARACTERS.search(text, start, end if end >= 0 else len(text))
    if found is None:
        return None
    character = found[0]
    line = text.count("\n", 0, found.start()) + 1
    name = unicodedata.name(character, "control character").lower()
    meant = _MEANT.get(character, "a plain space")
    return f"line {line} has the character U+{ord(character):04X} ({name}), which is a letter to YAML; write {meant}"
