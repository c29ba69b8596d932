"""The CEL types of objects as OpenAPI has them, for the server's type checking of policies.

Kubernetes: SchemaDeclType in staging/src/k8s.io/apiserver/pkg/cel/common/schemas.go. A value of either number or text
has no type there, so quantities and maps of them are no fields at all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dslint.admission.policies.cel.declarations import Fields
from dslint.admission.policies.cel.types import (
    BOOL,
    BYTES,
    DOUBLE,
    DYN,
    INT,
    STRING,
    TIMESTAMP,
    Type,
    list_of,
    map_of,
    struct,
)
from dslint.kubernetes.release import Behaviour, Release, Version
from dslint.schema.definitions import Definitions, Schema, definitions, is_struct

KEYWORDS_ARE_FIELDS = Behaviour(
    since="1.31",
    source="staging/src/k8s.io/apiserver/pkg/cel/environment/environment.go: SetRecognizeKeywordAsFieldName",
)
"""Whether `object.metadata.namespace` is a field of typed objects, and not only `__namespace__`."""

KEYWORDS = frozenset(
    {
        *("true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if"),
        *("import", "let", "loop", "package", "namespace", "return", "var", "void", "while"),
    }
)

_PLAIN = {
    "boolean": BOOL,
    "int32": INT,
    "int64": INT,
    "string": STRING,
    "time": TIMESTAMP,
    "int-or-string": DYN,
}
_KINDS = {"boolean": BOOL, "integer": INT, "number": DOUBLE, "string": STRING}
_UNTYPED = frozenset({"quantity"})
_CONFIG_MAP = {"data": map_of(STRING, STRING), "binaryData": map_of(STRING, BYTES), "immutable": BOOL}


class ObjectType(NamedTuple):
    """A struct with all structs below it, by name."""

    type: Type
    structs: dict[str, Fields]


def object_type(api_version: str, kind: str, release: Release) -> ObjectType | None:
    """The type of a kind; None if dslint does not have its fields in this version."""
    return _object_type(api_version, kind, release.version)


@lru_cache(maxsize=256)
def _object_type(api_version: str, kind: str, version: Version) -> ObjectType | None:
    known = definitions(version)
    name = known.of(api_version, kind)
    keywords = Release(version).has(KEYWORDS_ARE_FIELDS)
    found: dict[str, Fields] = {}
    if name is not None:
        top = _fields(known, known.by_name[name], kind, found, keywords=keywords)
    elif (api_version, kind) == ("v1", "ConfigMap"):
        metadata = _type(known, {"$ref": "#/$defs/meta.v1.ObjectMeta"}, f"{kind}.metadata", found, keywords=keywords)
        top = {"apiVersion": STRING, "kind": STRING, "metadata": metadata or DYN, **_CONFIG_MAP}
    else:
        return None
    return ObjectType(struct(kind), {**found, kind: top})


def _fields(known: Definitions, schema: Schema, path: str, found: dict[str, Fields], *, keywords: bool) -> Fields:
    fields: dict[str, Type] = {}
    for name, below in known.resolved(schema).get("properties", {}).items():
        one = _type(known, below, f"{path}.{name}", found, keywords=keywords)
        if one is not None:
            fields[f"__{name}__" if name in KEYWORDS and not keywords else name] = one
    return fields


def _type(known: Definitions, schema: Schema, path: str, found: dict[str, Fields], *, keywords: bool) -> Type | None:
    """None for a field that expressions do not have. Structs are named by their path, and kept in `found`."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if name in _PLAIN or name in _UNTYPED:
        return _PLAIN.get(name)
    resolved = known.resolved(schema)
    if "items" in resolved:
        item = _type(known, resolved["items"], f"{path}.@idx", found, keywords=keywords)
        return None if item is None else list_of(item)
    others = resolved.get("additionalProperties")
    if isinstance(others, dict):
        value = _type(known, others, f"{path}.@elem", found, keywords=keywords)
        return None if value is None else map_of(STRING, value)
    if is_struct(resolved) or not resolved:
        found[path] = _fields(known, resolved, path, found, keywords=keywords)
        return struct(path)
    return _scalar(resolved)


def _scalar(schema: Schema) -> Type | None:
    """A text with a form of its own is a text too."""
    if "anyOf" in schema:
        return STRING
    kinds = schema.get("type", ())
    known = [_KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind in _KINDS]
    return known[0] if len(known) == 1 else None
