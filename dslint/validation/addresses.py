"""IP addresses, as the server reads them.

Kubernetes: netutils.ParseIPSloppy (leading zeros are taken), and since StrictIPCIDRValidation only the strict form.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from dslint.kubernetes.quantity import whole
from dslint.kubernetes.release import Release
from dslint.validation.behaviours import ADDRESS_EXAMPLES

WITH_EXAMPLES = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
PLAIN = "must be valid IP address"
LEADING_ZEROS = "must not have leading 0s"
MAPPED = "must not be an IPv4-mapped IPv6 address"

_DOTTED = re.compile(r"[0-9]{1,}(?:\.[0-9]{1,}){3}")


def address_errors(text: str, release: Release) -> list[str]:
    address = _sloppy(text)
    if address is None:
        return [WITH_EXAMPLES if release.has(ADDRESS_EXAMPLES) else PLAIN]
    return list(_strict_errors(text, address)) if release.enabled("StrictIPCIDRValidation") else []


def _strict_errors(text: str, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[str]:
    if _DOTTED.fullmatch(text) and str(address) != text:
        yield LEADING_ZEROS
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        yield MAPPED


def _sloppy(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if _DOTTED.fullmatch(text):
        text = ".".join(str(whole(part)) for part in text.split("."))
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return None if "%" in text else address


def canonical_address(text: str) -> str | None:
    """The address without leading zeros, and as IPv4 where it is one; None for what is no address at all.

    The text itself where only its spelling as IPv6 differs: the server takes every spelling of those.
    """
    address = _sloppy(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped) if address.ipv4_mapped is not None else text
    return None if address is None else str(address)
