from __future__ import annotations

import pytest

from tests.admission.policies.cel.expressions import error, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("isIP('10.0.0.1') && isIP('::1')", True),
        ("isIP('10.0.0.256') || isIP('10.0.0.01') || isIP('::ffff:1.2.3.4') || isIP('fe80::1%eth0')", False),
        ("ip('10.0.0.1').family() == 4 && ip('::1').family() == 6", True),
        ("ip.isCanonical('::1')", True),
        ("ip.isCanonical('0:0:0::1')", False),
        ("ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified()", True),
        ("ip('127.0.0.1').isLoopback() && !ip('10.0.0.1').isLoopback()", True),
        ("ip('224.0.0.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast()", True),
        ("ip('224.0.1.1').isLinkLocalMulticast()", False),
        ("ip('169.254.1.1').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast()", True),
        ("ip('10.0.0.1').isGlobalUnicast() && ip('2001:db8::1').isGlobalUnicast()", True),
        ("ip('255.255.255.255').isGlobalUnicast() || ip('127.0.0.1').isGlobalUnicast()", False),
        ("string(ip('0:0::1'))", "::1"),
        ("ip('10.0.0.1') == ip('10.0.0.1')", True),
        ("isCIDR('10.0.0.0/8') && !isCIDR('10.0.0.0/33') && !isCIDR('10.0.0.0')", True),
        ("cidr('10.0.0.0/8').containsIP('10.1.2.3') && cidr('10.0.0.0/8').containsIP(ip('10.1.2.3'))", True),
        ("cidr('10.0.0.0/8').containsIP('::1')", False),
        (
            "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR(cidr('10.0.0.0/8'))",
            True,
        ),
        ("string(cidr('192.168.1.1/24').masked())", "192.168.1.0/24"),
        ("cidr('192.168.1.1/24').prefixLength()", 24),
        ("string(cidr('192.168.1.1/24').ip())", "192.168.1.1"),
    ],
)
def test_addresses_and_networks(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x", "unable to parse IP"),
        ("10.0.0.256", "IPv4 field has value >255"),
        ("10.0.0.01", "IPv4 field has octet with leading zero"),
        ("10.0.0", "IPv4 address too short"),
        ("10.0.0.1.2", "IPv4 address too long"),
        ("10..0.1", "IPv4 field must have at least one digit"),
        ("10.0.a.1", 'unexpected character (at "a.1")'),
    ],
)
def test_a_wrong_address_is_worded_as_by_go(text: str, fault: str) -> None:
    assert error(f"ip('{text}') == ip('::1')") == (
        f'IP Address "{text}" parse error during conversion from string: ParseAddr("{text}"): {fault}'
    )


def test_zones_and_mapped_addresses_are_refused() -> None:
    assert error("ip('fe80::1%eth0').family()") == 'IP address "fe80::1%eth0" with zone value is not allowed'
    assert error("ip('::ffff:1.2.3.4').family()") == 'IPv4-mapped IPv6 address "::ffff:1.2.3.4" is not allowed'
    assert error("cidr('::ffff:1.2.3.4/128').prefixLength()").endswith("is not allowed")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("10.0.0.0", "no '/'"),
        ("10.0.0.0/", 'bad bits after slash: ""'),
        ("10.0.0.0/08", 'bad bits after slash: "08"'),
        ("10.0.0.0/33", "prefix length out of range"),
        ("x/8", 'ParseAddr("x"): unable to parse IP'),
        ("fe80::1%eth0/64", "IPv6 zones cannot be present in a prefix"),
    ],
)
def test_a_wrong_network_is_worded_as_by_go(text: str, fault: str) -> None:
    assert error(f"cidr('{text}').prefixLength()").endswith(f'netip.ParsePrefix("{text}"): {fault}')
