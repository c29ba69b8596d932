"""Which pods a ResourceQuota counts."""

from __future__ import annotations

import pytest

from dslint.admission.quota_scopes import matches
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
