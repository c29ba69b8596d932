"""The priority classes of the system outside kube-system."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset

CODE = "DS551"
CLASS = "pod.priorityClassName"
NAMESPACE = "metadata.namespace"


@pytest.mark.parametrize(
    ("namespace", "version", "told"),
    [("agents", "1.16", True), ("agents", "1.17", False), ("kube-system", "1.16", False), ("", "1.16", False)],
)
def test_old_servers_keep_their_classes_to_kube_system(namespace, version, told):
    changes = {CLASS: "system-node-critical", NAMESPACE: namespace}
    assert bool(of_daemonset(CODE, changes, version)) is told
