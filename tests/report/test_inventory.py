"""What an inventory expands to, against golden files."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from dslint.inventory.overview import overview
from dslint.inventory.reader import read_inventory
from dslint.report.inventory import lines
from dslint.report.terminal import Terminal
from tests.golden.compare import agrees
from tests.inventory.compact import CLUSTERS, expanded

CLUSTER = read_inventory(CLUSTERS / "mixed-cloud.yaml")


@pytest.mark.parametrize(
    ("name", "width", "every"), [("text.txt", 120, False), ("text-60.txt", 60, False), ("text-all.txt", 120, True)]
)
def test_text_is_as_the_golden_file_shows_it(name: str, width: int, every: bool, accept: bool) -> None:
    text = "\n".join(lines(overview(CLUSTER), Terminal(width=width), every=every)) + "\n"
    agrees(text, f"inventory/{name}", accept=accept)


def test_json_is_as_the_golden_file_and_the_schema_say(accept: bool) -> None:
    document = overview(CLUSTER).to_dict()
    agrees(json.dumps(document, indent=2) + "\n", "inventory/report.json", accept=accept)
    schema = json.loads((schemas_folder() / "inventory-overview.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)


def test_names_from_a_file_cannot_move_the_cursor() -> None:
    nodes = [{"kind": "Node", "metadata": {"name": "a\x1b[2J", "labels": {"pool": "p\x07"}}}]
    text = "\n".join(lines(overview(read_inventory(nodes)), Terminal()))
    assert text.isprintable() is False
    assert "\x1b" not in text
    assert "\x07" not in text


def test_nodes_that_are_dead_are_told_apart_from_nodes_that_are_not_ready() -> None:
    cluster = expanded(nodeGroups=[{"name": "g", "count": 5, "notReady": 2, "dead": 1, "unschedulable": True}])
    assert "  2 not ready, 1 dead, 5 cordoned  " in "\n".join(lines(overview(cluster), Terminal()))


def test_a_cluster_without_anything_is_reported_as_such() -> None:
    assert next(lines(overview(read_inventory([])), Terminal())) == "inventory: 0 nodes in 0 pools, 0 pods"


def test_the_versions_of_kubelets_are_named_with_their_nodes_if_they_differ() -> None:
    groups = [{"name": "old", "count": 2, "kubelet": "1.33"}, {"name": "new", "count": 1}]
    text = list(lines(overview(expanded(nodeGroups=groups)), Terminal()))
    assert [line for line in text if line.startswith("  kubelet ")] == ["  kubelet 1.33"]
    nodes = [
        {"kind": "Node", "metadata": {"name": name}, "status": {"nodeInfo": {"kubeletVersion": version}}}
        for name, version in (("a", "v1.34.0"), ("b", "v1.33.0"))
    ]
    assert "  kubelet 1.33 on 1, 1.34 on 1" in list(lines(overview(read_inventory(nodes)), Terminal()))
