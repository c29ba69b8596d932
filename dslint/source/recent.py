"""What a process keeps of its last results: an editor sends the same text again after each key, nearly unchanged."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values that were put or found last, by key: as many as have a size of `limit` together.

    A single run has no use for them, and keeps none. Threads may share it.
    """

    __slots__ = ("_lock", "_size", "_values", "limit")

    def __init__(self, limit: int = 0) -> None:
        self.limit = limit
        self._size = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Key, value: Value, size: int = 1) -> None:
        with self._lock:
            self._size += size - self._values.pop(key, (value, 0))[1]
            self._values[key] = value, size
            self._forget()

    @contextmanager
    def keeping(self, limit: int) -> Iterator[None]:
        """Within, at least as many values are kept as have a size of `limit`; after it, as many as before."""
        before, self.limit = self.limit, max(self.limit, limit)
        try:
            yield
        finally:
            with self._lock:
                self.limit = before
                self._forget()

    def _forget(self) -> None:
        while self._size > self.limit:
            _, (_, gone) = self._values.popitem(last=False)
            self._size -= gone
