"""The known word that a misspelt one means."""

from __future__ import annotations

from collections.abc import Iterable

_ALIKE = 0.6
"""How alike two words are at least, as difflib measures it: `Dir` and `Directory` are, `Dir` and `File` are not."""


def did_you_mean(text: object, known: Iterable[str]) -> str | None:
    """A question that names the nearest of the known words, whatever its case; None where none is near."""
    if not isinstance(text, str) or not text:
        return None
    words = [word for word in known if word]
    beginning = [word for word in words if word.casefold().startswith(text.casefold())]
    found = beginning[0] if len(beginning) == 1 else nearest(text, words)
    return f'did you mean "{found}"?' if found else None


def nearest(text: str, known: Iterable[str], *, alike: float = _ALIKE) -> str | None:
    """The known word that is most like the text, whatever its case; None where none is `alike` (0 to 1) at least."""
    from difflib import get_close_matches

    words = {word.casefold(): word for word in known}
    close = get_close_matches(text.casefold(), words, n=1, cutoff=alike)
    return words[close[0]] if close else None


def suggestion(text: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """`; did you mean X?` to end a message with; where nothing is near, what is told `otherwise`."""
    found = nearest(text, known)
    return f"; did you mean {found}?" if found else otherwise
