"""Terms of pod affinity that select the DaemonSet's own pods."""

from __future__ import annotations

import pytest

from tests.traps.pod_affinity import required_term
from tests.traps.workloads import of_daemonset

REPELS = "DS506"
ATTRACTS = "DS507"


@pytest.mark.parametrize(
    ("term", "own"),
    [
        ({}, True),
        ({"labelSelector": {}}, True),
        ({"labelSelector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["agent", "x"]}]}}, True),
        ({"labelSelector": {"matchLabels": {"app": "cache"}}}, False),
        ({"labelSelector": None}, False),
        ({"namespaces": ["agents", "other"]}, True),
        ({"namespaces": ["other"]}, False),
        ({"namespaceSelector": {}}, True),
        ({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "agents"}}}, True),
        ({"namespaceSelector": {"matchLabels": {"team": "x"}}}, False),
    ],
)
def test_terms_that_select_the_own_pods_are_found(term, own):
    assert len(of_daemonset(REPELS, required_term("podAntiAffinity", **term))) == own
    assert len(of_daemonset(ATTRACTS, required_term("podAffinity", **term))) == own
