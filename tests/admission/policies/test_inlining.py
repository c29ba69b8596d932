from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.engine import VARIABLE
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.outcomes import Value
from dslint.admission.policies.cel.syntax_tree import Call, nodes
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.inlining import inlined
from dslint.admission.policies.policy_objects import Policy
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL

OBJECT = {"spec": {"hostNetwork": True, "items": ["a", "b"]}}


def compiled(text: str, **variables: str) -> tuple[Expression, Activation]:
    named = [{"name": name, "expression": expression} for name, expression in variables.items()]
    policy = CompiledPolicy(Policy.of({"spec": {"variables": named}}), Release.of("1.36"))
    expression = policy.expression(text, "bool")
    assert isinstance(expression, Expression)
    return expression, Activation({"object": OBJECT}, policy.known_variables())


def calls_of_variables(expression: Expression) -> int:
    assert expression.program is not None
    return sum(isinstance(node, Call) and node.function.startswith(VARIABLE) for node in nodes(expression.program))


@pytest.mark.parametrize(
    ("text", "variables", "left"),
    [
        ("variables.spec.hostNetwork == true", {"spec": "object.spec"}, 0),
        ("variables.items.size() == 2", {"spec": "object.spec", "items": "variables.spec.items"}, 0),
        ("variables.long.all(i, i != 'c')", {"long": "object.spec.items.filter(i, i != '')"}, 0),
        ("object.spec.items.all(i, i in variables.items)", {"items": "object.spec.items"}, 0),
        ("object.spec.items.all(i, i in variables.long)", {"long": "object.spec.items.filter(i, i != '')"}, 1),
        ("['x'].all(object, variables.spec.hostNetwork == true)", {"spec": "object.spec"}, 1),
    ],
)
def test_variables_are_put_in_where_they_are_evaluated_once_or_cost_nothing(
    text: str, variables: dict[str, Any], left: int
) -> None:
    expression, activation = compiled(text, **variables)
    found = inlined(expression)
    assert calls_of_variables(found or expression) == left
    assert (found or expression).evaluate(activation) == expression.evaluate(activation) == Value(value=True)


def test_an_expression_without_variables_stays_as_it_is() -> None:
    assert inlined(compiled("object.spec.hostNetwork == true", spec="object.spec")[0]) is None
    assert inlined(compiled("object.spec.hostNetwork == true")[0]) is None


def test_variables_that_grow_without_end_are_put_in_only_so_far() -> None:
    variables = {f"v{number}": f"variables.v{number - 1} + variables.v{number - 1}" for number in range(1, 12)}
    expression, activation = compiled("variables.v11 == 2048", v0="object.spec.items.size() - 1", **variables)
    found = inlined(expression)
    assert found is not None
    assert calls_of_variables(found) > 0
    assert found.evaluate(activation) == Value(value=True)
