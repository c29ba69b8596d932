"""A policy with its expressions, each compiled when it is first needed and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dslint.admission.policies.policy_objects import Policy
from dslint.kubernetes.release import Release

if TYPE_CHECKING:
    from dslint.admission.policies.cel.environment import Result
    from dslint.admission.policies.cel.expression import Expression
    from dslint.admission.policies.cel.outcomes import CompileError

    Compiled = Expression | CompileError


@dataclass(slots=True)
class CompiledPolicy:
    """`compiled` are the expressions so far, by their text and the type that they are to have."""

    policy: Policy
    release: Release
    compiled: dict[tuple[str, str, bool], Compiled] = field(default_factory=dict)
    faster: dict[str, Expression | None] = field(default_factory=dict)
    variables: Mapping[str, Compiled] | None = None

    def expression(self, text: str, result: Result, *, with_variables: bool = True) -> Compiled:
        """Raises MissingLibraryError."""
        key = (text, result, with_variables)
        found = self.compiled.get(key)
        if found is None:
            known = self.known_variables() if with_variables else {}
            found = self.compiled[key] = self._compiled(text, result, known)
        return found

    def inlined(self, expression: Expression) -> Expression | None:
        """The same with the variables put in, which has the same values and other errors; None if it gains nothing."""
        if expression.text not in self.faster:
            from dslint.admission.policies.inlining import inlined

            self.faster[expression.text] = inlined(expression)
        return self.faster[expression.text]

    def known_variables(self) -> Mapping[str, Compiled]:
        """The variables of the policy; each may use those before it."""
        if self.variables is None:
            found: dict[str, Compiled] = {}
            for variable in self.policy.variables:
                found[variable.name] = self._compiled(variable.expression, "any", dict(found))
            self.variables = found
        return self.variables

    def _compiled(self, text: str, result: Result, variables: Mapping[str, Compiled]) -> Compiled:
        from dslint.admission.policies.cel.environment import Environment

        environment = Environment.of(self.release, stored=True)
        params = self.policy.param_kind is not None
        return environment.compile(text, result=result, variables=variables, params=params)
