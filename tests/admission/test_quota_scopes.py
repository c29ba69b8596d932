"""Which pods a ResourceQuota counts."""

from __future__ import annotations

import pytest

from dslint.admission.quota_scopes import has_scopes, matches
from tests.admission.clusters import container, pod


@pytest.mark.parametrize(
    ("quota_spec", "pod_spec", "counted"),
    [
        ({"scopes": ["BestEffort"]}, {}, True),
        ({"scopes": ["NotBestEffort"]}, {}, False),
        ({"scopes": ["NotBestEffort"]}, {"containers": [container(requests={"cpu": "1"})]}, True),
        ({"scopes": ["Terminating"]}, {"activeDeadlineSeconds": 5}, True),
        ({"scopes": ["NotTerminating"]}, {"activeDeadlineSeconds": 5}, False),
        ({"scopes": ["PriorityClass"]}, {"priorityClassName": "high"}, True),
        ({"scopes": ["PriorityClass"]}, {}, False),
        (
            {
                "scopeSelector": {
                    "matchExpressions": [{"scopeName": "PriorityClass", "operator": "In", "values": ["high"]}]
                }
            },
            {"priorityClassName": "high"},
            True,
        ),
        (
            {
                "scopeSelector": {
                    "matchExpressions": [{"scopeName": "PriorityClass", "operator": "NotIn", "values": ["high"]}]
                }
            },
            {"priorityClassName": "high"},
            False,
        ),
        (
            {"scopes": ["CrossNamespacePodAffinity"]},
            {
                "affinity": {
                    "podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"namespaceSelector": {}}]}
                }
            },
            True,
        ),
    ],
)
def test_scopes_tell_which_pods_a_quota_counts(quota_spec, pod_spec, counted):
    assert matches({"spec": quota_spec}, pod(**pod_spec)["spec"]) is counted


def test_resources_of_the_whole_pod_count_for_best_effort() -> None:
    spec = {"containers": [{"name": "c"}], "resources": {"requests": {"cpu": "1"}}}
    assert not matches({"spec": {"scopes": ["BestEffort"]}}, spec)
    assert matches({"spec": {"scopes": ["NotBestEffort"]}}, spec)


def test_no_pod_is_in_a_scope_of_other_objects() -> None:
    assert not matches({"spec": {"scopes": ["VolumeAttributesClass"]}}, {"containers": []})
    high = {"scopeName": "VolumeAttributesClass", "operator": "In", "values": ["high"]}
    quota = {"spec": {"scopeSelector": {"matchExpressions": [high]}}}
    assert not matches(quota, {"containers": [], "priorityClassName": "high"})


@pytest.mark.parametrize(
    ("spec", "scoped"),
    [
        ({}, False),
        ({"scopes": []}, False),
        ({"scopeSelector": {"matchExpressions": []}}, False),
        ({"scopes": ["Terminating"]}, True),
        ({"scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": "Exists"}]}}, True),
    ],
)
def test_a_quota_has_scopes_in_either_of_two_fields(spec: dict, scoped: bool) -> None:
    assert has_scopes({"spec": spec}) is scoped
