"""A compiled expression, which can be evaluated on any number of requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.engine import Engine, Frame
from dslint.admission.policies.cel.explanation import Explanation
from dslint.admission.policies.cel.outcomes import ABSENT, EvaluationError, Outcome, Reading, Unchecked, Value
from dslint.admission.policies.cel.program import Meaning, NotPossibleError, program_of
from dslint.admission.policies.cel.references import references
from dslint.admission.policies.cel.runtime_messages import (
    OPTIONAL_TARGET,
    OUTSIDE_OF_TEXT,
    WRONG_TARGET,
    in_words_of_the_server,
)
from dslint.admission.policies.cel.syntax_tree import Node, SyntaxTree
from dslint.admission.policies.cel.tree_bytes import write_tree
from dslint.admission.policies.cel.types import BOOL, Type
from dslint.findings import FieldPath

_CAREFULLY = (WRONG_TARGET, *OUTSIDE_OF_TEXT, *OPTIONAL_TARGET)
HOLDS, FAILS = Value(value=True), Value(value=False)

_TOO_LONG = "Iteration budget exceeded"
_NOT_OURS = "Non-CEL value type"


@dataclass(eq=False)
class Expression:
    """`text` with the type of its result. Compile it with an Environment."""

    text: str
    type: Type
    tree: SyntaxTree
    meaning: Meaning
    engine: Engine
    program: Node | None
    """What the library evaluates; None if it cannot, for the reason below."""
    impossible: str = ""
    _programs: dict[bool, Any] = field(default_factory=dict)

    @property
    def references(self) -> frozenset[FieldPath]:
        """The fields that its text refers to, from `object` and the others on; `*` stands for any item."""
        return references(self.tree.root)

    def evaluate(self, activation: Activation | Mapping[str, Any]) -> Outcome:
        """The result; errors in the server's words. Unchecked if it depends on what is not known here."""
        if self.program is None:
            return Unchecked(self.impossible)
        asked = activation if isinstance(activation, Activation) else Activation(activation)
        try:
            result, said = self._run(self._program(careful=False), asked, asked.converted(self.engine))
            if _needs_care(said):
                result, _ = self._run(self._program(careful=True), asked, asked.converted(self.engine))
        except RuntimeError as error:
            return _not_evaluated(error)
        return result

    def readings(self, activation: Activation) -> tuple[Reading, ...]:
        """Where the part of the expression looked that made it false or fail, and what was there."""
        variables = {name: one for name, one in activation.variables.items() if isinstance(one, Expression)}

        def evaluated(expression: Expression, node: Node, bound: Mapping[str, Any]) -> Any:
            return expression.part(node, activation, bound)

        return Explanation(self, activation.values, variables, evaluated, {}).readings()

    def part(self, node: Node, activation: Activation, bound: Mapping[str, Any]) -> Any:
        """The value of a part, with the names that loops around it have bound; ABSENT if it has none."""
        if not bound:
            values = activation.converted(self.engine)
        else:
            known = {name: value for name, value in bound.items() if value is not ABSENT}
            values = self.engine.activation({**activation.values, **known})
        for careful in (False, True):
            try:
                tree = program_of(node, self.meaning, bound=frozenset(bound), careful=careful)
            except NotPossibleError:
                return ABSENT
            try:
                result, said = self._run(self.engine.program(write_tree(tree)), activation, values)
            except RuntimeError:
                return ABSENT
            if not _needs_care(said):
                break
        return result.value if isinstance(result, Value) else ABSENT

    def failure(self, node: Node) -> str:
        """The error of a part that reads nothing; empty if it has a value."""
        values = self.engine.activation({})
        result, _ = self._run(self.engine.program(write_tree(node)), Activation({}), values)
        return result.message if isinstance(result, EvaluationError) else ""

    def _run(self, program: Any, activation: Activation, values: Any) -> tuple[Outcome, str]:
        """The result, and what the library says if it fails."""
        frame = Frame(activation.variable, activation.request)
        try:
            value = self.engine.run(program, values, frame)
        except RuntimeError as error:
            return Unchecked(frame.unknown) if frame.unknown else _not_evaluated(error), ""
        answer = value.value() if self.type is BOOL else None
        if answer is True or answer is False:
            # Asking for the type of a value takes as long as most evaluations.
            return (HOLDS if answer else FAILS), ""
        if value.type().name() != "ERROR":
            return _plain(value), ""
        return _of_error(_said(value), frame.unknown)

    def _program(self, *, careful: bool) -> Any:
        found = self._programs.get(careful)
        if found is None:
            assert self.program is not None
            node = program_of(self.tree.root, self.meaning, careful=True) if careful else self.program
            found = self._programs[careful] = self.engine.program(write_tree(node))
        return found


def _needs_care(said: str) -> bool:
    """Whether an expression asked for a field of something without fields, or for text where there is none."""
    return bool(said) and any(part in said for part in _CAREFULLY)


def _of_error(said: str, unknown: str) -> tuple[Outcome, str]:
    if unknown:
        return Unchecked(unknown), ""
    if not said:
        return Unchecked("has an optional value as its result"), ""
    if _NOT_OURS in said:
        return _not_evaluated(said), ""
    return EvaluationError(in_words_of_the_server(said)), said


def _not_evaluated(said: object) -> Unchecked:
    if _TOO_LONG in str(said):
        return Unchecked("goes through more than 10,000 items, and the CEL library stops there")
    return Unchecked(f"cannot be evaluated by the CEL library: {said}")


def _said(error: Any) -> str:
    """What an error says. Optional values are errors too, but say nothing."""
    try:
        return str(error.plain_value())
    except TypeError:
        return ""


def _plain(value: Any) -> Value | Unchecked:
    try:
        return Value(value.plain_value())
    except TypeError:
        return Unchecked("has a result that the CEL library does not hand out")
