"""Names and what the API server says of wrong ones, by release."""

from __future__ import annotations

import pytest

from dslint.kubernetes import names
from dslint.kubernetes.release import Release

NEW = Release.of("1.36")
OLD = Release.of("1.30")
QUALIFIED = (
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
    "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
    "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
)
SUBDOMAIN = (
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and "
    "end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
    r"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
)
LABEL = (
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with "
    "an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
)


@pytest.mark.parametrize("text", ["app", "example.com/app", "A.b_c-d", "a" * 63])
def test_qualified_names_have_no_errors(text):
    assert names.label_key_errors(text, NEW) == []


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("", ["name part must be non-empty", f"name part {QUALIFIED}"]),
        ("a b", [f"name part {QUALIFIED}"]),
        ("/a", ["prefix part must be non-empty"]),
        ("EXAMPLE.com/a", [f"prefix part {SUBDOMAIN}"]),
        ("a" * 64, ["name part must be no more than 63 bytes"]),
        ("x" * 254 + "/a", ["prefix part must be no more than 253 bytes"]),
        (
            "a/b/c",
            [
                (
                    f"a valid label key {QUALIFIED} with an optional DNS subdomain prefix and '/' "
                    "(e.g. 'example.com/MyName')"
                )
            ],
        ),
    ],
)
def test_the_errors_of_a_qualified_name(text, errors):
    assert names.label_key_errors(text, NEW) == errors


def test_older_servers_count_characters_and_speak_of_qualified_names():
    assert names.label_key_errors("a" * 64, OLD) == ["name part must be no more than 63 characters"]
    assert names.label_key_errors("a/b/c", OLD)[0].startswith("a qualified name must consist of")
    assert names.label_value_errors("a" * 64, OLD) == ["must be no more than 63 characters"]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a.b", 0), ("x/y", 1), ("ü" * 32, 2)])
def test_label_values_may_be_empty_and_count_bytes(text, count):
    assert len(names.label_value_errors(text, NEW)) == count


@pytest.mark.parametrize(
    ("text", "release", "errors"),
    [
        ("my-name", NEW, []),
        ("a_b", NEW, [LABEL]),
        ("a.b", NEW, ["must not contain dots"]),
        ("a.b", Release.of("1.25"), [LABEL]),
        ("a" * 64, NEW, ["must be no more than 63 characters"]),
        ("A", Release.of("1.19"), [LABEL.replace("a lowercase RFC 1123", "a DNS-1123")]),
    ],
)
def test_the_errors_of_a_dns_label(text, release, errors):
    assert names.dns_label_errors(text, release) == errors


@pytest.mark.parametrize(("text", "errors"), [("a.b", []), ("Node_1", [SUBDOMAIN]), ("", [SUBDOMAIN])])
def test_the_errors_of_a_dns_subdomain(text, errors):
    assert names.dns_subdomain_errors(text, NEW) == errors


@pytest.mark.parametrize(("text", "fine"), [("agent-", True), ("agent", True), ("-", False), ("Agent-", False)])
def test_a_generated_name_may_begin_with_a_dash_at_the_end(text, fine):
    assert (not names.name_prefix_errors(text, NEW)) is fine


@pytest.mark.parametrize(("text", "fine"), [("_tcp.example.com", True), ("a_b", True), ("a_", False), ("A", False)])
def test_search_domains_may_hold_underscores(text, fine):
    assert (not names.dns_subdomain_with_underscore_errors(text, NEW)) is fine


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("metrics", []),
        (
            "METRICS",
            [
                "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
                "must contain at least one letter (a-z)",
            ],
        ),
        ("123", ["must contain at least one letter (a-z)"]),
        ("-a--b", ["must not contain consecutive hyphens", "must not begin or end with a hyphen"]),
        ("a" * 16, ["must be no more than 15 characters"]),
    ],
)
def test_the_errors_of_a_port_name(text, errors):
    assert names.port_name_errors(text, NEW) == errors


@pytest.mark.parametrize(
    ("text", "release", "count"),
    [
        ("1A", NEW, 0),
        ("A=B", NEW, 1),
        ("ü", NEW, 1),
        ("", NEW, 1),
        ("1A", OLD, 1),
        ("..a", OLD, 1),
        ("A", OLD, 0),
        (".", OLD, 1),
    ],
)
def test_environment_names_were_stricter_before_1_32(text, release, count):
    assert len(names.environment_name_errors(text, release)) == count


@pytest.mark.parametrize(
    ("text", "errors"),
    [("key.name", 0), ("a b", 1), ("..", 1), ("..a", 1), ("", 1), ("a" * 254, 1)],
)
def test_config_keys_are_no_steps_up(text, errors):
    assert len(names.config_key_errors(text)) == errors


@pytest.mark.parametrize(("text", "fine"), [("X-A", True), ("X A", False), ("", False)])
def test_http_headers(text, fine):
    assert (not names.http_header_errors(text)) is fine


@pytest.mark.parametrize(
    ("text", "fine"), [("10%", True), ("0%", True), ("5.5%", False), ("10", False), ("-1%", False)]
)
def test_percentages_are_digits_and_a_sign(text, fine):
    assert (not names.percent_errors(text)) is fine


def test_a_pattern_without_examples_is_named_alone():
    assert names.wording("must fit", "[a]") == "must fit (regex used for validation is '[a]')"


def test_ranges_are_inclusive():
    assert names.range_error(1, 65535) == "must be between 1 and 65535, inclusive"


@pytest.mark.parametrize(("text", "fits"), [("v1", True), ("1v", False), ("a" * 64, False), ("a-", False)])
def test_a_dns_1035_label_begins_with_a_letter(text, fits):
    assert (names.dns_1035_label_errors(text) == []) is fits


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 63, 0),
        ("a" * 64, 1),
        ("/a", 1),
        ("a/", 2),
        (f"{'a' * 63}.b/{'c' * 63}", 0),
        ("a." * 126 + "a/b", 0),
        ("a." * 127 + "a/b", 1),
        ("A.b/c", 1),
        ("a/b/c", 1),
        ("é", 1),
        ("é" * 40, 2),
    ],
)
def test_a_label_key_is_a_name_with_or_without_a_domain(text, count):
    assert len(names.label_key_errors(text, NEW)) == count
