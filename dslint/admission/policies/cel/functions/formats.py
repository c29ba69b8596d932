"""format.dns1123Label() and the others: named formats of texts. In the library they travel as maps of their name."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from dslint.admission.policies.cel.functions.overloads import Overload, overload
from dslint.admission.policies.cel.functions.texts import request_fault
from dslint.kubernetes.names import (
    dns_label_errors,
    dns_subdomain_errors,
    fits,
    label_key_errors,
    label_value_errors,
    too_long,
    wording,
)
from dslint.kubernetes.release import Release

FORMAT = "kubernetes.NamedFormat"

Map = dict[str, Any]
Validate = Callable[[str, Release], list[str]]

_DNS_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?"
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})"
)


def _dns_1035_errors(text: str, _release: Release) -> list[str]:
    if fits(_DNS_1035, text):
        return too_long(text, 63)
    sentence = (
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
        " character, and end with an alphanumeric character"
    )
    return [*too_long(text, 63), wording(sentence, _DNS_1035, "my-name", "abc-123")]


def _prefix(validate: Validate) -> Validate:
    """A prefix may end with a dash."""
    return lambda text, release: validate(f"{text[:-2]}a" if len(text) > 1 and text.endswith("-") else text, release)


def _uri_errors(text: str, _release: Release) -> list[str]:
    fault = request_fault(text)
    return [fault] if fault else []


def _uuid_errors(text: str, _release: Release) -> list[str]:
    return [] if _UUID.fullmatch(text) else ["does not match the UUID format"]


def _byte_errors(text: str, _release: Release) -> list[str]:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ["invalid base64"]
    return []


def _date_errors(text: str, _release: Release) -> list[str]:
    return [] if _is_date(text) else ["invalid date"]


def _is_date(text: str) -> bool:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _date_time_errors(text: str, _release: Release) -> list[str]:
    valid = (
        _DATE_TIME.fullmatch(text)
        and _is_date(text[:10])
        and text[11:13] < "24"
        and max(text[14:16], text[17:19]) < "60"
    )
    return [] if valid else ["invalid datetime"]


FORMATS: Mapping[str, Validate] = {
    "dns1123Label": dns_label_errors,
    "dns1123Subdomain": dns_subdomain_errors,
    "dns1035Label": _dns_1035_errors,
    "qualifiedName": label_key_errors,
    "dns1123LabelPrefix": _prefix(dns_label_errors),
    "dns1123SubdomainPrefix": _prefix(dns_subdomain_errors),
    "dns1035LabelPrefix": _prefix(_dns_1035_errors),
    "labelValue": label_value_errors,
    "uri": _uri_errors,
    "uuid": _uuid_errors,
    "byte": _byte_errors,
    "date": _date_errors,
    "datetime": _date_time_errors,
}


def formats(release: Release) -> tuple[Overload, ...]:
    """The library of formats; `named` and `validate` give an optional value, empty for none."""

    def named(name: str) -> Map:
        return {"@type": FORMAT, "name": name} if name in FORMATS else {}

    def validate(one: Map, text: str) -> list[str]:
        return FORMATS[one["name"]](text, release)

    return (
        *(overload(f"format.{name}() -> {FORMAT}", lambda name=name: named(name)) for name in FORMATS),
        overload(f"format.named(string) -> optional_type({FORMAT})", named),
        overload(f"<{FORMAT}>.validate(string) -> optional_type(list(string))", validate),
    )
