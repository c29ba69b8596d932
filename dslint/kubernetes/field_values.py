"""Invalid values as the API server prints them: as JSON since 1.34, in Go syntax before.

Kubernetes: apimachinery/pkg/util/validation/field/errors.go. Strings are quoted and numbers bare in both.
Structs are those of the internal API, with all fields and with Go names (`ResourceClaimName`).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.quantity_text import canonical
from dslint.kubernetes.release import Behaviour, Release
from dslint.limits import PRINTED_CHARACTERS

RESOURCE_NAMES_BARE = Behaviour(since="1.28", until="1.34", source="pkg/apis/core/validation/validation.go")

VALUES_AS_JSON = Behaviour(
    since="1.34", source="staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go: ErrorBody"
)


class StringMap(NamedTuple):
    """A map[string]string; None if the manifest has none."""

    value: Mapping[str, str] | None


class StringList(NamedTuple):
    value: Sequence[str]


class IntOrString(NamedTuple):
    value: int | str


class ResourceName(NamedTuple):
    value: str


class Quantity(NamedTuple):
    """A quantity that the server prints as a struct, not as a string."""

    value: str


class Struct(NamedTuple):
    """A struct of the internal API, printed as JSON in all releases: in Go syntax it would contain addresses."""

    value: Mapping[str, Any] | Sequence[Any]


class GoStruct(NamedTuple):
    """A struct with its text in Go syntax, for structs without pointers."""

    value: Mapping[str, Any] | Sequence[Any]
    go: str


class Printed(NamedTuple):
    """A value as the server prints it, for many errors of one value."""

    text: str


Scalar = str | int | float | bool | None
Value = Scalar | StringMap | StringList | IntOrString | ResourceName | Quantity | Struct | GoStruct | Printed


def shown(value: Value, release: Release) -> str:
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if isinstance(value, ResourceName):
        return value.value if release.has(RESOURCE_NAMES_BARE) else quoted(value.value)
    if isinstance(value, Printed):
        return value.text
    if release.has(VALUES_AS_JSON) or isinstance(value, Struct):
        return _cut(_as_json(_json_value(value)))
    return _cut(_as_go(value))


def _cut(text: str) -> str:
    return text if len(text) <= PRINTED_CHARACTERS else f"{text[:PRINTED_CHARACTERS]}…"


def _json_value(value: StringMap | StringList | IntOrString | Quantity | Struct | GoStruct) -> object:
    """The value as JSON. Go sorts the keys of maps."""
    if isinstance(value, Quantity):
        return str(canonical(value.value))
    if isinstance(value, StringMap):
        return dict(sorted((value.value or {}).items())) if value.value is not None else None
    return value.value


def _as_json(value: object) -> str:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _as_go(value: StringMap | StringList | IntOrString | Quantity | GoStruct) -> str:
    if isinstance(value, GoStruct):
        return value.go
    if isinstance(value, StringMap):
        return go_string_map(value.value)
    if isinstance(value, StringList):
        return f"[]string{{{', '.join(quoted(item) for item in value.value)}}}"
    if isinstance(value, IntOrString):
        return _go_int_or_string(value.value)
    return _go_quantity(value.value)


def go_string_map(value: Mapping[str, str] | None) -> str:
    if value is None:
        return "map[string]string(nil)"
    inside = ", ".join(f"{quoted(key)}:{quoted(item)}" for key, item in sorted(value.items()))
    return f"map[string]string{{{inside}}}"


def _go_int_or_string(value: int | str) -> str:
    if isinstance(value, str):
        return f"intstr.IntOrString{{Type:1, IntVal:0, StrVal:{quoted(value)}}}"
    return f'intstr.IntOrString{{Type:0, IntVal:{value}, StrVal:""}}'


def _go_quantity(text: str) -> str:
    """A quantity in Go syntax: the digits as written, and the power of ten of the last digit."""
    from fractions import Fraction

    quantity = canonical(text)
    digits = int(quantity.amount / Fraction(10) ** quantity.scale)
    return (
        f"resource.Quantity{{i:resource.int64Amount{{value:{digits}, scale:{quantity.scale}}}, "
        f'd:resource.infDecAmount{{Dec:(*inf.Dec)(nil)}}, s:{quoted(quantity.kept)}, Format:"{quantity.format}"}}'
    )
