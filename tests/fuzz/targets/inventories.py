"""Inventories, compact or dumped, shown, compressed and planned on; other tools' lists of nodes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.scalars import odd_text
from tests.fuzz.schemas import Generator
from tests.fuzz.targets.options import VERSIONS, maybe

TARGETS = (
    "w-1",
    "*",
    "gen-*",
    "group=workers",
    "pool=spot",
    "zone=zone-a",
    "node-1",
    "node0",
    "workers",
    "nothing",
    "master-[1-2]",
)
VERBS = (
    "cordon",
    "uncordon",
    "drain",
    "notready",
    "ready",
    "remove",
    "taint",
    "untaint",
    "label",
    "unlabel",
    "add",
    "explode",
)
CHANGES = (
    "",
    "k=v:NoSchedule",
    "k:NoExecute",
    "k:NoSchedule-",
    "k-",
    "k=v",
    "=3",
    "3",
    "=",
    "k=v:Nope",
    "=-1",
    "=0",
    "a b c",
)
KNOWN: dict[str, Sequence[Any]] = {
    "name": (*(f"group-{number}" for number in range(40)), "w"), "match": ({"group": "*"}, {"name": "*1"}),
    "namePattern": ("{group}-{n}", "{group}-{i:03}"), "timing": ({},),
    "hostRange": ("n[01-09]", "n[1-3]"), "count": (1, 2, 7), "on": ("*",), "kubernetesVersion": ("1.36", "1.27"),
}  # fmt: skip
WANTED = frozenset({"nodeGroups"})
IMPORTS = ("kind.yaml", "eksctl.yaml", "kops.yaml", "cluster-api.yaml", "nodes.txt")


def operation(random: Random) -> str:
    if happens(random, 0.1):
        return odd_text(random)
    one = f"{random.choice(VERBS)} {random.choice(TARGETS)}"
    change = random.choice(CHANGES)
    one = f"{one}{change}" if change.startswith("=") else f"{one} {change}"
    return f"{one}; {operation(random)}" if happens(random, 0.2) else one


def inventory(random: Random, *, most: int = 4) -> bytes:
    """A compact one, a dump, or both."""
    chance = random.random()
    if chance < 0.35:
        changes = Changes(random, corpus.fields_of_inventories(), gently=happens(random, 0.7))
        values = [changes.of(random.choice(corpus.inventories()), random.randint(0, most))]
    elif chance < 0.55:
        schema = corpus.schema("inventory")
        values = [Generator(random, schema, known=KNOWN, wanted=WANTED).value(schema)]
    else:
        values = dump(random, most)
    if happens(random, 0.08):
        return texts.encoded(random, texts.changed(random, texts.stream_of(random, values), random.randint(1, 3)))
    return texts.encoded(random, texts.stream_of(random, values))


def dump(random: Random, most: int) -> list[Any]:
    """Objects as kubectl prints them: a list, or one after the other."""
    scenario = random.choice(corpus.scenarios())
    images = happens(random, 0.3)
    objects = [*(_with_images(node) if images else node for node in scenario["nodes"]), *scenario["objects"]]
    if happens(random, 0.2):
        objects += random.choice(corpus.saved_objects())["items"]
    changes = Changes(random, corpus.fields_of_manifests(), gently=happens(random, 0.7))
    objects = changes.of(objects, random.randint(0, most))
    if happens(random, 0.8) or not isinstance(objects, list):
        return [{"apiVersion": "v1", "kind": random.choice(("List", "List", "NodeList", "PodList")), "items": objects}]
    return objects


def _with_images(node: dict[str, Any]) -> dict[str, Any]:
    images = [{"names": ["registry.example/agent:1.0"], "sizeBytes": 40_000_000}, {"names": []}]
    return {**node, "status": {**node.get("status", {}), "images": images}}


def case(random: Random) -> Case:
    data = inventory(random)
    name = random.choice(("nodes.yaml", "nodes.yaml", "nodes.json", "dir/nodes.yaml"))
    path = name if happens(random, 0.9) else "."
    version = maybe(random, 0.2, "-k", random.choice(VERSIONS))
    if happens(random, 0.6):
        form = maybe(random, 0.5, "--format", "json")
        wished = maybe(random, 0.3, "--what-if", operation(random))
        return Case(("inventory", "show", path, *form, *wished, *maybe(random, 0.3, "--all"), *version), {name: data})
    anonymous = maybe(random, 0.4, "--anonymise", *maybe(random, 0.3, "--keep-label", "app"))
    return Case(("inventory", "compress", path, *anonymous, *version), {name: data})


def imports(random: Random) -> Case:
    name = random.choice(IMPORTS)
    text = corpus.text_of(f"tests/inventory/imports/{name}")
    values = corpus.values_of(text)
    if values and name != "nodes.txt" and happens(random, 0.7):
        changes = Changes(random, corpus.fields_of(values))
        changed = changes.of(values, random.randint(1, 5))
        text = texts.stream_of(random, changed if isinstance(changed, list) else [changed])
    else:
        text = texts.changed(random, text, random.randint(1, 6))
    data = texts.encoded(random, text)
    return Case(("inventory", "import", *random.choice((("nodes",), ("-",)))), {"nodes": data}, data)


def simple(count: int = 3) -> bytes:
    """A small one that is valid."""
    group = {
        "name": "w",
        "count": count,
        "labels": {"zone": "a"},
        "allocatable": {"cpu": "2", "memory": "4Gi", "pods": 20},
    }
    return json.dumps({"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group]}}).encode()
