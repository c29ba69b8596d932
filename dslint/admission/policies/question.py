"""One policy asked about one request with one parameter: conditions, validations, messages, audit annotations.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin: policy/validating/validator.go, cel/condition.go,
webhook/matchconditions/matcher.go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.admission.policies.cel.outcomes import CompileError, Reading, Unchecked, Value
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.inputs import hidden
from dslint.admission.policies.policy_objects import NamedExpression, Validation
from dslint.findings import FieldPath

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dslint.admission.policies.cel.activation import Activation
    from dslint.admission.policies.cel.environment import Result

LONGEST_MESSAGE = 5 * 1024
"""In bytes: the server does not use a longer one."""


class Decision(NamedTuple):
    """Why a policy does not accept a request, or cannot be checked. `denies_always`: whatever the binding says."""

    message: str
    path: FieldPath = ("spec",)
    reason: str = "Invalid"
    readings: tuple[Reading, ...] = ()
    unchecked: bool = False
    denies_always: bool = False


class _Failed(NamedTuple):
    """An expression without a value: the server's error, or why dslint cannot tell."""

    message: str
    readings: tuple[Reading, ...] = ()
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`activation` is what expressions see, `before` what match conditions see: no namespace and no variables.

    `unknown` has words of expressions whose errors come from what is not known here, with the reason.
    """

    compiled: CompiledPolicy
    activation: Activation
    before: Activation
    unknown: Mapping[str, str]

    def decisions(self) -> Iterator[Decision]:
        """Why the policy does not accept the request; none if it does, or if it is not about it."""
        skipped = self._condition()
        if isinstance(skipped, Decision):
            yield skipped
            return
        if skipped:
            return
        policy = self.compiled.policy
        yield from filter(None, map(self._validation, policy.validations))
        yield from filter(None, map(self._annotation, policy.annotations))

    def _condition(self) -> Decision | bool:
        """Whether a match condition is false, or why that cannot be told. A false one counts before any error."""
        failed: list[tuple[NamedExpression, _Failed]] = []
        for condition in self.compiled.policy.conditions:
            found = self._value(condition.expression, "bool", with_variables=False)
            if isinstance(found, _Failed):
                failed.append((condition, found))
            elif found is False:
                return True
        for condition, one in failed:
            if one.unchecked:
                return Decision(one.message, condition.path, readings=one.readings, unchecked=True)
        if not failed:
            return False
        if not self.compiled.policy.fails:
            return True
        messages = list(dict.fromkeys(one.message for _, one in failed))
        text = messages[0] if len(messages) == 1 else f"[{', '.join(messages)}]"
        return Decision(text, failed[0][0].path, readings=failed[0][1].readings)

    def _validation(self, validation: Validation) -> Decision | None:
        path = (*validation.path, "expression")
        found = self._value(validation.expression, "bool")
        if isinstance(found, _Failed):
            return self._of_failure(found, path)
        if found is True:
            return None
        return Decision(self._message(validation), path, validation.reason, self._readings(validation))

    def _of_failure(self, failed: _Failed, path: FieldPath, *, denies_always: bool = False) -> Decision | None:
        if failed.unchecked:
            return Decision(failed.message, path, readings=failed.readings, unchecked=True)
        if not self.compiled.policy.fails:
            return None
        return Decision(failed.message, path, readings=failed.readings, denies_always=denies_always)

    def _message(self, validation: Validation) -> str:
        """The text of the policy's author, else its expression."""
        text = ""
        if validation.message_expression:
            found = self._value(validation.message_expression, "string")
            text = found.strip() if isinstance(found, str) else ""
        if len(text.encode("utf-8", "replace")) > LONGEST_MESSAGE or "\n" in text:
            text = ""
        return text or validation.message.strip() or f"failed expression: {validation.expression.strip()}"

    def _annotation(self, annotation: NamedExpression) -> Decision | None:
        """An audit annotation changes nothing, unless its expression fails."""
        found = self._value(annotation.expression, "string or null")
        return self._of_failure(found, annotation.path, denies_always=True) if isinstance(found, _Failed) else None

    def _value(self, text: str, result: Result, *, with_variables: bool = True) -> Any:
        expression = self.compiled.expression(text, result, with_variables=with_variables)
        if isinstance(expression, CompileError):
            return _Failed(f"its expression is not valid: {expression.message.splitlines()[0]}", unchecked=True)
        activation = self.activation if with_variables else self.before
        faster = self.compiled.inlined(expression) if with_variables and self.compiled.policy.variables else None
        outcome = faster.evaluate(activation) if faster is not None else expression.evaluate(activation)
        if faster is not None and not isinstance(outcome, Value):
            outcome = expression.evaluate(activation)
        if isinstance(outcome, Value):
            reason = hidden(self._texts(text))
            return outcome.value if reason is None else _Failed(reason, unchecked=True)
        if isinstance(outcome, Unchecked):
            return _Failed(outcome.reason, unchecked=True)
        reason = self._not_known(text)
        if reason is not None:
            return _Failed(reason, unchecked=True)
        message = f"expression '{text}' resulted in error: {outcome.message}"
        return _Failed(message, expression.readings(activation))

    def _not_known(self, text: str) -> str | None:
        """Why an error may come from what is not known, directly or through a variable."""
        texts = self._texts(text)
        return next((reason for word, reason in self.unknown.items() if any(word in one for one in texts)), None)

    def _texts(self, text: str) -> list[str]:
        """An expression and the variables that it names."""
        return [text, *(one.expression for one in self.compiled.policy.variables if f"variables.{one.name}" in text)]

    def _readings(self, validation: Validation) -> tuple[Reading, ...]:
        """What a validation that is false has read."""
        expression = self.compiled.expression(validation.expression, "bool")
        return () if isinstance(expression, CompileError) else expression.readings(self.activation)
