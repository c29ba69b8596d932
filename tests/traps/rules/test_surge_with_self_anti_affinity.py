"""maxSurge with pods that repel each other."""

from __future__ import annotations

import pytest

from tests.traps.workloads import SURGE, of_daemonset

CODE = "DS508"
MAX_SURGE = "spec.updateStrategy.rollingUpdate.maxSurge"
TERM = {"labelSelector": {"matchLabels": {"app": "agent"}}, "topologyKey": "kubernetes.io/hostname"}
KEY = "pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution"


@pytest.mark.parametrize(
    ("term", "version", "stops"),
    [
        (TERM, "1.36", True),
        ({**TERM, "topologyKey": "topology.kubernetes.io/zone"}, "1.36", True),
        ({**TERM, "matchLabelKeys": ["controller-revision-hash"]}, "1.36", False),
        ({**TERM, "matchLabelKeys": ["controller-revision-hash"]}, "1.30", True),
        ({**TERM, "matchLabelKeys": ["pod-template-generation"]}, "1.36", False),
        ({**TERM, "matchLabelKeys": ["app.kubernetes.io/version"]}, "1.36", True),
        ({**TERM, "labelSelector": {"matchLabels": {"app": "other"}}}, "1.36", False),
        ({**TERM, "namespaces": ["elsewhere"]}, "1.36", False),
    ],
)
def test_a_surge_stops_at_pods_that_repel_each_other(term, version, stops):
    assert [field for field, _ in of_daemonset(CODE, {**SURGE, KEY: [term]}, version)] == [MAX_SURGE] * stops
    assert of_daemonset(CODE, {KEY: [term]}, version) == []
