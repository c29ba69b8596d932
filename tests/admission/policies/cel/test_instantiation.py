from __future__ import annotations

import pytest

from dslint.admission.policies.cel.expression import Expression

from .expressions import compiled, refusal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("int('x') == 1", "type conversion error from 'string' to 'int'"),
        ("object.a == double('x')", "type conversion error from 'string' to 'double'"),
        ("int(dyn('x')) == 1", "type conversion error from 'string' to 'int'"),
        ("[1].all(i, bool('x'))", "type conversion error from 'string' to 'bool'"),
        ("'a'.find('(') == ''", "error parsing regexp: missing closing ): `(`"),
        ("object.a.findAll('[') == []", "error parsing regexp: missing closing ]: `[`"),
    ],
)
def test_a_constant_that_cannot_be_converted_is_refused(text: str, message: str) -> None:
    assert refusal(text) == f"program instantiation failed: {message}"


def test_before_1_29_no_validator_finds_a_pattern_first() -> None:
    assert refusal("'a'.matches('(')", "1.28") == (
        "program instantiation failed: error parsing regexp: missing closing ): `(`"
    )


@pytest.mark.parametrize("text", ["int('1') + int(object.a)", "string(1.5) == 'a'", "'a'.find(object.a + '(') == ''"])
def test_what_can_be_converted_or_is_not_constant_is_taken(text: str) -> None:
    assert isinstance(compiled(text, stored=False), Expression)
