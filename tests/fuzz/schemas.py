"""Values that a JSON Schema allows, or nearly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple

from tests.fuzz.chances import happens
from tests.fuzz.scalars import odd_text, odd_value

SAMPLES = (
    "a", "agent", "A", "1", "10%", "1.36", "1.30", "100m", "1Gi", "key=value:NoSchedule", "key:NoExecute", "30s",
    "2027-01-31", "kube-system/agent", "w-1", "https://example.com/", "XY001", "DS231", "linux/amd64", "http:80/TCP",
    "spec.containers[]", "image", "not-on-gpu", "True", "a line", "https://kubernetes.io/docs/",
    "one sentence that is a reason and is long enough", "zone-a", "a[01-20]", "w-{n}", "app=agent", "^a+$", "80",
    "cordon *", "*", "/var/run", "dslint.traps.images", "PriorityClass", "ServiceAccount/logging",
)  # fmt: skip
DEEPEST = 9
NUMBERS = (0, 1, 2, 5, 9, 100, 65535)
OTHERS = ("anyOf", "oneOf", "allOf", "$ref")
Schema = dict[str, Any]


class Generator(NamedTuple):
    """Draws values of a schema, a part of them, `odd`, not allowed by it.

    `known` are values of fields, by name, and `wanted` fields that are never left out. Without odd ones, all are valid
    by the schema, as far as it has the keywords of those in schemas/.
    """

    random: Random
    root: Any
    odd: float = 0.01
    known: Mapping[str, Sequence[Any]] = MappingProxyType({})
    wanted: frozenset[str] = frozenset()

    def value(self, schema: Any, depth: int = 0) -> Any:
        if not isinstance(schema, dict) or (self.odd and happens(self.random, self.odd)):
            return odd_value(self.random)
        whole = self.whole(schema)
        if "const" in whole:
            return whole["const"]
        if "enum" in whole:
            return self.random.choice(whole["enum"])
        return self.typed(whole, depth)

    def typed(self, schema: Schema, depth: int) -> Any:
        kinds = schema.get("type") or ("object" if "properties" in schema else "string")
        kind = self.random.choice(kinds) if isinstance(kinds, list) else kinds
        if kind in ("object", "array"):
            return self.map(schema, depth) if kind == "object" else self.list(schema, depth)
        if kind in ("integer", "number"):
            return self.number(schema)
        if kind == "string":
            return self.text(schema)
        return self.random.choice((True, False)) if kind == "boolean" else None

    def whole(self, schema: Schema) -> Schema:
        """The schema with what it refers to, one of its alternatives, and all that it is made of."""
        found = {name: part for name, part in schema.items() if name not in OTHERS}
        parts = [self.target(schema["$ref"])] if "$ref" in schema else []
        parts += [self.random.choice(schema[name]) for name in ("anyOf", "oneOf") if name in schema]
        parts += schema.get("allOf", ())
        for part in parts:
            found = _both(found, self.whole(part))
        if "oneOf" in schema:
            others = {name for one in schema["oneOf"] for name in one.get("required", ())} - {*found["required"]}
            found["properties"] = {name: part for name, part in found["properties"].items() if name not in others}
        return found

    def target(self, reference: str) -> Any:
        found = self.root
        for part in reference.removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return found

    def map(self, schema: Schema, depth: int) -> dict[str, Any]:
        fields = schema.get("properties", {})
        needed = {*schema.get("required", ()), *self.wanted}
        required = [name for name in fields if name in needed]
        optional = [name for name in fields if name not in required]
        least = schema.get("minProperties", 0)
        many = len(optional) if happens(self.random, 0.1) else self.few(depth)
        many = max(0 if depth > DEEPEST else many, least - len(required))
        chosen = self.random.sample(optional, min(many, len(optional)))
        names = [*_with_needed([*required, *chosen], schema.get("dependentRequired", {}))]
        found = {name: self.field(name, fields[name], depth + 1) for name in names if name in fields}
        others = schema.get("additionalProperties", {} if not fields else None)
        if isinstance(others, dict):
            names = [self.value(schema.get("propertyNames", {}), depth + 1) for _ in range(self.few(depth) + 4 * least)]
            found |= {name: self.value(others, depth + 1) for name in names if isinstance(name, str)}
        return found

    def list(self, schema: Schema, depth: int) -> list[Any]:
        least = schema.get("minItems", 0)
        found = [self.value(schema.get("items", {}), depth + 1) for _ in range(max(least, self.few(depth)))]
        if not schema.get("uniqueItems"):
            return found
        return [*{json.dumps(item, sort_keys=True, default=repr): item for item in found}.values()]

    def field(self, name: str, schema: Any, depth: int) -> Any:
        values = self.known.get(name)
        return self.random.choice(values) if values else self.value(schema, depth)

    def few(self, depth: int) -> int:
        return self.random.choice((0, 1, 1, 2, 3, 4)) if depth < DEEPEST else 0

    def text(self, schema: Schema) -> str:
        least, most = schema.get("minLength", 0), schema.get("maxLength", 1000)
        pattern = re.compile(schema.get("pattern", ""))
        fitting = [text for text in SAMPLES if least <= len(text) <= most and pattern.search(text)]
        odd = odd_text(self.random) if happens(self.random, 0.1) or not fitting else ""
        return odd if odd and least <= len(odd) <= most and pattern.search(odd) else self.random.choice(fitting)

    def number(self, schema: Schema) -> int:
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
        most = schema.get("maximum", max(least, *NUMBERS))
        return self.random.choice([number for number in (least, most, *NUMBERS) if least <= number <= most])


def _both(one: Schema, other: Schema) -> Schema:
    """What both ask for. Where they say something else of the same, the first one is the narrower."""
    joined = {**other, **one}
    for name in ("properties", "dependentRequired"):
        if name in one or name in other:
            joined[name] = {**other.get(name, {}), **one.get(name, {})}
    joined["required"] = [*one.get("required", ()), *other.get("required", ())]
    return joined


def _with_needed(names: Sequence[str], needs: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Names, and those that have to stand beside them."""
    waiting, seen = [*names], set[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            waiting += needs.get(name, ())
