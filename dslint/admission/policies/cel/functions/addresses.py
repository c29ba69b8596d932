"""ip() and cidr(): addresses and networks. In the library they travel as maps of their text."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from dslint.admission.policies.cel.functions.overloads import FunctionError, overload
from dslint.kubernetes.go_quoting import quoted

IP, CIDR = "net.IP", "net.CIDR"

Map = dict[str, Any]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PREFIX_LENGTH = re.compile("0|[1-9][0-9]*")


def _parsed_ip(text: str) -> Address:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        fault = f"ParseAddr({quoted(text)}): {_address_fault(text)}"
        message = f"IP Address {quoted(text)} parse error during conversion from string: {fault}"
        raise FunctionError(message) from None
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            raise FunctionError(f"IP address {quoted(text)} with zone value is not allowed")
        if address.ipv4_mapped is not None:
            raise FunctionError(f"IPv4-mapped IPv6 address {quoted(text)} is not allowed")
    return address


def _address_fault(text: str) -> str:
    """What Go's net/netip says of the commonest faults."""
    if ":" in text:
        return "unexpected character"
    if "." not in text:
        return "unable to parse IP"
    wrong = re.search("[^0-9.]", text)
    if wrong:
        return f"unexpected character (at {quoted(text[wrong.start() :])})"
    parts = text.split(".")
    faults = {
        "IPv4 field has value >255": any(part and int(part[:9]) > 255 for part in parts),
        "IPv4 field has octet with leading zero": any(len(part) > 1 and part.startswith("0") for part in parts),
        "IPv4 field must have at least one digit": not all(parts),
        "IPv4 address too short": len(parts) < 4,
    }
    return next((fault for fault, holds in faults.items() if holds), "IPv4 address too long")


def _shown(address: Address) -> str:
    return str(address)


def _ip(address: Address) -> Map:
    return {"@type": IP, "text": _shown(address)}


def _address(one: Map) -> Address:
    return ipaddress.ip_address(one["text"])


def ip(text: str) -> Map:
    return _ip(_parsed_ip(text))


def is_ip(text: str) -> bool:
    try:
        _parsed_ip(text)
    except FunctionError:
        return False
    return True


def _is_canonical(text: str) -> bool:
    return _shown(_parsed_ip(text)) == text


def _is_link_local_multicast(one: Map) -> bool:
    address = _address(one)
    if address.version == 4:
        return address in ipaddress.ip_network("224.0.0.0/24")
    return address.packed[0] == 0xFF and address.packed[1] & 0x0F == 0x02


def _is_link_local_unicast(one: Map) -> bool:
    address = _address(one)
    return address in ipaddress.ip_network("169.254.0.0/16" if address.version == 4 else "fe80::/10")


def _is_global_unicast(one: Map) -> bool:
    """As Go has it: private addresses are global too."""
    address = _address(one)
    if address.version == 4 and (int(address) == 0 or int(address) == 2**32 - 1):
        return False
    return not (address.is_unspecified or address.is_loopback or address.is_multicast or _is_link_local_unicast(one))


def _parsed_cidr(text: str) -> tuple[Address, int]:
    base, slash, bits = text.rpartition("/")
    if not slash:
        raise FunctionError(_cidr_fault(f"netip.ParsePrefix({quoted(text)}): no '/'"))
    try:
        address = ipaddress.ip_address(base)
    except ValueError:
        fault = f"netip.ParsePrefix({quoted(text)}): ParseAddr({quoted(base)}): {_address_fault(base)}"
        raise FunctionError(_cidr_fault(fault)) from None
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id is not None:
        raise FunctionError(_cidr_fault(f"netip.ParsePrefix({quoted(text)}): IPv6 zones cannot be present in a prefix"))
    if not _PREFIX_LENGTH.fullmatch(bits):
        raise FunctionError(_cidr_fault(f"netip.ParsePrefix({quoted(text)}): bad bits after slash: {quoted(bits)}"))
    if len(bits) > 3 or int(bits) > address.max_prefixlen:
        raise FunctionError(_cidr_fault(f"netip.ParsePrefix({quoted(text)}): prefix length out of range"))
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        raise FunctionError(f"{_CIDR_FAULT}: IPv4-mapped IPv6 address {quoted(text)} is not allowed")
    return address, int(bits)


_CIDR_FAULT = "network address parse error during conversion from string"


def _cidr_fault(fault: str) -> str:
    return f"{_CIDR_FAULT}: {_CIDR_FAULT}: {fault}"


def _cidr(address: Address, bits: int) -> Map:
    return {"@type": CIDR, "text": f"{_shown(address)}/{bits}"}


def _network(one: Map) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(one["text"], strict=False)


def cidr(text: str) -> Map:
    return _cidr(*_parsed_cidr(text))


def is_cidr(text: str) -> bool:
    try:
        _parsed_cidr(text)
    except FunctionError:
        return False
    return True


def _contains_ip(one: Map, other: Map) -> bool:
    return _address(other) in _network(one)


def _contains_cidr(one: Map, other: Map) -> bool:
    outer, inner = _network(one), _network(other)
    return outer.version == inner.version and outer.overlaps(inner) and outer.prefixlen <= inner.prefixlen


def _masked(one: Map) -> Map:
    network = _network(one)
    return _cidr(network.network_address, network.prefixlen)


ADDRESSES = (
    overload(f"ip(string) -> {IP}", ip),
    overload("isIP(string) -> bool", is_ip),
    overload("ip.isCanonical(string) -> bool", _is_canonical),
    overload(f"<{IP}>.family() -> int", lambda one: _address(one).version),
    overload(f"<{IP}>.isUnspecified() -> bool", lambda one: _address(one).is_unspecified),
    overload(f"<{IP}>.isLoopback() -> bool", lambda one: _address(one).is_loopback),
    overload(f"<{IP}>.isLinkLocalMulticast() -> bool", _is_link_local_multicast),
    overload(f"<{IP}>.isLinkLocalUnicast() -> bool", _is_link_local_unicast),
    overload(f"<{IP}>.isGlobalUnicast() -> bool", _is_global_unicast),
    overload(f"string({IP}) -> string", lambda one: one["text"]),
    overload(f"cidr(string) -> {CIDR}", cidr),
    overload("isCIDR(string) -> bool", is_cidr),
    overload(f"<{CIDR}>.containsIP(string) -> bool", lambda one, text: _contains_ip(one, ip(text))),
    overload(f"<{CIDR}>.containsIP({IP}) -> bool", _contains_ip),
    overload(f"<{CIDR}>.containsCIDR(string) -> bool", lambda one, text: _contains_cidr(one, cidr(text))),
    overload(f"<{CIDR}>.containsCIDR({CIDR}) -> bool", _contains_cidr),
    overload(f"<{CIDR}>.ip() -> {IP}", lambda one: {"@type": IP, "text": one["text"].rpartition("/")[0]}),
    overload(f"<{CIDR}>.prefixLength() -> int", lambda one: _network(one).prefixlen),
    overload(f"<{CIDR}>.masked() -> {CIDR}", _masked),
    overload(f"string({CIDR}) -> string", lambda one: one["text"]),
)
