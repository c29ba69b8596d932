"""The API types behind DaemonSets and Pods, as tools/kubernetes-api/ has them, all minors together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
FACTS = TOP / "tools" / "kubernetes-api" / "definitions.json"
UNWRITTEN = frozenset(
    {"core.v1.PodStatus", "apps.v1.DaemonSetStatus", "meta.v1.Initializers", "meta.v1.FieldsV1", "meta.v1.Fields"}
)
"""What nobody writes in a manifest by hand."""

Schema = dict[str, Any]


class ApiTypes:
    """Structs by name, each with its fields, and the minor in which each field came."""

    def __init__(self, *roots: str) -> None:
        facts = json.loads(FACTS.read_text(encoding="utf-8"))
        self.structs: dict[str, dict[str, Schema]] = {}
        self.since: dict[str, dict[str, str]] = {}
        pending = list(roots)
        while pending:
            name = pending.pop()
            if name not in self.structs and name not in UNWRITTEN:
                self.structs[name], self.since[name] = _merged(facts[name])
                pending += [found for schema in self.structs[name].values() for found in _references(schema)]

    def fields(self) -> Iterator[tuple[str, str, Schema]]:
        """Struct, field and the field's type, of every struct that can be reached."""
        for struct, fields in self.structs.items():
            for field, schema in fields.items():
                yield self.short(struct), field, schema

    def of(self, struct: str) -> set[str]:
        """The fields of one struct, such as `PodSpec`."""
        return {field for name, field, _ in self.fields() if name == struct}

    @staticmethod
    def short(struct: str) -> str:
        """`core.v1.PodSpec` -> `PodSpec`."""
        return struct.rpartition(".")[2]


def manifests() -> ApiTypes:
    """What a DaemonSet or a Pod can hold."""
    return ApiTypes("core.v1.Pod", "apps.v1.DaemonSet")


def templates() -> ApiTypes:
    """What the spec of a pod template can hold."""
    return ApiTypes("core.v1.PodSpec")


def _merged(entries: list[dict[str, Any]]) -> tuple[dict[str, Schema], dict[str, str]]:
    """The fields of all minors, and the minor in which each came."""
    fields: dict[str, Schema] = {}
    since: dict[str, str] = {}
    for entry in entries:
        for field, schema in entry["definition"].items():
            if isinstance(schema, dict):
                fields[field] = schema
                since.setdefault(field, entry["since"])
    return fields, since


def _references(schema: Schema) -> Iterator[str]:
    if isinstance(schema.get("$ref"), str):
        yield schema["$ref"]
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            yield from _references(schema[inner])
