"""The images on a node, read when somebody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.node_images import NodeImages
from dslint.inventory.reader import read_inventory
from tests.inventory.objects import node


def test_images_are_told_by_every_name() -> None:
    images = [{"names": ["app@sha256:1", "app:1"], "sizeBytes": 7}, {"names": None}]
    cluster = read_inventory([node("a", images=images), node("b")])
    assert dict(cluster.nodes[0].images) == {"app@sha256:1": 7, "app:1": 7}
    assert dict(cluster.nodes[1].images) == {}


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def dumped(kind: str, fields: str) -> str:
    nodes = ", ".join(f'{{"kind": "Node", "metadata": {{"name": "n{number}"}}}}' for number in range(2))
    head = f'"kind": "{kind}", "metadata": {{"name": "x"}}'
    return f'{{"kind": "List", "items": [{nodes}, {{{head}{fields and ", "}{fields}}}]}}'


@pytest.mark.parametrize(
    ("images", "said"),
    [
        ("5", "status.images: a number found; write a list"),
        ('[{"names": 5}]', "status.images[0].names: a number found; write a list"),
        ('[{"sizeBytes": 1e999}]', "status.images[0].sizeBytes: no field accepts a number this large"),
    ],
)
def test_images_of_the_wrong_type_are_told_once_somebody_asks(tmp_path: Path, images: str, said: str) -> None:
    cluster = read_inventory(written(tmp_path, "a.json", dumped("Node", f'"status": {{"images": {images}}}')))
    found = cluster.nodes[2].images
    assert found is not None
    with pytest.raises(InventoryError) as error:
        found.get("a")
    assert str(error.value).endswith(f":1: items[2].{said}")


def test_images_are_a_map_of_name_to_size() -> None:
    images = NodeImages(
        b'[{"names": ["a:1", "a@sha256:x"], "sizeBytes": 5}, {"names": null}, {"names": ["b"]}]', Place()
    )
    assert dict(images) == {"a:1": 5, "a@sha256:x": 5, "b": 0}
    assert (len(images), images.get("c"), "b" in images) == (3, None, True)
    assert dict(NodeImages(b"null", Place())) == {}
