"""The generators of the fuzzers as strategies of Hypothesis, which chooses what they draw, and makes small what fails.

A generator takes a random.Random. `make fuzz` gives it one with a seed, so that each of a great many inputs can be made
again from its number. Here Hypothesis gives it one, so that properties have the same inputs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.fuzz import corpus
from tests.fuzz.fuzzing import beside_twin
from tests.fuzz.mutations import Changes
from tests.fuzz.schemas import Generator
from tests.fuzz.targets import TARGETS, baselines, expectations, inventories, own_rules
from tests.fuzz.targets.manifests import changed_manifest

Value = TypeVar("Value")

RANDOMS = st.randoms(use_true_random=False, note_method_calls=False)


def drawn(make: Callable[[Random], Value]) -> st.SearchStrategy[Value]:
    """What a generator draws."""
    return RANDOMS.map(make)


def of_schema(name: str) -> st.SearchStrategy[Any]:
    """Values that a published schema allows; their names are such as other files have."""
    schema, known = corpus.schema(name), KNOWN.get(name, {})
    return drawn(lambda random: as_json(Generator(random, schema, 0.0, known, WANTED).value(schema)))


def broken(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The same, of which something is left out, renamed, repeated, moved, or of another type."""
    return st.builds(_changed, values, RANDOMS)


def _changed(value: Any, random: Random) -> Any:
    changes = Changes(random, corpus.fields_of([value]), written=False)
    return as_json(changes.of(value, random.randint(1, 3)))


def as_json(value: Any) -> Any:
    """The value as JSON can hold it, which has text for keys, neither infinity nor halves of characters."""
    return json.loads(json.dumps(value).replace("\\ud", "\\u0"), parse_constant=lambda _: None)


KNOWN: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "expectations": expectations.KNOWN,
        "findings-baseline": baselines.KNOWN,
        "inventory": inventories.KNOWN,
        "rule": own_rules.KNOWN,
    }
)
WANTED = frozenset({"nodeGroups", "assert"})
"""What no inventory and no rule is anything without."""

MANIFESTS = drawn(lambda random: changed_manifest(random, written=False, most=3))
"""DaemonSets and Pods, most of them with some mistake."""

WHAT_IF = drawn(inventories.operation)
CASES = MappingProxyType({name: drawn(partial(beside_twin, make)) for name, make in TARGETS.items()})
"""Whole inputs, by target: command lines with manifests, inventories, rules, baselines, saved objects and so on."""
