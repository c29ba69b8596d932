"""How much of a document may come from aliases: the budget of Kubernetes' YAML library, kept without expanding any."""

from __future__ import annotations

from typing import Any

from dslint.source.places import Children

_FREE_ALIASES = 100
_FREE_DECODES = 1_000
_SMALL, _LARGE = 400_000, 4_000_000
_SMALL_SHARE, _LARGE_SHARE = 0.99, 0.10


class Anchored:
    """The value of an anchor, once `closed`.

    `size` counts the nodes that decoding it visits, aliases expanded; `height` the levels of maps and lists.
    """

    __slots__ = ("closed", "height", "places", "size", "value")

    def __init__(self, value: Any = None, *, closed: bool = False) -> None:
        self.value = value
        self.places: Children = None
        self.size, self.height = 1, 0
        self.closed = closed

    def close(self, value: Any, places: Children, *, size: int, height: int) -> None:
        """The value of the anchor has been read completely."""
        self.value, self.places, self.size, self.height = value, places, size, height
        self.closed = True


def exceeded(decoded: int, aliased: int) -> bool:
    """Whether the library refuses a document for its aliases.

    `decoded` counts the nodes that it has visited, `aliased` those of them that aliases lead to.
    """
    if aliased <= _FREE_ALIASES or decoded <= _FREE_DECODES:
        return False
    return aliased / decoded > _allowed_share(decoded)


def _allowed_share(decoded: int) -> float:
    if decoded <= _SMALL:
        return _SMALL_SHARE
    if decoded >= _LARGE:
        return _LARGE_SHARE
    grown = (decoded - _SMALL) / (_LARGE - _SMALL)
    return _SMALL_SHARE - (_SMALL_SHARE - _LARGE_SHARE) * grown
