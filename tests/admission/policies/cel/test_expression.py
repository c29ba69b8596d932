from __future__ import annotations

import pytest

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.outcomes import Value

from .expressions import VALUES, compiled, error, reason, value


def test_it_is_evaluated_on_the_object_and_the_request() -> None:
    assert value("object.spec.template.spec.containers.all(c, c.image.startsWith(params.data.registry))") is True
    assert value("'%s of %s'.format([request.operation, namespaceObject.metadata.name])") == "CREATE of logging"


def test_values_are_plain() -> None:
    assert value("object", object={"a": [1, 2.5, None, "x"]}) == {"a": [1, 2.5, None, "x"]}


def test_errors_are_in_the_words_of_the_server() -> None:
    assert error("object.metadata.annotations['x']") == "no such key: annotations"
    assert error("object.spec.template.spec.containers[3].name") == "index out of bounds: 3"
    assert error("1 / (object.spec.size() - 1)") == "division by zero"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("has(oldObject.spec)", False),
        ("has(object.metadata.name.first)", False),
        ("object.?metadata.?name.?first.orValue('none')", "none"),
        ("object.metadata.name[?0].orValue('none')", "none"),
        ("oldObject.?spec.hasValue()", False),
        ("!has(oldObject.spec) || oldObject.spec.x == 1", True),
    ],
)
def test_a_field_of_something_without_fields_is_absent(text: str, expected: object) -> None:
    assert value(text) == expected


def test_a_field_of_something_without_fields_is_an_error_where_it_is_needed() -> None:
    assert error("oldObject.spec.x == 1") == "no such key: spec"
    assert error("object.metadata.name.first == 'a'") == "no such key: first"
    assert error("has(object.spec.template.spec.containers.first)") == "unsupported index type 'string' in list"


def test_an_index_outside_of_a_text_is_named() -> None:
    assert error("object.metadata.name.charAt(9)") == "index out of range: 9"
    assert error("object.metadata.name.substring(9)") == "index out of range: 9"
    assert error("object.metadata.name.substring(3, 1)") == "invalid substring range. start: 3, end: 1"
    assert value("object.metadata.name.indexOf('a', 30)") == -1


def test_an_optional_value_is_no_result() -> None:
    assert reason("object.?metadata") == "has an optional value as its result"


def test_what_the_library_cannot_read_has_no_value() -> None:
    assert reason("'a' + " * 40 + "'a' == ''") == "is nested deeper than the CEL library reads"


def test_it_names_the_fields_that_it_refers_to() -> None:
    expression = compiled("object.spec.template.spec.containers.all(c, c.image != '') && has(request.namespace)")
    assert isinstance(expression, Expression)
    assert expression.references == {
        ("object", "spec", "template", "spec", "containers", "*", "image"),
        ("request", "namespace"),
    }


def test_a_part_can_be_evaluated_with_names_bound() -> None:
    expression = compiled("object.spec.template.spec.containers.all(c, c.name == 'main')")
    assert isinstance(expression, Expression)
    (body,) = [node for node in _nodes(expression) if getattr(node, "function", "") == "_==_"]
    assert expression.part(body, Activation(VALUES), {"c": {"name": "main"}}) is True
    assert repr(expression.part(body, Activation(VALUES), {"c": {}})) == "absent"


def _nodes(expression: Expression) -> list[object]:
    from dslint.admission.policies.cel.syntax_tree import nodes

    return list(nodes(expression.tree.root))


def test_one_expression_serves_any_number_of_requests() -> None:
    expression = compiled("object.metadata.name")
    assert isinstance(expression, Expression)
    assert expression.evaluate({**VALUES, "object": {"metadata": {"name": "one"}}}) == Value("one")
    assert expression.evaluate({**VALUES, "object": {"metadata": {"name": "two"}}}) == Value("two")
