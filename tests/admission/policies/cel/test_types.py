from __future__ import annotations

import pytest

from dslint.admission.policies.cel.types import (
    BOOL,
    BYTES,
    DOUBLE,
    DYN,
    ERROR,
    INT,
    NULL,
    OPAQUE,
    PARAMETER,
    STRING,
    TIMESTAMP,
    UINT,
    Type,
    equivalent,
    list_of,
    map_of,
    optional_of,
    parameter,
    parse_type,
    replaced,
    struct,
    type_of,
)


@pytest.mark.parametrize(
    "text", ["int", "list(string)", "map(string, list(dyn))", "optional_type(int)", "kubernetes.Quantity", "type(A)"]
)
def test_types_are_shown_as_they_are_read(text: str) -> None:
    assert str(parse_type(text)) == text


def test_names_tell_what_a_type_is() -> None:
    assert parse_type("A").kind == PARAMETER
    assert parse_type("net.IP").kind == OPAQUE
    assert parse_type("list(A)") == list_of(parameter("A"))
    assert optional_of(INT).is_optional
    assert ERROR.is_dyn
    assert not struct("Pod").is_dyn


def test_messages_name_some_types_otherwise() -> None:
    assert (str(NULL), str(ERROR), TIMESTAMP.declared) == ("null", "!error!", "google.protobuf.Timestamp")
    assert list_of(TIMESTAMP).declared == "list(google.protobuf.Timestamp)"


def test_literals_have_types() -> None:
    values = (True, 1, 1.5, "a", b"a", None)
    assert [type_of(value, unsigned=False) for value in values] == [BOOL, INT, DOUBLE, STRING, BYTES, NULL]
    assert type_of(1, unsigned=True) == UINT


def test_parts_of_a_type_can_be_replaced() -> None:
    found = replaced(map_of(STRING, list_of(INT)), lambda part: DYN if part == INT else None)
    assert found == map_of(STRING, list_of(DYN))


def test_equivalent_types_may_have_other_parameters() -> None:
    assert equivalent(list_of(parameter("A")), list_of(parameter("B")))
    assert not equivalent(list_of(INT), list_of(DYN))
    assert not equivalent(Type("list"), list_of(INT))
