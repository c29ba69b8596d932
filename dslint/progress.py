"""How far a long run is: a loop that may take long asks, for its items, whether anybody watches.

    for node in watched.get()(nodes, "comparing nodes"): ...

Only the command line watches, on a terminal; for all others a loop gets its own items back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextvars import ContextVar
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Watch(Protocol):
    """Gives the items of a loop one by one; the second argument says what is done to them, as in `reading files`."""

    def __call__(self, items: Collection[Item], doing: str, /) -> Iterable[Item]: ...


watched: ContextVar[Watch] = ContextVar("watched", default=lambda items, _: items)
