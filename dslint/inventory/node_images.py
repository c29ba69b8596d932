"""The images on a node, read from its dump when somebody asks: most plans never do, and they are half of a dump."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec


class _Image(msgspec.Struct, rename="camel"):
    names: list[str] | None = None
    size_bytes: int | None = None


class NodeImages(Mapping[str, int]):
    """Name to size in bytes, of every name of every image in a node's `status.images`."""

    __slots__ = ("_json", "_sizes")

    def __init__(self, json: bytes) -> None:
        self._json = json
        self._sizes: dict[str, int] | None = None

    def __getitem__(self, name: str) -> int:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[str, int]:
        if self._sizes is None:
            images = msgspec.json.decode(self._json, type=list[_Image] | None)
            self._sizes = {name: image.size_bytes or 0 for image in images or () for name in image.names or ()}
        return self._sizes
