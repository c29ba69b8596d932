"""The Python interface, given values that no text holds."""

from __future__ import annotations

import copy
import datetime as dt
from random import Random
from typing import Any

from tests.fuzz import corpus
from tests.fuzz.cases import Call
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes, slots_of
from tests.fuzz.scalars import odd_text, odd_value
from tests.fuzz.targets.manifests import changed_manifest
from tests.fuzz.targets.options import VERSIONS

FOREIGN: tuple[Any, ...] = (
    dt.date(2027, 1, 31), dt.datetime(2027, 1, 31, tzinfo=dt.timezone.utc), b"bytes", ("a", "b"),
    {1, 2}, 1 + 2j, bytearray(b"a"), range(3), frozenset(), 10**4000, object, len, Ellipsis,
)  # fmt: skip


def call(random: Random) -> Call:
    chance = random.random()
    version = random.choice(VERSIONS) if chance < 0.3 else "1.36"
    if chance < 0.5:
        source = foreign(random, changed_manifest(random, written=False))
        return Call(
            "lint",
            {
                "source": source,
                "kubernetes_versions": version if happens(random, 0.9) else odd_value(random, written=False),
            },
        )
    if chance < 0.6:
        text = random.choice(corpus.manifest_texts())
        return Call("lint_text", {"text": text, "name": odd_text(random), "kubernetes_versions": version})
    return _plan(random)


def _plan(random: Random) -> Call:
    if happens(random, 0.5):
        scenario = random.choice(corpus.rollouts())
        values = {"workloads": [scenario["after"]], "inventory": scenario["nodes"], "baseline": [scenario["before"]]}
    else:
        scenario = random.choice(corpus.scenarios())
        values = {"workloads": scenario["apply"], "inventory": [*scenario["nodes"], *scenario["objects"]]}
    changes = Changes(random, corpus.fields_of_manifests(), written=False, gently=happens(random, 0.7))
    values = {name: changes.of(value, random.choice((0, 0, 1, 2))) for name, value in values.items()}
    if happens(random, 0.3):
        name = random.choice(list(values))
        values[name] = foreign(random, values[name])
    return Call("plan", {**values, "trace": happens(random, 0.5)})


def foreign(random: Random, value: Any) -> Any:
    """With what only Python has, at some path."""
    root = {"": value}
    if happens(random, 0.6):
        slot = random.choice(slots_of(root))
        if happens(random, 0.8):
            slot.holder[slot.key] = copy.deepcopy(random.choice(FOREIGN))
        elif isinstance(slot.value, dict):
            slot.value[random.choice((None, 1, 2.5, ("a",), b"b", dt.date(2027, 1, 31)))] = odd_value(
                random, written=False
            )
    return root[""]
