from __future__ import annotations

import pytest

from dslint.admission.policies.cel.runtime_messages import in_words_of_the_server

from .expressions import error


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("object.x", "no such key: x"),
        ("object[1]", "no such key: 1"),
        ("object.spec.template.spec.containers[-1]", "index out of bounds: -1"),
        ("object.spec.template.spec.containers[object.kind]", "unsupported index type 'string' in list"),
        ("1 / int(object.kind.size() - 9)", "division by zero"),
        ("1 % (object.kind.size() - 9)", "modulus by zero"),
        ("9223372036854775807 + object.kind.size()", "integer overflow"),
        ("1u - 2u", "unsigned integer overflow"),
        ("int(object.kind)", "type conversion error from 'string' to 'int'"),
        ("double(object.kind)", "type conversion error from 'string' to 'double'"),
        ("bool(object.kind)", "type conversion error from 'string' to 'bool'"),
        ("duration(object.kind)", "type conversion error from 'string' to 'google.protobuf.Duration'"),
        ("timestamp(object.kind)", "type conversion error from 'string' to 'google.protobuf.Timestamp'"),
        ("int(1e30 * double(object.spec.size()))", "integer overflow"),
        ("uint(object.spec.size() - 9)", "unsigned integer overflow"),
        ("string(b'\\xff' + bytes(object.kind))", "invalid UTF-8 in bytes, cannot convert to string"),
        ("optional.none().value()", "optional.none() dereference"),
        ("object.kind.matches(object.kind + '(')", "error parsing regexp: missing closing ): `DaemonSet(`"),
        ("object.kind.startsWith(object.spec)", "no such overload"),
        ("object.kind + 1", "no such overload"),
        ("object.spec + 1", "no such overload: _+_"),
        ("object.spec < 1", "no such overload: _<_"),
        ("-object.spec", "no such overload: -_"),
        ("!object.kind", "no such overload"),
        ("object.kind && true", "no such overload"),
        ("object.kind ? 1 : 2", "no such overload"),
        ("1 in object.kind", "no such overload"),
        ("string(object)", "no such overload: string(map)"),
        ("quantity(object)", "no such overload: quantity(map)"),
        ("object.kind.all(x, true)", "got 'types.String', expected iterable type"),
        (
            "'%d'.format(dyn(['a']))",
            "error during formatting: decimal clause can only be used on integers, was given string",
        ),
        ("'%q'.format(dyn([1]))", 'could not parse formatting clause: unrecognized formatting clause "q"'),
        ("'%s %s'.format(dyn(['a']))", "index 1 out of range"),
    ],
)
def test_errors_have_the_words_of_the_server(text: str, message: str) -> None:
    assert error(text) == message


def test_other_words_lose_only_their_code() -> None:
    assert in_words_of_the_server("INVALID_ARGUMENT: something new") == "something new"
    assert in_words_of_the_server("something without a code") == "something without a code"
    assert in_words_of_the_server("UNKNOWN: No matching overloads found : join") == "no such overload"
