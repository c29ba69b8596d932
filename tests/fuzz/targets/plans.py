"""Plans: manifests on inventories, with updates, what-if, broken and unready nodes, and all that can be shown."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.targets import inventories
from tests.fuzz.targets.manifests import changed_manifest
from tests.fuzz.targets.options import VERSIONS, maybe, plan_options


def manifests(random: Random, most: int = 2) -> list[Any]:
    return [changed_manifest(random, most=3) for _ in range(random.randint(1, most))]


def case(random: Random) -> Case:
    """Anything on anything."""
    files = {
        "nodes.yaml": inventories.inventory(random, most=2) if happens(random, 0.7) else inventories.simple(),
        "ds.yaml": texts.encoded(random, texts.stream_of(random, manifests(random))),
    }
    arguments = ["plan", "--nodes", "nodes.yaml", "ds.yaml", *plan_options(random), *wishes(random)]
    if happens(random, 0.3):
        values = Changes(random, corpus.fields_of_manifests(), gently=happens(random, 0.7)).of(
            manifests(random), random.randint(0, 2)
        )
        files["old.yaml"] = texts.encoded(
            random, texts.stream_of(random, values if isinstance(values, list) else [values])
        )
        arguments += ["--from", "old.yaml"]
    return Case(tuple(arguments), files)


def wishes(random: Random, nodes: tuple[str, ...] = inventories.TARGETS) -> tuple[str, ...]:
    return (
        *maybe(random, 0.2, "--what-if", inventories.operation(random)),
        *maybe(random, 0.15, "--broken", random.choice(nodes)),
        *maybe(random, 0.15, "--unready", random.choice(nodes)),
        *maybe(random, 0.2, "--explain", random.choice(nodes)),
    )


def recorded(random: Random) -> Case:
    """What a real control plane was given, slightly changed: most of it is accepted and placed."""
    if happens(random, 0.5):
        scenario = random.choice(corpus.rollouts())
        parts = {"ds.yaml": [scenario["after"]], "old.yaml": [scenario["before"]], "nodes.yaml": scenario["nodes"]}
    else:
        scenario = random.choice(corpus.scenarios())
        parts = {"ds.yaml": scenario["apply"], "nodes.yaml": [*scenario["nodes"], *scenario["objects"]]}
        if happens(random, 0.4):
            parts["old.yaml"] = scenario["apply"]
    changes = Changes(random, corpus.fields_of_manifests(), gently=happens(random, 0.7))
    parts = {name: changes.of(values, random.choice((0, 0, 1, 1, 2, 3))) for name, values in parts.items()}
    files = {name: _dumped(random, values) for name, values in parts.items()}
    old = ("--from", "old.yaml") if "old.yaml" in files else ()
    names = tuple(node["metadata"]["name"] for node in scenario["nodes"][:3])
    version = maybe(random, 0.3, "-k", random.choice(VERSIONS))
    return Case(
        (
            "plan",
            "--nodes",
            "nodes.yaml",
            "ds.yaml",
            *old,
            *plan_options(random),
            *wishes(random, ("*", *names)),
            *version,
        ),
        files,
    )


def _dumped(random: Random, values: Any) -> bytes:
    try:
        data = json.dumps({"apiVersion": "v1", "kind": "List", "items": values}).replace("Infinity", "1e999").encode()
    except TypeError:
        data = texts.encoded(random, texts.flow({"apiVersion": "v1", "kind": "List", "items": values}))
    return texts.changed_bytes(random, data, 1) if happens(random, 0.05) else data
