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


class AliasBudget:
    """`decoded` counts the nodes that the library would visit, `aliased` those of them that aliases lead to."""

    __slots__ = ("aliased", "anchors", "decoded")

    def __init__(self) -> None:
        self.decoded = self.aliased = 0
        self.anchors: dict[str, Anchored] = {}

    def expand(self, anchored: Anchored) -> None:
        """An alias counts, and its whole value once more."""
        self.decoded += 1 + anchored.size
        self.aliased += anchored.size

    @property
    def exceeded(self) -> bool:
        if self.aliased <= _FREE_ALIASES or self.decoded <= _FREE_DECODES:
            return False
        return self.aliased / self.decoded > self._allowed_share()

    def _allowed_share(self) -> float:
        if self.decoded <= _SMALL:
            return _SMALL_SHARE
        if self.decoded >= _LARGE:
            return _LARGE_SHARE
        grown = (self.decoded - _SMALL) / (_LARGE - _SMALL)
        return _SMALL_SHARE - (_SMALL_SHARE - _LARGE_SHARE) * grown
