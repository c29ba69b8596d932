"""Values that a JSON Schema allows, or nearly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple

from tests.fuzz.scalars import odd_text, odd_value

SAMPLES = (
    "a", "agent", "A", "1", "10%", "1.36", "1.30", "100m", "1Gi", "key=value:NoSchedule", "key:NoExecute", "30s",
    "2027-01-31", "kube-system/agent", "w-1", "https://example.com/", "XY001", "DS231", "linux/amd64", "http:80/TCP",
    "spec.containers[]", "image", "not-on-gpu", "True", "a line", "https://kubernetes.io/docs/",
    "one sentence that is a reason and is long enough", "zone-a", "a[01-20]", "w-{n}", "app=agent", "^a+$", "80",
    "cordon *", "*",
)  # fmt: skip
DEEPEST = 9


class Generator(NamedTuple):
    """Draws values of a schema, a part of them, `odd`, not allowed by it. `known` are values of fields, by name."""

    random: Random
    root: Any
    odd: float = 0.01
    known: Mapping[str, Sequence[Any]] = MappingProxyType({})

    def value(self, schema: Any, depth: int = 0) -> Any:
        if not isinstance(schema, dict) or self.random.random() < self.odd:
            return odd_value(self.random)
        if "$ref" in schema:
            return self.value(self.target(schema["$ref"]), depth + 1)
        for name in ("anyOf", "oneOf"):
            if name in schema and "properties" not in schema:
                return self.value(self.random.choice(schema[name]), depth + 1)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        return self.typed(schema, depth)

    def target(self, reference: str) -> Any:
        found = self.root
        for part in reference.removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return found

    def typed(self, schema: dict[str, Any], depth: int) -> Any:
        kinds = schema.get("type") or ("object" if "properties" in schema else "string")
        kind = self.random.choice(kinds) if isinstance(kinds, list) else kinds
        if kind == "object":
            return self.map(schema, depth)
        if kind == "array":
            least = schema.get("minItems", 0)
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(least + self.few(depth))]
        if kind == "string":
            return self.text(schema)
        if kind in ("integer", "number"):
            return self.random.choice((schema.get("minimum", 0), schema.get("maximum", 9), 0, 1, 2, 5, 100, 65535))
        return self.random.choice((True, False)) if kind == "boolean" else None

    def map(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        fields = schema.get("properties", {})
        needed = [*schema.get("required", ()), *self.random.choice(schema.get("anyOf", [{}])).get("required", ())]
        required = [name for name in needed if name in fields]
        optional = [name for name in fields if name not in required]
        if depth > DEEPEST:
            optional = []
        many = self.few(depth) if self.random.random() < 0.9 else len(optional)
        chosen = self.random.sample(optional, min(many, len(optional)))
        found = {name: self.field(name, fields[name], depth + 1) for name in (*required, *chosen)}
        if isinstance(schema.get("additionalProperties"), dict):
            names = (self.random.choice(SAMPLES) for _ in range(self.few(depth)))
            found |= {name: self.value(schema["additionalProperties"], depth + 1) for name in names}
        return found

    def field(self, name: str, schema: Any, depth: int) -> Any:
        values = self.known.get(name)
        return self.random.choice(values) if values else self.value(schema, depth)

    def few(self, depth: int) -> int:
        return self.random.choice((0, 1, 1, 2, 3, 4)) if depth < DEEPEST else 0

    def text(self, schema: dict[str, Any]) -> str:
        pattern = schema.get("pattern")
        if pattern is None:
            return odd_text(self.random) if self.random.random() < 0.2 else self.random.choice(SAMPLES)
        fitting = [text for text in SAMPLES if re.search(pattern, text)]
        return self.random.choice(fitting) if fitting else odd_text(self.random)
