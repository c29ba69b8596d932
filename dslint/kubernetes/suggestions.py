"""Suggestions for misspelled words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_ALIKE = 0.6
"""How alike two words are at least, as difflib measures it: `Dir` and `Directory` are, `Dir` and `File` are not."""
_REMEMBERED = 100
"""The length of the longest word that is kept in memory."""
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
    """The most similar known word, ignoring case; None if no similarity reaches `alike` (0.6 to 1)."""
    words = {word.casefold(): word for word in known}
    close = _closest(text.casefold(), tuple(words), alike)
    return words[close[0][1]] if close else None


def suggestion(text: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """`; did you mean X?`, to end a message with, or `otherwise` if there is no similar word."""
    found = nearest(text, known)
    return f"; did you mean {found}?" if found else otherwise


def only_near(text: str, known: Iterable[str], *, alike: float = 0.8) -> str | None:
    """The known word that can only be meant: very similar, and no other one is nearly as similar."""
    words = {word.casefold(): word for word in known}
    plain = text.casefold()
    if plain in words:
        return words[plain]
    close = _closest(plain, tuple(words), _ALIKE)
    first, second, *_ = (*(likeness for likeness, _ in close), 0.0, 0.0)
    swapped = [word for _, word in close if sorted(word) == sorted(plain)]
    if len(swapped) == 1 and first >= alike:
        return words[swapped[0]]
    certain = first >= alike and second <= first - _MARGIN and 1 - second >= 2 * (1 - first)
    return words[close[0][1]] if certain else None


def _closest(text: str, words: tuple[str, ...], alike: float) -> tuple[tuple[float, str], ...]:
    """The two most similar words, each with how similar it is, as difflib.get_close_matches finds them."""
    found = _most_alike(text, words) if len(text) <= _REMEMBERED else _compared(text, words)
    return tuple(one for one in found if one[0] >= alike)


@lru_cache(maxsize=256)
def _most_alike(text: str, words: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    """Words are compared once for all questions on them: comparing is slow, and a wrong word often comes again."""
    return _compared(text, words)


def _compared(text: str, words: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, "", text)
    found = []
    for word in words:
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            found.append((matcher.ratio(), word))
    return tuple(sorted(found, reverse=True)[:2])
