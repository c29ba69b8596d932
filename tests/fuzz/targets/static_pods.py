"""A kubelet's manifest folder."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.conformance import recordings
from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.scalars import odd_text
from tests.fuzz.targets.manifests import stream
from tests.fuzz.targets.options import lint_options, maybe

NAMES = ("etcd.yaml", "a.yaml", "b.json", ".hidden", "a.yaml~", "x", "sub/deep.yaml", "é.yaml", "z.yml")


def case(random: Random) -> Case:
    recorded = random.choice(recordings.lines("static-cases"))
    files = {f"d/{name}": _changed(random, text) for name, text in recorded["files"].items()}
    for _ in range(random.randint(0, 2)):
        files[f"d/{random.choice(NAMES)}"] = stream(random, most=1)
    node = recorded["node"] if happens(random, 0.9) else odd_text(random)
    if happens(random, 0.3):
        return _planned(random, files)
    extra = maybe(random, 0.2, "d", "--no-respect-gitignore")
    return Case(("lint", "--static-pods", "d", "--node", node, *extra, *lint_options(random)), files)


def _changed(random: Random, text: str) -> bytes:
    values = corpus.values_of(text)
    if len(values) == 1 and happens(random, 0.7):
        changes = Changes(random, corpus.fields_of_manifests(), gently=happens(random, 0.7))
        return texts.encoded(random, texts.text_of(random, changes.of(values[0], random.randint(0, 4))))
    return texts.encoded(random, texts.changed(random, text, random.randint(0, 3)))


def _planned(random: Random, files: dict[str, bytes]) -> Case:
    """The folder is the nodes' own."""
    group: dict[str, Any] = {"name": "masters", "count": 2, "staticPods": [random.choice(("d/", "d", "d/etcd.yaml"))]}
    spec = {"nodeGroups": [group], "defaults": {"allocatable": {"cpu": "2", "memory": "4Gi", "pods": "20"}}}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": spec}
    files["nodes.yaml"] = json.dumps(inventory).encode()
    files["ds.yaml"] = stream(random, most=1)
    form = random.choice(("text", "json", "markdown"))
    return Case(("plan", "--nodes", "nodes.yaml", "ds.yaml", "--format", form), files)
