"""The types of the compact inventory and its JSON Schema give the same answers."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from dslint.inventory.compact_reader import cleaned_inventory, read_compact
from dslint.inventory.errors import InventoryError, Place
from tests.inventory.compact import CLUSTERS, compact

SCHEMA = json.loads((schemas_folder() / "inventory.schema.json").read_text(encoding="utf-8"))
EVERYTHING = compact(
    kubernetesVersion="1.36",
    zones=["a", "b"],
    defaults={"labels": {"x": "y"}, "reserved": {"cpu": 1}, "capacity": {"cpu": 4.5}, "virtual": False},
    nodeGroups=[
        {"name": "a", "count": 1, "notReady": "1%", "images": {"i": "1Gi"}, "declaredFeatures": ["f"], "zone": "a"},
        {"name": "b", "names": ["n"], "conditions": {"Ready": True}, "timing": {"start": "1s", "terminate": 2}},
        {"name": "c", "hostRange": ["r[1-2]"], "zones": ["a"], "labelPattern": {"l": "{i}"}, "slotsPerRack": 1},
        {"name": "d", "count": 0, "taints": ["a=b:NoSchedule", {"key": "k", "effect": "NoExecute", "timeAdded": "x"}]},
    ],
    overrides=[
        {"match": {"name": ["*"], "virtual": "fargate", "sample": 1}, "labels": {"a": None}, "unschedulable": True},
        {"match": {"labels": "a=b", "hostRange": "r1"}, "load": {"cpu": "10%", "memory": 5, "pods": "3"}},
    ],
    staticPods={"s": {"hostPorts": [1, "2/UDP"], "namespace": "n"}, "f": "folder/"},
    existingPods=[
        {"daemonSet": "a/b", "on": "*", "priority": 1},
        {"job": "j", "on": ["a"], "replicas": 2, "priorityClassName": "p", "limits": {"cpu": "1"}},
        {"name": "n", "on": {"group": "a", "zone": "z", "os": "o", "arch": "r"}, "image": "i"},
    ],
    namespaces={"n": {"labels": {"a": "b"}, "annotations": {"a": "b"}, "nodeSelector": "a=b"}},
    timing={"default": {"imagePull": "20s"}, "controllerQps": 20, "schedulerPodsPerSecond": 0.5, "a": {"start": 1}},
)
ODD = (
    "", "x", "1.36", "50%", "5", "-1", "1Gi", "a=b:NoSchedule", "a=b:Never", "20s", "True", "a/b", "53/UDP", "70000",
    0, 1, -1, 2.5, 10**7, True, False, None, [], ["x"], [1], ["a", "a"], {}, {"x": "y"}, {"x": 1}, {"name": "x"},
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def mutant(chance: random.Random, value: Any) -> Any:
    """The value with one part replaced, removed, added or renamed."""
    changed = copy.deepcopy(value)
    path = chance.choice(list(places(changed))[1:])
    at = changed
    for key in path[:-1]:
        at = at[key]
    action = chance.choice(("replace", "replace", "remove", "add", "rename"))
    if action == "remove":
        del at[path[-1]]
    elif action == "rename" and isinstance(at, dict):
        at[chance.choice(("naem", "labels", "count", "x", "start", "hostRange"))] = at.pop(path[-1])
    elif action == "add" and isinstance(at, dict):
        at[chance.choice(("zone", "names", "virtual", "daemonSet", "capacity", "match", "load"))] = chance.choice(ODD)
    else:
        at[path[-1]] = chance.choice(ODD)
    return changed


def taken(value: Any) -> bool:
    try:
        read_compact(value, Place())
    except InventoryError:
        return False
    return True


@pytest.mark.parametrize("seed", range(8))
def test_types_and_schema_agree_on_mutants(seed: int) -> None:
    chance = random.Random(seed)
    stories = [yaml.safe_load((CLUSTERS / f"{name}.yaml").read_text(encoding="utf-8")) for name in ("homelab", "racks")]
    validator = Draft202012Validator(SCHEMA)
    for _ in range(150):
        value = mutant(chance, chance.choice([EVERYTHING, EVERYTHING, *stories]))
        if chance.random() < 0.3:
            value = mutant(chance, value)
        assert taken(value) == validator.is_valid(cleaned_inventory(value)), json.dumps(value)


def test_what_has_everything_is_taken() -> None:
    assert taken(EVERYTHING)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_all_errors_are_said_each_in_a_line() -> None:
    wrong = compact(groups=[], nodeGroups=[{"nmae": "w", "count": 6}, {"name": "x", "count": -1}])
    with pytest.raises(InventoryError) as error:
        read_compact(wrong, Place("f"))
    assert str(error.value).splitlines() == [
        "f: spec.groups: unknown field; did you mean nodeGroups?",
        "f: spec.nodeGroups[0].nmae: unknown field; did you mean name?",
        "f: spec.nodeGroups[1].count: -1 is not valid; -1 is less than the minimum of 0",
    ]


def test_many_errors_are_counted() -> None:
    wrong = compact(nodeGroups=[{"name": f"g{number}", "count": -1} for number in range(14)])
    with pytest.raises(InventoryError) as error:
        read_compact(wrong, Place("f"))
    *lines, last = str(error.value).splitlines()
    assert (len(lines), last) == (10, "f: and 4 more")
