"""Whether a type can stand where another is asked for, and what type parameters then stand for.

As cel-go's checker decides it (checker/types.go): dyn goes with everything, null with structs, opaque types and times.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.admission.policies.cel.types import DYN, OPAQUE, PARAMETER, STRUCT, Type, replaced

_NULLABLE = {"duration", "timestamp", "null_type"}


class Substitutions:
    """What each type parameter stands for so far."""

    def __init__(self) -> None:
        self._found: dict[str, Type] = {}
        self._fresh = 0

    def fresh(self) -> Type:
        """A type parameter that nothing is known of."""
        self._fresh += 1
        return Type(f"_var{self._fresh - 1}", (), PARAMETER)

    def instances(self, types: Sequence[Type]) -> list[Type]:
        """The types with type parameters of their own."""
        own: dict[str, Type] = {}

        def of(part: Type) -> Type | None:
            if part.kind == PARAMETER and part.name not in own:
                own[part.name] = self.fresh()
            return own.get(part.name) if part.kind == PARAMETER else None

        return [replaced(one, of) for one in types]

    def applied(self, one: Type, *, unknown_as_dyn: bool = False) -> Type:
        """The type with what its parameters stand for."""

        def of(part: Type) -> Type | None:
            if part.kind != PARAMETER:
                return None
            if part.name in self._found:
                return replaced(self._found[part.name], of)
            return DYN if unknown_as_dyn else part

        return replaced(one, of)

    def assign(self, given: Type, asked: Type) -> bool:
        """Whether the one type can stand for the other; if so, what it takes is kept."""
        return self.assign_all([given], [asked])

    def assign_all(self, given: Sequence[Type], asked: Sequence[Type]) -> bool:
        before = dict(self._found)
        if self._all(given, asked):
            return True
        self._found = before
        return False

    def _all(self, given: Sequence[Type], asked: Sequence[Type]) -> bool:
        return len(given) == len(asked) and all(self._one(*pair) for pair in zip(given, asked, strict=True))

    def _one(self, given: Type, asked: Type) -> bool:
        if asked.kind == PARAMETER:
            valid, known = self._substitutes(given, asked)
            if valid or known:
                return valid
        if given.kind == PARAMETER:
            return self._substitutes(asked, given)[0]
        if given.is_dyn or asked.is_dyn:
            return True
        if "null_type" in {given.name, asked.name}:
            other = asked if given.name == "null_type" else given
            return other.kind in {OPAQUE, STRUCT} or other.name in _NULLABLE
        if given.name != asked.name or given.kind != asked.kind:
            return False
        return given.name == "type" or self._all(given.parameters, asked.parameters)

    def _substitutes(self, one: Type, unknown: Type) -> tuple[bool, bool]:
        """Whether the parameter can stand for the type, and whether it stood for something before."""
        if one == unknown:
            return True, True
        before = self._found.get(unknown.name)
        if before is None:
            if not self._occurs(unknown, one):
                self._found[unknown.name] = one
                return True, False
            return False, False
        if one == before:
            return True, True
        if not self._one(one, before):
            return False, True
        general = most_general(one, before)
        if not self._occurs(unknown, general):
            self._found[unknown.name] = general
        return True, True

    def _occurs(self, unknown: Type, within: Type) -> bool:
        if unknown == within:
            return True
        if within.kind == PARAMETER:
            known = self._found.get(within.name)
            return known is not None and self._occurs(unknown, known)
        return any(self._occurs(unknown, one) for one in within.parameters)


def most_general(one: Type, other: Type) -> Type:
    """The more general of two types that go together."""
    return one if _is_less_specific(one, other) else other


def _is_less_specific(one: Type, other: Type) -> bool:
    if one.is_dyn or one.kind == PARAMETER:
        return True
    if other.is_dyn or other.kind == PARAMETER or one.name != other.name:
        return False
    if one.name == "type":
        return True
    return len(one.parameters) == len(other.parameters) and all(
        _is_less_specific(*pair) for pair in zip(one.parameters, other.parameters, strict=True)
    )
