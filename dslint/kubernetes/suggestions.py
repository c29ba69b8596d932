"""Suggestions for misspelled words."""

from __future__ import annotations

from collections.abc import Iterable

_ALIKE = 0.6
"""How alike two words are at least, as difflib measures it: `Dir` and `Directory` are, `Dir` and `File` are not."""
_MARGIN = 0.04
"""By how much another word is less alike at least than the one that is certain; and it differs twice as much."""


def did_you_mean(text: object, known: Iterable[str]) -> str | None:
    """A question with the most similar known word, ignoring case; None if there is none."""
    if not isinstance(text, str) or not text:
        return None
    words = [word for word in known if word]
    if text in words:
        # The server names it, and still refuses it here.
        return None
    beginning = [word for word in words if word.casefold().startswith(text.casefold())]
    found = beginning[0] if len(beginning) == 1 else nearest(text, words)
    return f'did you mean "{found}"?' if found else None


def nearest(text: str, known: Iterable[str], *, alike: float = _ALIKE) -> str | None:
    """The most similar known word, ignoring case; None if no similarity reaches `alike` (0 to 1)."""
    from difflib import get_close_matches

    words = {word.casefold(): word for word in known}
    close = get_close_matches(text.casefold(), words, n=1, cutoff=alike)
    return words[close[0]] if close else None


def suggestion(text: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """`; did you mean X?`, to end a message with, or `otherwise` if there is no similar word."""
    found = nearest(text, known)
    return f"; did you mean {found}?" if found else otherwise


def only_near(text: str, known: Iterable[str], *, alike: float = 0.8) -> str | None:
    """The known word that can only be meant: very similar, and no other one is nearly as similar."""
    from difflib import SequenceMatcher, get_close_matches

    words = {word.casefold(): word for word in known}
    plain = text.casefold()
    if plain in words:
        return words[plain]
    close = get_close_matches(plain, words, n=2, cutoff=_ALIKE)
    first, second, *_ = (*(SequenceMatcher(None, word, plain).ratio() for word in close), 0.0, 0.0)
    swapped = [word for word in close if sorted(word) == sorted(plain)]
    if len(swapped) == 1 and first >= alike:
        return words[swapped[0]]
    certain = first >= alike and second <= first - _MARGIN and 1 - second >= 2 * (1 - first)
    return words[close[0]] if certain else None
