"""The known word that a misspelt one means."""

from __future__ import annotations

from collections.abc import Iterable

_ALIKE = 0.6
"""How alike two words are at least, as difflib measures it: `Dir` and `Directory` are, `Dir` and `File` are not."""


def did_you_mean(text: object, known: Iterable[str]) -> str | None:
    """A question that names the nearest of the known words, whatever its case; None where none is near."""
    if not isinstance(text, str) or not text:
        return None
    from difflib import get_close_matches

    words = {word.casefold(): word for word in known if word}
    meant = text.casefold()
    close = get_close_matches(meant, words, n=1, cutoff=_ALIKE)
    beginning = [word for word in words if word.startswith(meant)]
    found = beginning[0] if len(beginning) == 1 else next(iter(close), None)
    return f'did you mean "{words[found]}"?' if found else None
