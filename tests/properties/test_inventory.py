"""What holds of inventories: however the same cluster is written, the plan is the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given

from dslint.inventory.compact_writer import inventory_text
from dslint.inventory.compression import compress
from dslint.inventory.reader import read_inventory
from tests.properties.clusters import SITUATIONS, Situation
from tests.properties.examples import few
from tests.properties.planned import Json, planned, without_order, without_sentences


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("inventory")


@few(6)
@given(situation=SITUATIONS)
def test_a_list_is_its_items(situation: Situation) -> None:
    whole = planned(situation, inventory={"apiVersion": "v1", "kind": "List", "items": situation.inventory})
    assert whole == planned(situation)


@few(6)
@given(situation=SITUATIONS)
def test_a_compressed_cluster_gives_the_same_plan(folder: Path, situation: Situation) -> None:
    """In the same order of nodes: a pod that needs others nearby may only start where the first one has started."""
    small = compress(read_inventory(situation.inventory))
    file = folder / "small.yaml"
    file.write_text(inventory_text(small.inventory, small.objects, []), encoding="utf-8")
    place = {node.name: index for index, node in enumerate(read_inventory(file).nodes)}
    ordered = sorted(situation.nodes, key=lambda node: place[node["metadata"]["name"]])
    assert placed(planned(situation, inventory=file)) == placed(planned(situation._replace(nodes=ordered)))


def placed(plan: Json) -> Json:
    """What is planned, without what is said of the inventory, and without what compressing gives a name.

    These are groups, whose pools a rollout names, and pods of controllers, of which any one of several may be evicted.
    """
    for only in plan["workloads"]:
        (only["rollout"] or {}).get("unavailable", {}).pop("pools", None)
        for victim in (each for group in only["placement"] for each in group["evicts"]):
            victim.pop("tied", None)
    told = without_sentences({name: plan[name] for name in ("verdict", "workloads", "expectations")})
    return without_order(json.loads(re.sub(r"\b(web|db)-\d\b", "pod", json.dumps(told))))
