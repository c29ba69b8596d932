"""A topology spread constraint of a DaemonSet, which does nothing."""

from __future__ import annotations

from tests.traps.pod_affinity import spread
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS509"


def test_a_spread_says_something_for_pods_and_nothing_before_it_was_there():
    assert of_pod(CODE, spread()) == []
    assert of_daemonset(CODE, spread(), "1.17") == []
