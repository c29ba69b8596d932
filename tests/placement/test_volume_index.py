"""The index finds the volume that a search through all volumes finds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from dslint.kubernetes import quantity
from dslint.placement import volume_index
from dslint.placement.volume_index import VolumeIndex
from dslint.placement.volumes import class_name, name_of, reaches
from tests.placement.building import node
from tests.placement.volumes import claim, volume

NODES = [node("a", {"zone": "a"}), node("b", {"zone": "b", "rack": ""}), node("c")]


def drawn(chance: random.Random, index: int) -> dict[str, Any]:
    """Mostly a volume that can be taken, some with all that may keep it from that."""
    more: dict[str, Any] = {}
    if chance.random() < 0.15:
        more["claimRef"] = {"namespace": "default", "name": chance.choice("xy"), "uid": chance.choice(["", "1", "2"])}
    if chance.random() < 0.2:
        operator = chance.choice(["In", "NotIn", "Exists"])
        term = {
            "matchExpressions": [{"key": chance.choice(["zone", "rack"]), "operator": operator, "values": ["", "a"]}]
        }
        more["nodeAffinity"] = {"required": {"nodeSelectorTerms": [term] * chance.choice([1, 2])}}
    made = volume(
        f"pv{index}",
        zone=chance.choice(["", "a", "b"]),
        size=f"{chance.randint(1, 4)}Gi",
        phase=chance.choice(["Available", "Available", "Bound", ""]),
        labels={"tier": chance.choice("fs")},
        storageClassName=chance.choice(["late", "late", "other"]),
        volumeMode=chance.choice(["", "Filesystem", "Block"]),
        **more,
    )
    if chance.random() < 0.1:
        made["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"
    return made


def searched(volumes: list[Any], wanted: Any, on: Any, taken: set[str]) -> Any:
    """FindMatchingVolume, one volume after the other."""
    best, spec = None, wanted["spec"]
    for one in volumes:
        its, size = one["spec"], quantity.value(one["spec"]["capacity"]["storage"])
        fits = size >= quantity.value(spec["resources"]["requests"]["storage"]) and name_of(one) not in taken
        modes = (its.get("volumeMode") or "Filesystem") == (spec.get("volumeMode") or "Filesystem")
        if not fits or not modes or "deletionTimestamp" in one["metadata"]:
            continue
        reference = its.get("claimRef")
        if reference:
            uid = reference["uid"] in ("", wanted["metadata"].get("uid"))
            if reference["name"] == wanted["metadata"]["name"] and uid:
                return one if reaches(one, on) else None
            continue
        tier = ((spec.get("selector") or {}).get("matchLabels") or {}).get("tier")
        suits = one["status"]["phase"] != "Bound" and its["storageClassName"] == class_name(wanted)
        if suits and tier in (None, one["metadata"]["labels"]["tier"]) and reaches(one, on):
            best = one if best is None or size < quantity.value(best["spec"]["capacity"]["storage"]) else best
    return best


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_what_a_search_through_all_volumes_finds(seed: int) -> None:
    chance = random.Random(seed)
    volumes = [drawn(chance, index) for index in range(25)]
    index = VolumeIndex(volumes)
    for _ in range(20):
        more = {"selector": {"matchLabels": {"tier": "f"}}} if chance.random() < 0.3 else {}
        wanted = claim(
            chance.choice("xyz"),
            phase="Pending",
            size=f"{chance.randint(1, 4)}Gi",
            storageClassName="late",
            volumeMode=chance.choice(["", "Block"]),
            metadata={"uid": "1"},
            **more,
        )
        taken = {f"pv{chance.randrange(25)}" for _ in range(chance.choice([0, 5]))}
        for on in NODES:
            assert index.matching(wanted, on, taken) is searched(volumes, wanted, on, taken)


def test_volumes_of_other_zones_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    volumes = [volume(f"pv{i}", zone=f"z{i}", phase="Available", storageClassName="late") for i in range(50)]
    index, asked = VolumeIndex(volumes), []
    monkeypatch.setattr(volume_index, "reaches", lambda one, on: asked.append(one) or reaches(one, on))
    monkeypatch.setattr(volume_index, "name_of", lambda one: asked.append(one) or name_of(one))
    wanted = claim(phase="Pending", storageClassName="late")
    assert index.matching(wanted, node("n", {"zone": "z7"}), set()) is volumes[7]
    assert len(asked) == 1
