from __future__ import annotations

import pytest

from dslint.admission.policies.cel.functions.formats import FORMATS
from dslint.kubernetes.release import Release
from tests.admission.policies.cel.expressions import value

GOOD = {
    "dns1123Label": "my-name",
    "dns1123Subdomain": "a.example.com",
    "dns1035Label": "my-name",
    "qualifiedName": "example.com/MyName",
    "dns1123LabelPrefix": "my-name-",
    "dns1123SubdomainPrefix": "a.example-",
    "dns1035LabelPrefix": "my-",
    "labelValue": "",
    "uri": "https://example.com/a",
    "uuid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "byte": "aGVsbG8=",
    "date": "2024-02-29",
    "datetime": "2024-01-01T10:00:00Z",
}
BAD = {
    "dns1035Label": ("1a", "a DNS-1035 label must consist of"),
    "dns1123Label": ("A", "a lowercase RFC 1123 label must consist of"),
    "labelValue": ("a b", "a valid label must be"),
    "uri": ("example.com", 'parse "example.com": invalid URI for request'),
    "uuid": ("6ba7b810", "does not match the UUID format"),
    "byte": ("a", "invalid base64"),
    "date": ("2024-02-30", "invalid date"),
    "datetime": ("2024-01-01T25:00:00Z", "invalid datetime"),
}


@pytest.mark.parametrize(("name", "text"), GOOD.items())
def test_a_text_that_fits_has_no_error(name: str, text: str) -> None:
    assert FORMATS[name](text, Release.of("1.36")) == []
    assert value(f"format.{name}().validate('{text}').hasValue()") is False


@pytest.mark.parametrize(("name", "case"), BAD.items())
def test_a_text_that_does_not_fit_has_the_errors_of_the_server(name: str, case: tuple[str, str]) -> None:
    text, message = case
    assert value(f"format.named('{name}').value().validate('{text}').value()")[0].startswith(message)


def test_every_format_has_a_good_text_here() -> None:
    assert GOOD.keys() == FORMATS.keys()
