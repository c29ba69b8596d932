"""DNS settings and host aliases."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors
from tests.validation.words import SUBDOMAIN

SUBDOMAIN_PATTERN = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"
UNDERSCORE_PATTERN = r"_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.dnsPolicy": "None"},
            ["spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"],
        ),
        ({"spec.dnsPolicy": "None", "spec.dnsConfig": {"nameservers": ["10.0.0.1"]}}, []),
        (
            {"spec.dnsPolicy": "None", "spec.dnsConfig": {"searches": ["a"]}},
            [
                (
                    "spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when "
                    "`dnsPolicy` is None"
                )
            ],
        ),
    ],
)
def test_no_policy_means_servers_of_its_own(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.dnsConfig": {"nameservers": ["10.0.0.1"] * 4}},
            "1.36",
            [
                (
                    'spec.dnsConfig.nameservers: Invalid value: ["10.0.0.1","10.0.0.1","10.0.0.1","10.0.0.1"]: must '
                    "not have more than 3 nameservers"
                )
            ],
        ),
        (
            {"spec.dnsConfig": {"nameservers": ["x"]}},
            "1.36",
            [
                (
                    'spec.dnsConfig.nameservers[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or '
                    "2001:db8::ffff)"
                )
            ],
        ),
        (
            {"spec.dnsConfig": {"nameservers": ["x"]}},
            "1.29",
            ['spec.dnsConfig.nameservers[0]: Invalid value: "x": must be valid IP address'],
        ),
        ({"spec.dnsConfig": {"searches": ["a_b"]}}, "1.36", []),
        ({"spec.dnsConfig": {"searches": ["a_b"]}}, "1.33", []),
        ({"spec.dnsConfig": {"searches": ["a.", "."]}}, "1.36", []),
        ({"spec.dnsConfig": {"searches": ["a.", "."]}}, "1.33", []),
        (
            {"spec.dnsConfig": {"options": [{"value": "x"}]}},
            "1.36",
            ["spec.dnsConfig.options[0]: Required value: must not be empty"],
        ),
    ],
)
def test_servers_domains_and_options_have_limits(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.hostAliases": [{"ip": "10.0.0.1", "hostnames": ["a", "a.b"]}]}, "1.36", []),
        (
            {"spec.hostAliases": [{"ip": "x", "hostnames": ["a_b"]}]},
            "1.36",
            [
                (
                    'spec.hostAliases[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or '
                    "2001:db8::ffff)"
                ),
                f'spec.hostAliases[0].hostnames[0]: Invalid value: "a_b": {SUBDOMAIN}',
            ],
        ),
        (
            {"spec.hostAliases": [{"ip": "x", "hostnames": ["a_b"]}]},
            "1.29",
            [
                'spec.hostAliases.ip: Invalid value: "x": must be valid IP address',
                f'spec.hostAliases.hostnames: Invalid value: "a_b": {SUBDOMAIN}',
            ],
        ),
        (
            {"spec.hostAliases": [{}]},
            "1.36",
            [
                (
                    'spec.hostAliases[0].ip: Invalid value: "": must be a valid IP address, (e.g. 10.9.8.7 or '
                    "2001:db8::ffff)"
                )
            ],
        ),
    ],
)
def test_aliases_are_names_of_an_address(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.hostnameOverride": "a.b"}, "1.36", []),
        (
            {"spec.hostnameOverride": "a.b", "spec.hostNetwork": True},
            "1.36",
            ["spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true"],
        ),
        (
            {"spec.hostnameOverride": "a.b", "spec.setHostnameAsFQDN": True},
            "1.36",
            ["spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true"],
        ),
        ({"spec.hostnameOverride": "a" * 64}, "1.36", []),
        (
            {"spec.hostnameOverride": "a" * 65, "spec.hostNetwork": True},
            "1.36",
            [
                "spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true",
                "spec.hostnameOverride: Too long: may not be more than 64 bytes",
            ],
        ),
        ({"spec.hostnameOverride": ""}, "1.36", [f'spec.hostnameOverride: Invalid value: "": {SUBDOMAIN}']),
        ({"spec.hostnameOverride": "Bad_1"}, "1.34", []),
    ],
)
def test_a_host_name_of_its_own_excludes_others(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("searches", "version", "limits"),
    [
        (["a"] * 33, "1.36", ["32 search paths"]),
        (["a"] * 32, "1.36", []),
        (["a"] * 7, "1.25", ["6 search paths"]),
        (["a" * 60 + ".b"] * 5, "1.25", ["256 characters"]),
        (["a" * 62 + "." + "b" * 62] * 20, "1.36", ["2048 characters"]),
    ],
)
def test_search_lists_have_grown(searches, version, limits):
    told = pod_errors({"spec.dnsConfig.searches": searches}, version)
    assert len(told) == len(limits)
    for line, limit in zip(told, limits, strict=True):
        assert line.startswith("spec.dnsConfig.searches: Invalid value: ")
        assert f"must not have more than {limit}" in line


@pytest.mark.parametrize(("version", "pattern"), [("1.33", SUBDOMAIN_PATTERN), ("1.36", UNDERSCORE_PATTERN)])
@pytest.mark.parametrize("search", ["", "A.b", "a\n", "a\r", "\ta"])
def test_a_search_path_is_refused_in_the_words_of_the_release(search, version, pattern):
    [error] = pod_errors({"spec.dnsConfig": {"searches": [search]}}, version)
    assert error.endswith(f"(e.g. 'example.com', regex used for validation is '{pattern}')")
    assert "lower case alphanumeric characters, '_', '-' or '.'" in error
