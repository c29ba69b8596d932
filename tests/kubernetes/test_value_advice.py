"""What to write instead of an invalid value."""

from __future__ import annotations

import pytest

from dslint.kubernetes.value_advice import value_advice


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
