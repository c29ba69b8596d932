from __future__ import annotations

import pytest

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.engine import AUTHORIZER, REQUEST, USER, NotKnownError
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.functions.overloads import FunctionError
from dslint.admission.policies.cel.outcomes import Outcome, Value

from .expressions import VALUES, composed, error, reason, value

VARIABLES = {
    "containers": "object.spec.template.spec.containers",
    "images": "variables.containers.map(c, c.image)",
    "bad": "object.metadata.annotations['x']",
    "hour": "duration('1h')",
    "maybe": "object.?metadata.?name",
    "who": "request.userInfo.username",
    "wrong": "1 + 'a'",
}


def test_a_variable_is_evaluated_when_it_is_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluated: list[str] = []
    evaluate = Expression.evaluate

    def counted(self: Expression, activation: Activation) -> Outcome:
        evaluated.append(self.text)
        return evaluate(self, activation)

    monkeypatch.setattr(Expression, "evaluate", counted)
    activation = Activation(VALUES, composed(VARIABLES))
    assert activation.variable("images") == ["registry.example/agent:2.3.0"]
    assert activation.variable("images") == ["registry.example/agent:2.3.0"]
    assert evaluated == [VARIABLES["images"], VARIABLES["containers"]]


def test_values_of_all_types_reach_the_expression() -> None:
    assert value("variables.images[0].endsWith('2.3.0')", VARIABLES) is True
    assert value("variables.hour > duration('59m')", VARIABLES) is True
    assert value("variables.maybe.orValue('none')", VARIABLES) == "agent"
    assert value("has(variables.bad)", VARIABLES) is True


def test_the_error_of_a_variable_names_it() -> None:
    assert error("variables.bad == 'x'", VARIABLES) == (
        'composited variable "bad" fails to evaluate: no such key: annotations'
    )
    assert error("variables.wrong == 1", VARIABLES).startswith('composited variable "wrong" fails to compile: ')


def test_what_a_variable_does_not_know_is_not_known_of_the_expression() -> None:
    assert (
        reason("variables.who == 'admin'", VARIABLES) == "depends on the user that makes the request (request.userInfo)"
    )
    with pytest.raises(NotKnownError):
        Activation(VALUES, composed(VARIABLES)).variable("who")
    with pytest.raises(FunctionError):
        Activation(VALUES, composed(VARIABLES)).variable("bad")


def test_activations_of_one_request_share_what_was_converted() -> None:
    plain = Activation(VALUES)
    one = composed({"x": "1"})["x"]
    assert isinstance(one, Expression)
    derived = plain.with_variables({"x": one})
    assert derived.converted(one.engine) is plain.converted(one.engine)
    assert derived.variable("x") == 1
    assert one.evaluate(plain) == Value(1)


def test_a_request_with_a_user_tells_who_it_is() -> None:
    user = {"username": "admin", "groups": ["system:masters"]}
    activation = Activation({"request": {"name": "agent", "userInfo": user}})
    assert activation.request(USER) == user
    assert activation.request(REQUEST)["name"] == "agent"
    assert value("request.userInfo.groups[0]", request={"userInfo": user}) == "system:masters"
    with pytest.raises(NotKnownError, match="authorizer"):
        activation.request(AUTHORIZER)


def test_what_is_not_known_does_not_matter_where_the_rest_decides() -> None:
    assert value("false && request.userInfo.username == 'admin'") is False
    assert (
        value("request.operation == 'CREATE' || authorizer.group('').resource('pods').check('get').allowed()") is True
    )
    assert reason("authorizer.path('/').check('get').allowed() && true").startswith("depends on what the user")
    assert reason("object.x == 1 && request.userInfo.username == 'admin'").startswith("depends on the user")
