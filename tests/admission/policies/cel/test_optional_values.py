"""Optional values: fields of the request, fields of what may have none, and the ends of lists."""

from __future__ import annotations

import pytest

from .expressions import reason, value

REQUEST = {"operation": "CREATE", "namespace": "team", "name": "agent"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("request.?namespace.orValue('') == 'team'", True),
        ("request.?subResource.hasValue()", False),
        ("request.?userInfo.hasValue() || true", True),
        ("has(request.dryRun)", True),
        ("oldObject.?spec.hasValue()", False),
        ("[1, 2].last().value()", 2),
        ("[].first().hasValue()", False),
        ("[{'namespace': 'a'}].all(request, request.?namespace.value() == 'a')", True),
    ],
)
def test_a_field_that_may_be_missing_is_read_alone(text: str, expected: object) -> None:
    assert value(text, request=REQUEST) == expected


def test_what_nobody_knows_of_a_request_is_said() -> None:
    assert reason("request.?dryRun.orValue(true)", request=REQUEST).startswith(
        "depends on whether the request is a dry"
    )
    assert reason("request.dryRun", request=REQUEST).startswith("depends on whether the request is a dry run")
    assert reason("request.?userInfo.?username.orValue('') == 'a'", request=REQUEST).startswith("depends on the user")
    assert value("request.?dryRun.orValue(true)", request={"dryRun": False}) is False
