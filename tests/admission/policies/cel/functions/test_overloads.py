from __future__ import annotations

import pytest

from dslint.admission.policies.cel.functions.overloads import overload, parse_signature


@pytest.mark.parametrize(
    ("text", "name", "member", "arguments", "result"),
    [
        ("isQuantity(string) -> bool", "isQuantity", False, ["string"], "bool"),
        ("<string>.find(string) -> string", "find", True, ["string", "string"], "string"),
        ("<list(A)>.indexOf(A) -> int", "indexOf", True, ["list(A)", "A"], "int"),
        ("_[_](map(A, B), A) -> B", "_[_]", False, ["map(A, B)", "A"], "B"),
        ("ip.isCanonical(string) -> bool", "ip.isCanonical", False, ["string"], "bool"),
        ("optional.none() -> optional_type(A)", "optional.none", False, [], "optional_type(A)"),
        ("cel.@mapInsert(map(A, B), A, B) -> map(A, B)", "cel.@mapInsert", False, ["map(A, B)", "A", "B"], "map(A, B)"),
    ],
)
def test_a_signature_is_read(text: str, name: str, member: bool, arguments: list[str], result: str) -> None:
    found = parse_signature(text)
    assert (found.name, found.member, [*map(str, found.arguments)], str(found.result)) == (
        name,
        member,
        arguments,
        result,
    )


def test_a_function_of_the_library_has_no_implementation() -> None:
    assert overload("f() -> int").implementation is None
    assert overload("f() -> int", len).implementation is len
