"""What an expression may name: variables, functions, types, and the fields of typed values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dslint.admission.policies.cel.functions.overloads import Overload
from dslint.admission.policies.cel.types import SIMPLE, Type, struct

Fields = Mapping[str, Type]

VARIABLES = "kubernetes.variables"
"""The struct of a policy's own variables."""

_NAMES = {"duration": "google.protobuf.Duration", "timestamp": "google.protobuf.Timestamp"}
_TYPES = (*SIMPLE, "list", "map", "optional_type")


@dataclass(frozen=True, slots=True)
class Declarations:
    variables: Mapping[str, Type]
    functions: Mapping[str, tuple[Overload, ...]]
    structs: Mapping[str, Fields] = field(default_factory=dict)
    """The fields of each struct, by the struct's name."""
    homogeneous: bool = False
    """Whether the type checker itself wants the items of a literal to have one type."""
    literals: bool = True
    """Whether literals are checked once the types are: times, regular expressions, formats, items of one type."""

    def with_variables(self, variables: Mapping[str, Type], structs: Mapping[str, Fields]) -> Declarations:
        return replace(self, variables={**self.variables, **variables}, structs={**self.structs, **structs})

    def with_composed(self, variables: Mapping[str, Type]) -> Declarations:
        """With the variables of a policy, as fields of `variables`."""
        return self.with_variables({"variables": struct(VARIABLES)}, {VARIABLES: dict(variables)})


class Checked(NamedTuple):
    """The type of each node, which calls are of functions with a dotted name, and the errors with their nodes."""

    types: dict[int, Type]
    qualified: dict[int, str]
    errors: tuple[tuple[int, str], ...]


def undeclared(name: str) -> str:
    return f"undeclared reference to '{name}' (in container '')"


def by_name(overloads: Iterable[Overload]) -> dict[str, tuple[Overload, ...]]:
    found: dict[str, list[Overload]] = {}
    for overload in overloads:
        found.setdefault(overload.signature.name, []).append(overload)
    return {name: tuple(of_it) for name, of_it in found.items()}


def type_values(opaque: Iterable[str]) -> dict[str, Type]:
    """Types are values too: `type(object) == map`."""
    names = [(_NAMES.get(name, name), SIMPLE.get(name, Type(name))) for name in _TYPES]
    names += [(name, Type(name)) for name in opaque]
    return {name: Type("type", (one,)) for name, one in names}
