"""The hand-kept tables of Go facts: what each covers of the API types, and what it leaves out on purpose.

A new minor brings fields that the tables do not know. Each has to be added to the table, or to left_out.yaml beside
this file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dslint.kubectl.describe import volume_fields
from dslint.kubectl.describe import volumes as described_volumes
from dslint.kubelet import error_order
from dslint.kubernetes import gated_fields as gates
from dslint.kubernetes import stored_template
from dslint.kubernetes.field_path import EACH
from dslint.schema import go_names
from dslint.validation.pod import internal_types, operating_system
from dslint.validation.volumes import volumes
from tests.house.api_types import ApiTypes, Schema, manifests, templates

MANIFESTS, TEMPLATES = manifests(), templates()


class Table(NamedTuple):
    """What the API has, and what the table says something of."""

    fields: set[str]
    decided: set[str]


def of_struct(struct: str, *names: str) -> Table:
    return Table(TEMPLATES.of(struct), set(names))


def named(types: ApiTypes, wanted: Callable[[Schema], bool]) -> set[str]:
    """Names of the fields of one kind, in whatever struct they are."""
    return {field for _, field, schema in types.fields() if wanted(schema)}


def is_text(schema: Schema) -> bool:
    inner = schema.get("items", schema)
    return inner.get("type") == "string" and "format" not in inner


def is_scalar(schema: Schema) -> bool:
    return schema.get("type") in ("string", "integer", "boolean")


def map_of(kind: str) -> Callable[[Schema], bool]:
    return lambda schema: (schema.get("additionalProperties") or {}).get("type") == kind


def is_struct(schema: Schema) -> bool:
    return "$ref" in schema


def new_fields(types: ApiTypes) -> set[str]:
    """Those that came later than their struct."""
    found = set()
    for name, fields in types.structs.items():
        minors = {field: int(types.since[name][field].removeprefix("1.")) for field in fields}
        found |= {f"{types.short(name)}.{field}" for field, minor in minors.items() if minor > min(minors.values())}
    return found


def gated_fields(types: ApiTypes) -> Iterator[str]:
    """The field at the end of each pattern. Raises KeyError where a pattern leads nowhere."""
    for pattern in (
        pattern for table in (gates.GATED, gates.OLDER_THAN_GATE) for each in table.values() for pattern in each
    ):
        *way, last = (step for step in pattern if step != EACH)
        struct = "core.v1.PodSpec"
        for step in way:
            schema: dict[str, Any] = types.structs[struct][step]
            struct = schema.get("items", schema)["$ref"]
        if last not in types.structs[struct]:
            raise KeyError(pattern)
        yield f"{types.short(struct)}.{last}"


def tables() -> dict[str, Table]:
    texts = {f"{struct}.{field}" for struct, field, schema in MANIFESTS.fields() if is_text(schema)}
    context = {name for _, name, _ in internal_types.PLAIN_FIELDS} | {"capabilities"}
    windows, gated = operating_system, set(gated_fields(TEMPLATES))
    found = {
        "schema/go_names.py: _TYPES": Table(texts, {".".join(key) for key in go_names._TYPES}),
        "schema/go_names.py: _HANDLERS": Table(
            {field for field, schema in TEMPLATES.structs["core.v1.Probe"].items() if is_struct(schema)},
            go_names._HANDLERS,
        ),
        "validation/pod/internal_types.py: PLAIN_FIELDS": of_struct("SecurityContext", *context),
        "kubernetes/gated_fields.py: GATED": Table(new_fields(TEMPLATES) | gated, gated),
        "validation/pod/operating_system.py: pod": of_struct(
            "PodSecurityContext", *windows.POD_CONTEXT_POINTERS, *windows.POD_CONTEXT_LISTS
        ),
        "validation/pod/operating_system.py: container": of_struct("SecurityContext", *windows.CONTAINER_POINTERS),
        "validation/volumes/volumes.py: SOURCES": of_struct("Volume", *volumes.SOURCES),
        "kubectl/describe/volumes.py: ORDER": of_struct("Volume", *described_volumes.ORDER),
        "kubectl/describe/volumes.py: SPECIAL and FIELDS": of_struct(
            "Volume", *described_volumes.SPECIAL, *volume_fields.FIELDS
        ),
        "kubelet/error_order.py: SPEC": of_struct("PodSpec", *error_order.SPEC),
        "kubelet/error_order.py: CONTAINER": of_struct("Container", *error_order.CONTAINER),
        "kubelet/error_order.py: METADATA": of_struct("ObjectMeta", *error_order.METADATA),
        "kubernetes/stored_template.py: POINTERS": Table(named(TEMPLATES, is_scalar), set(stored_template.POINTERS)),
        "kubernetes/stored_template.py: VALUE_STRUCTS": Table(
            named(TEMPLATES, is_struct), set(stored_template.VALUE_STRUCTS)
        ),
        "kubernetes/stored_template.py: FREE_MAPS": Table(
            named(TEMPLATES, map_of("string")), set(stored_template.FREE_MAPS)
        ),
        "kubernetes/stored_template.py: QUANTITY_MAPS": Table(
            named(TEMPLATES, map_of("quantity")), set(stored_template.QUANTITY_MAPS)
        ),
        "kubernetes/stored_template.py: QUANTITIES": Table(
            named(TEMPLATES, lambda schema: schema.get("type") == "quantity"), set(stored_template.QUANTITIES)
        ),
    }
    structs = {"WindowsOptions": "WindowsSecurityContextOptions"}
    for name, fields in internal_types.SUB_FIELDS.items():
        table = of_struct(structs.get(name, name), *(field for _, field, _ in fields))
        found[f"validation/pod/internal_types.py: SUB_FIELDS[{name}]"] = table
    return found
