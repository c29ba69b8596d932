from __future__ import annotations

import pytest

from .expressions import error, value

OBJECT = {"spaced": " 5", "signed": "+5", "number": 5, "real": 2.5, "text": "1.5"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("int(object.signed) + int(object.number) + int(object.real)", 12),
        ("double(object.text) + double(object.number)", 6.5),
        ("'1-2'.split('-').map(s, int(s))", [1, 2]),
        ("string(timestamp('2024-01-01T00:00:00.5Z'))", "2024-01-01T00:00:00.5Z"),
        ("string(duration('1.5s')) + string(duration('90m')) + string(duration('-1.5s'))", "1.5s5400s-1.5s"),
        ("string(object.number) + string(object.real)", "52.5"),
        ("['5'].all(string, int(string) == 5 && '%s'.format([string]) == '5')", True),
    ],
)
def test_values_are_converted_as_by_the_server(text: str, expected: object) -> None:
    assert value(text, object=OBJECT) == expected


@pytest.mark.parametrize("kind", ["int", "uint", "double"])
def test_a_number_has_no_space_around_it(kind: str) -> None:
    assert error(f"{kind}(object.spaced)", object=OBJECT) == f"type conversion error from 'string' to '{kind}'"
    assert error(f"'1, 2'.split(',').all(s, {kind}(s) > {kind}(0))") == (
        f"type conversion error from 'string' to '{kind}'"
    )
