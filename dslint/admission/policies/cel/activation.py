"""What expressions are evaluated on: the object, the request and the rest, and the policy's variables on demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dslint.admission.policies.cel.engine import AUTHORIZER, DRY_RUN, ROOTS, USER, Engine, NotKnownError
from dslint.admission.policies.cel.functions.overloads import FunctionError
from dslint.admission.policies.cel.outcomes import CompileError, EvaluationError, Outcome, Unchecked

if TYPE_CHECKING:
    from dslint.admission.policies.cel.expression import Expression

USER_IS_UNKNOWN = "depends on the user that makes the request (request.userInfo)"
DRY_RUN_IS_UNKNOWN = "depends on whether the request is a dry run (request.dryRun)"
AUTHORIZER_IS_UNKNOWN = "depends on what the user is allowed to do (authorizer)"


class Activation:
    """Values for `object`, `oldObject`, `request`, `params` and `namespaceObject`, as plain values of JSON.

    They are converted for the library once: keep an activation for all expressions about one request, and derive those
    of policies from it with `with_variables`. A request without userInfo is one of a user that is not known.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        variables: Mapping[str, Expression | CompileError] | None = None,
        *,
        _converted: dict[Engine, Any] | None = None,
    ) -> None:
        self.values = values
        self.variables = variables or {}
        self._converted = {} if _converted is None else _converted
        self._results: dict[str, Outcome] = {}

    def with_variables(self, variables: Mapping[str, Expression | CompileError]) -> Activation:
        """The same request for a policy with variables of its own, not evaluated yet."""
        return Activation(self.values, variables, _converted=self._converted)

    def converted(self, engine: Engine) -> Any:
        found = self._converted.get(engine)
        if found is None:
            roots = {name: self.values[name] for name in ROOTS if name in self.values}
            found = self._converted[engine] = engine.activation(roots)
        return found

    def variable(self, name: str) -> Any:
        """The value of a variable. Raises FunctionError and NotKnownError."""
        result = self._results.get(name)
        if result is None:
            result = self._results[name] = self._evaluated(name)
        if isinstance(result, EvaluationError):
            raise FunctionError(result.message)
        if isinstance(result, Unchecked):
            raise NotKnownError(result.reason)
        return result.value

    def _evaluated(self, name: str) -> Outcome:
        expression = self.variables[name]
        if isinstance(expression, CompileError):
            return EvaluationError(f'composited variable "{name}" fails to compile: {expression.message}')
        result = expression.evaluate(self)
        if isinstance(result, EvaluationError):
            return EvaluationError(f'composited variable "{name}" fails to evaluate: {result.message}')
        return result

    def request(self, name: str) -> Any:
        """The request, or what its functions tell of it. Raises NotKnownError for what is not known."""
        if name == AUTHORIZER:
            raise NotKnownError(AUTHORIZER_IS_UNKNOWN)
        request = self.values.get("request") or {}
        if name == DRY_RUN:
            if "dryRun" not in request:
                raise NotKnownError(DRY_RUN_IS_UNKNOWN)
            return request["dryRun"]
        if "userInfo" not in request:
            raise NotKnownError(USER_IS_UNKNOWN)
        return request["userInfo"] if name == USER else request
