"""What holds of inventories: however the same cluster is written, the plan is the same."""

from __future__ import annotations

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
    small = compress(read_inventory(situation.inventory))
    file = folder / "small.yaml"
    file.write_text(inventory_text(small.inventory, small.objects, []), encoding="utf-8")
    assert placed(planned(situation, inventory=file)) == placed(planned(situation))


def placed(plan: Json) -> Json:
    """What is planned, without what is said of the inventory: compressing makes groups, whose pools a rollout names."""
    for only in plan["workloads"]:
        (only["rollout"] or {}).get("unavailable", {}).pop("pools", None)
    return without_order(without_sentences({name: plan[name] for name in ("verdict", "workloads", "expectations")}))
