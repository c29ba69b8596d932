from __future__ import annotations

from .expressions import error, reason, value


def test_it_is_evaluated_on_the_object_and_the_request() -> None:
    assert value("object.spec.template.spec.containers.all(c, c.image.startsWith(params.data.registry))") is True
    assert value("'%s of %s'.format([request.operation, namespaceObject.metadata.name])") == "CREATE of logging"


def test_errors_are_in_the_words_of_the_server() -> None:
    assert error("object.metadata.annotations['x']") == "no such key: annotations"
    assert error("object.spec.template.spec.containers[3].name") == "index out of bounds: 3"
    assert error("1 / (object.spec.size() - 1)") == "division by zero"


def test_an_optional_value_is_no_result() -> None:
    assert reason("object.?metadata") == "has an optional value as its result"
