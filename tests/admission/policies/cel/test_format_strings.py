from __future__ import annotations

import pytest

from dslint.admission.policies.cel.expression import Expression

from .expressions import compiled, refusal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "'%d'.format(['a'])",
            "1:14: error during formatting: decimal clause can only be used on integers, was given string",
        ),
        ("'%q'.format([1])", 'could not parse formatting clause: unrecognized formatting clause "q"'),
        ("'%s %s'.format(['a'])", "index 1 out of range"),
        ("'%s'.format(['a', 'b'])", "too many arguments supplied to string.format (expected 1, got 2)"),
        ("'100%'.format([1])", "unexpected end of string"),
        ("'%.2'.format([1.0])", "error while parsing precision: could not find end of precision specifier"),
        ("'%f'.format([1])", "fixed-point clause can only be used on doubles, was given int"),
        ("'%e'.format([true])", "scientific clause can only be used on doubles, was given bool"),
        ("'%b'.format(['a'])", "only integers and bools can be formatted as binary, was given string"),
        ("'%X'.format([1.0])", "only integers, byte buffers, and strings can be formatted as hex, was given double"),
        ("'%o'.format(['a'])", "octal clause can only be used on integers, was given string"),
        ("'%s'.format([[quantity('1')]])", "was given kubernetes.Quantity"),
        ("'%s'.format([{'a': ip('::1')}])", "was given net.IP"),
    ],
)
def test_a_clause_that_does_not_fit_its_argument_is_refused(text: str, message: str) -> None:
    assert message in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "'%s has %d'.format([object.metadata.name, 3])",
        "'100%% of %s'.format([[1, 2]])",
        "'%.3f %x %s'.format([1.5, b'a', {'a': duration('1h')}])",
        "object.metadata.name.format([1])",
        "'%d'.format(object.list)",
    ],
)
def test_what_fits_or_is_not_known_is_taken(text: str) -> None:
    assert isinstance(compiled(text, stored=False), Expression)
