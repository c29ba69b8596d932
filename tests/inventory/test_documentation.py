"""What docs/inventory.md shows works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dslint.inventory.reader import read_inventory
from dslint.inventory.what_if_operations import _READERS

PAGE = (Path(__file__).parents[2] / "docs" / "inventory.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "nodes.yaml"
    file.write_text(text, encoding="utf-8")
    cluster = read_inventory(file)
    assert len(cluster.nodes) == 200
    assert cluster.nodes[140].label("rack") == "rack-1"


@pytest.mark.parametrize("verb", _READERS)
def test_each_operation_is_told(verb: str) -> None:
    assert f"`{verb} " in PAGE
