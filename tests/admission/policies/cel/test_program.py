from __future__ import annotations

import pytest

from .expressions import reason, value

USER = {"userInfo": {"username": "admin", "groups": ["a"]}, "name": "agent"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("request.userInfo.username", "admin"),
        ("has(request.userInfo)", True),
        ("has(request.userInfo.uid)", False),
        (".request.userInfo.groups == ['a']", True),
        ("dyn(request).name", "agent"),
        ("['a'].all(request, request == 'a')", True),
        ("['a'].all(variables, variables.startsWith('a'))", True),
    ],
)
def test_the_request_is_read_where_it_is_known(text: str, expected: object) -> None:
    assert value(text, request=USER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quantity('1') == quantity('1000m')", True),
        ("quantity('1') != dyn(quantity('1000m'))", False),
        ("variables.one == variables.same", True),
        ("semver('1.2.3+a') == semver('1.2.3+b')", True),
        ("type(ip('::1')) == net.IP", True),
        ("net.CIDR != type(cidr('::/0'))", False),
        ("type(object.metadata.name) == net.IP", False),
        ("string(ip('0:0::1'))", "::1"),
        ("string(12)", "12"),
        ("[1, 2].first().value() + [1, 2].last().value()", 3),
        ("[].last().hasValue()", False),
        ("format.named('uuid').value().validate('x').value()", ["does not match the UUID format"]),
        ("format.named('nothing').hasValue()", False),
        ("format.uuid().validate('6ba7b810-9dad-11d1-80b4-00c04fd430c8').hasValue()", False),
        ("object.metadata.name.indexOf('g') + ['a', 'b'].indexOf('b')", 2),
        ("variables.maybe.orValue('x')", "agent"),
    ],
)
def test_functions_of_kubernetes_are_called_by_what_their_arguments_are(text: str, expected: object) -> None:
    variables = {"one": "quantity('1')", "same": "quantity('1000m')", "maybe": "object.?metadata.?name"}
    assert value(text, variables) == expected


def test_what_the_library_cannot_do_is_said() -> None:
    assert reason("[duration('1h')].max() == duration('1h')") == "calls max on a list of duration"
    assert reason("optional.unwrap([optional.of(1)]) == [1]") == "calls optional.unwrap"
    assert reason("dyn(net.IP) == 1") == "uses the type net.IP as a value"
    assert reason("dyn(variables) == 1") == "uses all variables of the policy at once"
    assert reason("[1].all(object, .object == null)") == "uses .object where a loop has a variable of that name"
    assert "another variable has a name of the request's" in reason(
        "[1].all(object, variables.maybe.hasValue())", {"maybe": "object.?metadata"}
    )
