"""IP addresses: sloppy ones as older servers take them, and strict ones."""

from __future__ import annotations

import pytest

from dslint.validation.addresses import (
    LEADING_ZEROS,
    MAPPED,
    PLAIN,
    WITH_EXAMPLES,
    address_errors,
    canonical_address,
)
from tests.validation.objects import release_of


@pytest.mark.parametrize("version", ["1.29", "1.33", "1.36"])
@pytest.mark.parametrize("text", ["10.9.8.7", "0.0.0.0", "255.255.255.255", "::1", "2001:db8::ffff", "2001:DB8::0:1"])
def test_an_address_is_an_address_in_every_version(text: str, version: str) -> None:
    assert address_errors(text, release_of(version)) == []


@pytest.mark.parametrize(
    "text",
    ["", "10.9.8", "10.9.8.256", "10.9.8.7.6", "10.9.8.7/24", " 10.9.8.7", "fe80::1%eth0", ":::", "host", "1.2.3.-4"],
)
def test_what_is_none_is_told_in_the_words_of_the_version(text: str) -> None:
    assert address_errors(text, release_of("1.29")) == [PLAIN]
    assert address_errors(text, release_of("1.30")) == [WITH_EXAMPLES]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("010.9.8.7", LEADING_ZEROS),
        ("10.9.8.00", LEADING_ZEROS),
        ("::ffff:10.9.8.7", MAPPED),
        ("::ffff:a09:807", MAPPED),
    ],
)
def test_strict_servers_take_neither_leading_zeros_nor_mapped_addresses(text: str, error: str) -> None:
    assert address_errors(text, release_of("1.35")) == []
    assert address_errors(text, release_of("1.35 StrictIPCIDRValidation")) == [error]
    assert address_errors(text, release_of("1.36")) == [error]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("10.9.8.7", "10.9.8.7"),
        ("010.09.8.007", "10.9.8.7"),
        ("::ffff:10.9.8.7", "10.9.8.7"),
        ("2001:DB8:0::1", "2001:DB8:0::1"),
        ("10.9.8.256", None),
        ("host", None),
    ],
)
def test_the_canonical_address_has_no_leading_zeros_and_is_ipv4_where_it_can_be(
    text: str, canonical: str | None
) -> None:
    assert canonical_address(text) == canonical
