"""CEL's types, as the server's type checker has them and as its messages name them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

PARAMETER, OPAQUE, STRUCT = "parameter", "opaque", "struct"

_SHOWN = {"null_type": "null", "error": "!error!"}
_DECLARED = {"timestamp": "google.protobuf.Timestamp", "duration": "google.protobuf.Duration"}


@dataclass(frozen=True, slots=True)
class Type:
    """`int`, `list(string)`; the kind is the name, unless the type is a parameter, a struct or opaque."""

    name: str
    parameters: tuple[Type, ...] = ()
    kind: str = ""

    def __str__(self) -> str:
        """As in the errors of the type checker."""
        name = _SHOWN.get(self.name, self.name)
        return f"{name}({', '.join(map(str, self.parameters))})" if self.parameters else name

    @property
    def declared(self) -> str:
        """As in the error of a result that has the wrong type."""
        name = _DECLARED.get(self.name, self.name)
        return f"{name}({', '.join(one.declared for one in self.parameters)})" if self.parameters else name

    @property
    def is_dyn(self) -> bool:
        return self.name in {"dyn", "error"}

    @property
    def is_optional(self) -> bool:
        return self.name == "optional_type"


BOOL, BYTES, DOUBLE, INT, STRING, UINT = map(Type, ("bool", "bytes", "double", "int", "string", "uint"))
DURATION, TIMESTAMP, NULL, DYN, ERROR = map(Type, ("duration", "timestamp", "null_type", "dyn", "error"))

SIMPLE = {
    one.name: one for one in (BOOL, BYTES, DOUBLE, INT, STRING, UINT, DURATION, TIMESTAMP, NULL, DYN, Type("type"))
}
COMPOUND = ("list", "map", "type")


def equivalent(one: Type, other: Type) -> bool:
    """Whether two types are the same; what their parameters are called does not matter."""
    if one.kind == PARAMETER and other.kind == PARAMETER:
        return True
    same = (one.name, one.kind, len(one.parameters)) == (other.name, other.kind, len(other.parameters))
    return same and all(map(equivalent, one.parameters, other.parameters))


def list_of(element: Type) -> Type:
    return Type("list", (element,))


def map_of(key: Type, value: Type) -> Type:
    return Type("map", (key, value))


def optional_of(value: Type) -> Type:
    return Type("optional_type", (value,), OPAQUE)


def parameter(name: str) -> Type:
    return Type(name, (), PARAMETER)


def struct(name: str) -> Type:
    return Type(name, (), STRUCT)


def type_of(value: object, *, unsigned: bool) -> Type:
    """The type of a literal."""
    if unsigned:
        return UINT
    return {bool: BOOL, int: INT, float: DOUBLE, str: STRING, bytes: BYTES}.get(type(value), NULL)


@cache
def parse_type(text: str) -> Type:
    """`list(A)`, `kubernetes.Quantity`, `map(string, dyn)`: one capital letter is a parameter, a dotted name opaque."""
    tokens = iter(re.findall(r"[\w.]+|[(),]", text))
    return _type(next(tokens), tokens)[0]


def _type(name: str, tokens: Iterator[str]) -> tuple[Type, str]:
    """The type that begins with a name, and the token after it."""
    after = next(tokens, "")
    parameters: list[Type] = []
    if after == "(":
        while after != ")":
            one, after = _type(next(tokens), tokens)
            parameters.append(one)
        after = next(tokens, "")
    if name in SIMPLE and not parameters:
        return SIMPLE[name], after
    if len(name) == 1 and name.isupper():
        return parameter(name), after
    return Type(name, tuple(parameters), "" if name in COMPOUND else OPAQUE), after


def replaced(one: Type, of: Callable[[Type], Type | None]) -> Type:
    """The type with those of its parts replaced that the function has something for."""
    found = of(one)
    if found is not None:
        return found
    if not one.parameters:
        return one
    return Type(one.name, tuple(replaced(each, of) for each in one.parameters), one.kind)
