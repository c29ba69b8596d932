"""What a process keeps of its last results: an editor sends the same text again after each key, nearly unchanged."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The last `limit` values that were put or found, by key. A single run has no use for them, and keeps none."""

    __slots__ = ("_values", "limit")

    def __init__(self, limit: int = 0) -> None:
        self.limit = limit
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        found = self._values.pop(key, None)
        if found is not None:
            self._values[key] = found
        return found

    def put(self, key: Key, value: Value) -> None:
        self._values[key] = value
        while len(self._values) > self.limit:
            self._values.popitem(last=False)
