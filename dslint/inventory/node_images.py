"""The images on a node, read from its dump when somebody asks: most plans never do, and they are half of a dump."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from dslint.inventory.documents import type_error
from dslint.inventory.errors import Place


class _Image(msgspec.Struct, rename="camel"):
    names: list[str] | None = None
    size_bytes: int | None = None


class NodeImages(Mapping[str, int]):
    """Name to size in bytes, of every name of every image in a node's `status.images`.

    `place` is where they stand. Asking raises InventoryError where they do not have their types.
    """

    __slots__ = ("_json", "_place", "_sizes")

    def __init__(self, json: bytes, place: Place) -> None:
        self._json = json
        self._place = place
        self._sizes: dict[str, int] | None = None

    def __getitem__(self, name: str) -> int:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[str, int]:
        if self._sizes is None:
            images = self._decoded()
            self._sizes = {name: image.size_bytes or 0 for image in images or () for name in image.names or ()}
        return self._sizes

    def _decoded(self) -> list[_Image] | None:
        try:
            return msgspec.json.decode(self._json, type=list[_Image] | None)
        except msgspec.ValidationError as error:
            raise type_error(error, self._json, self._place) from error
