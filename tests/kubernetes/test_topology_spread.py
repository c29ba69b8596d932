"""Topology spread constraints, as each release knows them."""

from __future__ import annotations

import pytest

from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release


def spec_of(raw, version="1.36", namespace="default", labels=None):
    return PodSpec.of(raw, Release.of(version), namespace=namespace, labels=labels or {})


SPREAD = {
    "maxSkew": 1,
    "topologyKey": "zone",
    "whenUnsatisfiable": "DoNotSchedule",
    "minDomains": 3,
    "nodeAffinityPolicy": "Ignore",
    "nodeTaintsPolicy": "Honor",
}


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.36", (3, "Ignore", "Honor")), ("1.26", (1, "Ignore", "Honor")), ("1.25", (1, "Honor", "Ignore"))],
)
def test_spread_constraints_have_what_the_release_knows(version, expected):
    (constraint,) = spec_of({"topologySpreadConstraints": [SPREAD]}, version).spread_constraints
    assert (constraint.min_domains, constraint.node_affinity_policy, constraint.node_taints_policy) == expected


def test_before_1_18_nothing_is_spread():
    assert spec_of({"topologySpreadConstraints": [SPREAD]}, "1.17").spread_constraints == ()
