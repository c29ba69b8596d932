"""Names in inventories and in saved objects."""

from __future__ import annotations

import json
from pathlib import Path

from dslint.cli.completion.cluster_names import daemonset_names, group_names, node_names
from tests.cli.completion.conftest import place_at


def test_nodes_of_several_inventories_are_known(folder: Path) -> None:
    node = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "later"}}
    (folder / "more.json").write_text(json.dumps(node))
    assert "later" in node_names(place_at("plan --nodes nodes.yaml --nodes more.json --explain "))


def test_the_configured_inventory_counts_where_none_is_given(folder: Path) -> None:
    (folder / ".dslint.yaml").write_text("inventory: nodes.yaml\n")
    assert "cp-1" in node_names(place_at("plan manifests/a.yaml --explain "))
    assert "spot" in group_names(place_at("plan --broken "))
    assert "cp-1" in node_names(place_at("plan --config .dslint.yaml --explain "))


def test_standard_input_and_what_cannot_be_read_give_no_names(folder: Path) -> None:
    (folder / "broken.yaml").write_text("{")
    for given in ("-", "broken.yaml", "missing.yaml", "report.json"):
        assert list(node_names(place_at(f"plan --nodes {given} --explain "))) == []
    (folder / ".dslint.yaml").write_text("{")
    assert list(node_names(place_at("plan --explain "))) == []


def test_daemonsets_of_saved_objects_are_known(folder: Path) -> None:
    saved = {"kind": "List", "items": [{"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "agent"}}]}
    (folder / "saved.json").write_text(json.dumps({"apiVersion": "v1", **saved}))
    assert list(daemonset_names(place_at("rollout status -f saved.json "))) == ["agent"]
    assert list(daemonset_names(place_at("rollout status -f - "))) == []
    assert list(daemonset_names(place_at("rollout status -f report.json "))) == []
