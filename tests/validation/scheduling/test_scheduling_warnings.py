"""Warnings of where a pod goes."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_warnings
from tests.validation.words import LABEL_VALUE

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.nodeSelector": {"beta.kubernetes.io/os": "linux"}},
            "1.36",
            ['spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead'],
        ),
        ({"spec.nodeSelector": {"beta.kubernetes.io/os": "linux"}}, "1.21", []),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        REQUIRED: {
                            "nodeSelectorTerms": [
                                {
                                    "matchExpressions": [
                                        {"key": "failure-domain.beta.kubernetes.io/zone", "operator": "Exists"}
                                    ]
                                }
                            ]
                        }
                    }
                }
            },
            "1.36",
            [
                (
                    f"spec.affinity.nodeAffinity.{REQUIRED}.nodeSelectorTerms[0].matchExpressions[0].key: "
                    "failure-domain.beta.kubernetes.io/zone is deprecated since v1.17; use "
                    '"topology.kubernetes.io/zone" instead'
                )
            ],
        ),
        (
            {
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "beta.kubernetes.io/arch",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {},
                    }
                ]
            },
            "1.36",
            [
                (
                    "spec.topologySpreadConstraints[0].topologyKey: beta.kubernetes.io/arch is deprecated since "
                    'v1.14; use "kubernetes.io/arch" instead'
                )
            ],
        ),
    ],
)
def test_old_node_labels_have_successors(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.topologySpreadConstraints": [
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}
                ]
            },
            "1.36",
            ["spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod"],
        ),
        (
            {
                "spec.topologySpreadConstraints": [
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}
                ]
            },
            "1.27",
            [],
        ),
        (
            {"spec.affinity": {"podAffinity": {REQUIRED: [{"topologyKey": "zone"}]}}},
            "1.36",
            [
                (
                    f"spec.affinity.podAffinity.{REQUIRED}[0].labelSelector: a null labelSelector results in matching "
                    "no pod"
                )
            ],
        ),
        ({"spec.affinity": {"podAffinity": {REQUIRED: [{"topologyKey": "zone", "labelSelector": {}}]}}}, "1.36", []),
    ],
)
def test_no_selector_is_no_pod(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        PREFERRED: [
                            {
                                "weight": 1,
                                "preference": {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b c"]}]},
                            }
                        ]
                    }
                }
            },
            "1.36",
            [
                (
                    f"spec.affinity.nodeAffinity.{PREFERRED}[0].preference.matchExpressions[0].values[0]: b c is "
                    f"invalid, {LABEL_VALUE}"
                )
            ],
        ),
        (
            {
                "spec.affinity": {
                    "nodeAffinity": {
                        PREFERRED: [
                            {
                                "weight": 1,
                                "preference": {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b c"]}]},
                            }
                        ]
                    }
                }
            },
            "1.32",
            [],
        ),
    ],
)
def test_preferred_terms_may_ask_for_the_impossible(changes, version, told):
    assert pod_warnings(changes, version) == told
