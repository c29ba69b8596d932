"""The images on a node. They are half of a dump and few plans need them, so they are decoded on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from dslint.inventory.documents import typed
from dslint.inventory.errors import Place


class _Image(msgspec.Struct, rename="camel"):
    names: list[str] | None = None
    size_bytes: int | None = None


_IMAGES: msgspec.json.Decoder[list[_Image] | None] = msgspec.json.Decoder(list[_Image] | None)


class NodeImages(Mapping[str, int]):
    """The size in bytes by name, for every name of every image in a node's `status.images`.

    `place` is the place of that field. Reading raises InventoryError if the images have a wrong type.
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
            images = typed(self._json, _IMAGES, self._place)
            self._sizes = {name: image.size_bytes or 0 for image in images or () for name in image.names or ()}
        return self._sizes
