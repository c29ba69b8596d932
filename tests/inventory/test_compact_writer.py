"""A compact inventory as YAML that people like to read."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from dslint.inventory.compact_writer import inventory_text
from dslint.inventory.files import of_bytes
from dslint.inventory.reader import read_inventory
from tests.inventory.objects import PLATFORM
from tests.inventory.sameness import nodes_told


@pytest.mark.parametrize(
    "word", ["on", "Yes", "null", "1e3", "0x1f", "1_000", "12:30", "~", "", "a: b", "true", "=", "y"]
)
def test_texts_that_yaml_would_take_for_something_else_are_quoted(word: str) -> None:
    value = {"kind": "Node", "metadata": {"name": "a", "labels": {"x": word, word or "y": "z"}}}
    (document,) = of_bytes(inventory_text(value, [], []).encode(), "a.yaml", [])
    labels = read_inventory([{"kind": "List", "items": [value]}]).nodes[0].labels
    assert labels == {"x": word, word or "y": "z", **PLATFORM}
    assert nodes_told(read_inventory([value])) == nodes_told(read_inventory(_decoded(document.json)))


def _decoded(json: Any) -> dict[str, Any]:
    import msgspec

    value: dict[str, Any] = msgspec.json.decode(json)
    return value


def test_comments_stand_above_and_objects_are_documents_of_their_own() -> None:
    text = inventory_text({"kind": "Inventory", "spec": {"nodeGroups": []}}, [{"kind": "Namespace"}], ["one", "two"])
    head, document = text.split("---\n")
    assert head.splitlines()[:3] == ["# one", "# two", "kind: Inventory"]
    assert yaml.safe_load(document) == {"kind": "Namespace"}


def test_short_maps_are_written_on_a_line_and_those_with_blocks_are_not() -> None:
    group = {"name": "g", "labels": {"pool": "a", "on": "yes"}, "allocatable": {"cpu": "4", "memory": "15Gi"}}
    text = inventory_text({"spec": {"nodeGroups": [group], "timing": {"a": {"b": {"c": 1}}}}}, [], [])
    assert '  labels: {pool: a, "on": "yes"}\n' in text
    assert '  allocatable: {cpu: "4", memory: 15Gi}\n' in text
    assert not any(line.endswith(" ") for line in text.splitlines())
