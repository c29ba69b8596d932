"""Terms of pod affinity and anti-affinity."""

from __future__ import annotations

import pytest

from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release


def spec_of(raw, version="1.36", namespace="default", labels=None):
    return PodSpec.of(raw, Release.of(version), namespace=namespace, labels=labels or {})


def anti(**item):
    return {
        "affinity": {
            "podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "z", **item}]}
        }
    }


@pytest.mark.parametrize(
    ("item", "namespaces"),
    [
        ({}, {"team-a"}),
        ({"namespaces": ["b"]}, {"b"}),
        ({"namespaceSelector": {}}, set()),
        ({"namespaces": ["b"], "namespaceSelector": {}}, {"b"}),
    ],
)
def test_a_term_is_about_the_pods_own_namespace_unless_told(item, namespaces):
    (term,) = spec_of(anti(**item), namespace="team-a").required_anti_affinity
    assert term.namespaces == namespaces


@pytest.mark.parametrize(
    ("version", "expected"), [("1.36", "app=web, rev In [1], tier NotIn [x]"), ("1.30", "app=web")]
)
def test_label_keys_join_the_selector_with_the_pods_own_values(version, expected):
    item = {
        "labelSelector": {"matchLabels": {"app": "web"}},
        "matchLabelKeys": ["rev", "absent"],
        "mismatchLabelKeys": ["tier"],
    }
    (term,) = spec_of(anti(**item), version, labels={"rev": "1", "tier": "x"}).required_anti_affinity
    assert str(term.selector) == expected


def test_a_nil_selector_stays_nil_whatever_its_label_keys():
    (term,) = spec_of(anti(matchLabelKeys=["rev"]), labels={"rev": "1"}).required_anti_affinity
    assert term.selector is None
