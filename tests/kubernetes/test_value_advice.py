"""What to write instead of an invalid value."""

from __future__ import annotations

import pytest

from dslint.kubernetes.value_advice import in_mebibytes, value_advice, value_fix


@pytest.mark.parametrize(
    ("error", "help_"),
    [
        ("must be between 1 and 65535, inclusive", "write a number from 1 to 65535"),
        ("must be between -1000 and 1000, inclusive", "write a number from -1000 to 1000"),
        ("must be greater than or equal to 0", "write 0 or a larger number"),
        ("must be greater than 0", "write 1 or a larger number"),
        ("must be no more than 63 characters", "shorten it to 63 characters"),
        ("value must be empty when `operator` is 'Exists'", "remove value, or set operator to Equal"),
        ("must not contain '..'", "write the path without .."),
        ("must be greater than or equal to aggregate container requests of 30m", None),
        ("something that nobody has read yet", None),
    ],
)
def test_the_help_follows_from_the_words(error: str, help_: str | None) -> None:
    assert value_advice(error) == help_


def test_a_name_is_told_from_a_label() -> None:
    name = value_advice("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'")
    label = value_advice("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.'")
    assert name is not None
    assert label is not None
    assert ("lowercase" in name, "lowercase" in label) == (True, False)


@pytest.mark.parametrize(
    ("error", "value", "meant"),
    [
        ("must be a number between 0 and 0777 (octal), both inclusive", 644, 0o644),
        ("must be a number between 0 and 0777 (octal), both inclusive", 777, 0o777),
        ("must be a number between 0 and 0777 (octal), both inclusive", 800, None),
        ("must be a number between 0 and 0777 (octal), both inclusive", 1644, None),
        ("must not have leading or trailing whitespace", " agent:1.0 ", "agent:1.0"),
        ("not a valid selector operator", "in", "In"),
        ("not a valid selector operator", "gt", None),
        ("must be greater than zero", 0, None),
    ],
)
def test_a_value_is_written_anew_where_the_error_says_how(error: str, value: object, meant: object) -> None:
    fix = value_fix(error, value, ("spec",))
    assert (fix.edits[0].value if fix else None) == meant


@pytest.mark.parametrize(("text", "meant"), [("256m", "256Mi"), ("1.5m", None), ("0m", None), ("256", None)])
def test_thousandths_of_a_byte_are_meant_as_mebibytes(text: str, meant: str | None) -> None:
    fix = in_mebibytes(text, ("memory",))
    assert (fix.edits[0].value if fix else None) == meant


@pytest.mark.parametrize(("value", "meant"), [("in", "In"), ("NOTIN", "NotIn"), ("Exists", None), ("exists", None)])
def test_fields_of_nodes_have_fewer_operators(value: str, meant: str | None) -> None:
    fix = value_fix("not a valid selector operator", value, ("matchFields", 0, "operator"))
    assert (fix.edits[0].value if fix else None) == meant
