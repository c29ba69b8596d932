"""A compiled expression, which can be evaluated on any number of requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.engine import Engine, Frame
from dslint.admission.policies.cel.outcomes import EvaluationError, Unchecked, Value
from dslint.admission.policies.cel.program import Meaning, NotPossibleError, program_of
from dslint.admission.policies.cel.runtime_messages import OPTIONAL_TARGET, WRONG_TARGET, in_words_of_the_server
from dslint.admission.policies.cel.syntax_tree import Node, SyntaxTree
from dslint.admission.policies.cel.tree_bytes import write_tree
from dslint.admission.policies.cel.types import Type

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

    def evaluate(self, activation: Activation | Mapping[str, Any]) -> Value | EvaluationError | Unchecked:
        """The result; errors in the server's words. Unchecked if it depends on what is not known here."""
        if self.program is None:
            return Unchecked(self.impossible)
        asked = activation if isinstance(activation, Activation) else Activation(activation)
        result, said = self._run(asked, careful=False)
        if said and (WRONG_TARGET in said or said.endswith(OPTIONAL_TARGET)):
            result, _ = self._run(asked, careful=True)
        return result

    def _run(self, activation: Activation, *, careful: bool) -> tuple[Value | EvaluationError | Unchecked, str]:
        """The result, and what the library says if it fails."""
        frame = Frame(activation.variable, activation.request)
        try:
            value = self.engine.run(self._program(careful=careful), activation.converted(self.engine), frame)
        except (RuntimeError, NotPossibleError) as error:
            return Unchecked(frame.unknown or f"cannot be evaluated by the CEL library: {error}"), ""
        if value.type().name() != "ERROR":
            return _plain(value), ""
        if frame.unknown:
            return Unchecked(frame.unknown), ""
        said = _said(value)
        if not said:
            return Unchecked("has an optional value as its result"), ""
        if _NOT_OURS in said:
            return Unchecked(f"cannot be evaluated by the CEL library: {said}"), ""
        return EvaluationError(in_words_of_the_server(said)), said

    def _program(self, *, careful: bool) -> Any:
        found = self._programs.get(careful)
        if found is None:
            assert self.program is not None
            node = program_of(self.tree, self.meaning, careful=True) if careful else self.program
            found = self._programs[careful] = self.engine.program(write_tree(node))
        return found


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
