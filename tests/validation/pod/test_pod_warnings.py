"""What the API server warns of in a pod: name, aliases, secrets, times, addresses."""

from __future__ import annotations

import pytest

from tests.validation.objects import daemonset_warnings, pod_warnings


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"metadata.name": "a.b"},
            "1.36",
            [
                (
                    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a "
                    "DNS label is recommended: [must not contain dots]"
                )
            ],
        ),
        ({"metadata.name": "a.b"}, "1.26", []),
        ({"metadata.name": "ab"}, "1.36", []),
    ],
)
def test_a_pods_name_becomes_its_host_name(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.hostAliases": [{"ip": "10.0.0.1"}, {"ip": "10.0.0.1"}]},
            "1.36",
            ['spec.hostAliases[1].ip: duplicate ip "10.0.0.1"'],
        ),
        ({"spec.hostAliases": [{"ip": "10.0.0.1"}, {"ip": "10.0.0.1"}]}, "1.21", []),
        (
            {"spec.imagePullSecrets": [{"name": "a"}, {"name": "a"}]},
            "1.36",
            ['spec.imagePullSecrets[1].name: duplicate name "a"'],
        ),
        ({"spec.imagePullSecrets": [{"name": ""}]}, "1.36", ['spec.imagePullSecrets[0].name: invalid empty name ""']),
    ],
)
def test_aliases_and_secrets_are_merged_by_key(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.template.spec.terminationGracePeriodSeconds": -1},
            "1.36",
            [
                (
                    "spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and "
                    "will be treated as 1"
                )
            ],
        ),
        ({"spec.template.spec.terminationGracePeriodSeconds": -1}, "1.26", []),
    ],
)
def test_a_negative_time_counts_as_one_second(changes, version, told):
    assert daemonset_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spec.terminationGracePeriodSeconds": -1}, []),
    ],
)
def test_a_negative_time_of_a_pod_is_one_by_then(changes, told):
    assert pod_warnings(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.dnsConfig": {"nameservers": ["010.0.0.1", "10.0.0.1", "2001:db8:0::1"]},
                "spec.hostAliases": [{"ip": "::ffff:10.0.0.1"}],
            },
            "1.33",
            [
                (
                    'spec.dnsConfig.nameservers[0]: non-standard IP address "010.0.0.1" will be considered invalid in '
                    'a future Kubernetes release: use "10.0.0.1"'
                ),
                (
                    'spec.hostAliases[0].ip: non-standard IP address "::ffff:10.0.0.1" will be considered invalid in '
                    'a future Kubernetes release: use "10.0.0.1"'
                ),
            ],
        ),
        (
            {
                "spec.dnsConfig": {"nameservers": ["010.0.0.1", "10.0.0.1", "2001:db8:0::1"]},
                "spec.hostAliases": [{"ip": "::ffff:10.0.0.1"}],
            },
            "1.32",
            [],
        ),
    ],
)
def test_odd_addresses_will_not_do_for_ever(changes, version, told):
    assert pod_warnings(changes, version) == told
