"""Topology spread constraints."""

from __future__ import annotations

import pytest

from tests.validation.objects import POD, changed, pod_errors, problems
from tests.validation.words import LABEL_VALUE, NAME_PART


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.topologySpreadConstraints": [
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"},
                    {"maxSkew": 2, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"},
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway"},
                ]
            },
            [
                (
                    'spec.topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, '
                    'DoNotSchedule}"'
                )
            ],
        ),
        (
            {
                "spec.topologySpreadConstraints": [
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"},
                    {"maxSkew": 1, "topologyKey": "host", "whenUnsatisfiable": "DoNotSchedule"},
                ]
            },
            [],
        ),
    ],
)
def test_each_pair_of_topology_and_action_comes_once(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.topologySpreadConstraints": [
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway", "minDomains": 2}
                ]
            },
            [
                (
                    "spec.topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if "
                    "whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway"
                )
            ],
        ),
        (
            {
                "spec.topologySpreadConstraints": [
                    {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule", "minDomains": 2}
                ]
            },
            [],
        ),
    ],
)
def test_least_domains_are_for_hard_constraints(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {"matchLabels": {"a": "b c"}},
                    }
                ]
            },
            "1.27",
            [(f'spec.topologySpreadConstraints[0].labelSelector.matchLabels: Invalid value: "b c": {LABEL_VALUE}')],
        ),
        (
            {
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {"matchLabels": {"a": "b c"}},
                    }
                ]
            },
            "1.26",
            [],
        ),
    ],
)
def test_selectors_are_read_since_1_27(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "matchLabelKeys": ["app"],
                    }
                ],
            },
            "1.36",
            [
                (
                    "spec.topologySpreadConstraints[0].matchLabelKeys: Forbidden: must not be specified when "
                    "labelSelector is not set"
                )
            ],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "matchLabelKeys": ["app"],
                    }
                ],
            },
            "1.30",
            [
                (
                    "spec.topologySpreadConstraints[0].matchLabelKeys: Forbidden: must not be specified when "
                    "labelSelector is not set"
                )
            ],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {},
                        "matchLabelKeys": ["app"],
                    }
                ],
            },
            "1.36",
            [],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {},
                        "matchLabelKeys": ["app"],
                    }
                ],
            },
            "1.30",
            [],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {"matchLabels": {"app": "b"}},
                        "matchLabelKeys": ["app"],
                    }
                ],
            },
            "1.36",
            [
                (
                    'spec.topologySpreadConstraints[0][0]: Invalid value: "app": exists in both matchLabelKeys and '
                    "labelSelector"
                )
            ],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {"matchLabels": {"app": "b"}},
                        "matchLabelKeys": ["app"],
                    }
                ],
            },
            "1.30",
            [
                (
                    'spec.topologySpreadConstraints[0].matchLabelKeys[0]: Invalid value: "app": exists in both '
                    "matchLabelKeys and labelSelector"
                )
            ],
        ),
        (
            {
                "metadata.labels": {"app": "a"},
                "spec.topologySpreadConstraints": [
                    {
                        "maxSkew": 1,
                        "topologyKey": "zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": {},
                        "matchLabelKeys": ["a b"],
                    }
                ],
            },
            "1.36",
            [f'spec.topologySpreadConstraints[0].matchLabelKeys[0]: Invalid value: "a b": {NAME_PART}'],
        ),
    ],
)
def test_keys_of_the_pods_own_labels_need_a_selector(changes, version, told):
    assert pod_errors(changes, version) == told


def test_a_duplicate_is_shown_with_the_constraint_that_it_repeats():
    constraint = {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}
    [found] = problems(changed(POD, {"spec.topologySpreadConstraints": [constraint, constraint]}))
    assert found.path == ("spec", "topologySpreadConstraints", 0)
    assert [related.path for related in found.related] == [("spec", "topologySpreadConstraints", 1)]
