from __future__ import annotations

import pytest

from dslint.admission.policies.cel.expression import Expression

from .expressions import compiled, refusal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("foo == 1", "1:1: undeclared reference to 'foo' (in container '')"),
        (
            "object.metadata.name.startsWith(3)",
            "1:32: found no matching overload for 'startsWith' applied to 'dyn.(int)'",
        ),
        ("'a' + 1", "1:5: found no matching overload for '_+_' applied to '(string, int)'"),
        ("1 == 1.0", "found no matching overload for '_==_' applied to '(int, double)'"),
        ("size(1)", "found no matching overload for 'size' applied to '(int)'"),
        ("'a'.x", "1:4: type 'string' does not support field selection"),
        ("1 && true", "1:1: expected type 'bool' but found 'int'"),
        ("[1].all(x, x)", "expected type 'bool' but found 'int'"),
        (
            "1.all(x, true)",
            "expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)",
        ),
        ("Foo{}", "undeclared reference to 'Foo' (in container '')"),
        ("[?1]", "1:3: expected type 'optional_type(int)' but found 'int'"),
        ("{'a': 1}[1]", "found no matching overload for '_[_]' applied to '(map(string, int), int)'"),
        (
            "sets.contains([1], ['a'])",
            "found no matching overload for 'sets.contains' applied to '(list(int), list(string))'",
        ),
        ("quantity('1') == 1", "applied to '(kubernetes.Quantity, int)'"),
    ],
)
def test_what_has_the_wrong_type_is_refused(text: str, message: str) -> None:
    assert message in refusal(text)


@pytest.mark.parametrize(
    ("text", "type_name"),
    [
        ("1 < 1.5", "bool"),
        ("object.a.b", "dyn"),
        ("[1, 2].map(x, x * 2)", "list(int)"),
        ("{'a': 1}.map(k, k)", "list(string)"),
        ("{'a': [1]}.a[0]", "int"),
        ("[]", "list(dyn)"),
        ("object.?a.?b", "optional_type(dyn)"),
        ("{'a': 1}[?'a'].orValue(2)", "int"),
        ("type(1)", "type(int)"),
        ("object == null", "bool"),
        ("ip('::1') == null", "bool"),
        ("[[1], []]", "list(list(int))"),
        ("true ? 1 : object.a", "dyn"),
        ("optional.none()", "optional_type(dyn)"),
        ("[1].exists_one(x, x == 1)", "bool"),
        ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", "bool"),
        ("authorizer.requestResource.check('get').allowed()", "bool"),
    ],
)
def test_an_expression_has_the_type_that_the_server_gives_it(text: str, type_name: str) -> None:
    found = compiled(text)
    assert isinstance(found, Expression), found
    assert str(found.type) == type_name


def test_all_errors_are_reported() -> None:
    message = refusal("foo + bar")
    assert message.index("1:1: undeclared reference to 'foo'") < message.index("1:7: undeclared reference to 'bar'")
