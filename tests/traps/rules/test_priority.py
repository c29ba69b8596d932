"""Priority of node agents: classes that are missing, unknown, or not allowed."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset, of_pod

PLUGIN, UNKNOWN, WRITTEN, ELSEWHERE = "DS529", "DS549", "DS550", "DS551"
CLASS, NAMESPACE = "pod.priorityClassName", "metadata.namespace"


def _mounts(path, **mount):
    return {
        "pod.volumes": [{"name": "v", "hostPath": {"path": path}}],
        "container.volumeMounts": [{"name": "v", "mountPath": "/v", **mount}],
    }


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (_mounts("/opt/cni/bin"), "1.36", True),
        (_mounts("/var/lib/kubelet/device-plugins/"), "1.36", True),
        (_mounts("/opt/cni/bin", readOnly=True), "1.36", False),
        (_mounts("/var/log"), "1.36", False),
        ({**_mounts("/opt/cni/bin"), CLASS: "system-node-critical"}, "1.36", False),
        (_mounts("/opt/cni/bin"), "1.16", False),
        ({**_mounts("/opt/cni/bin"), NAMESPACE: "kube-system"}, "1.16", True),
        ({**_mounts("/opt/cni/bin"), NAMESPACE: "kube-system"}, "1.7", False),
    ],
)
def test_plugins_of_the_node_need_priority(changes, version, told):
    assert bool(of_daemonset(PLUGIN, changes, version)) is told
    assert of_pod(PLUGIN, changes, version) == []


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("system-node-crtical", "1.36", True),
        ("system-node-critical", "1.36", False),
        ("agents", "1.36", False),
        ("system-node-crtical", "1.7", False),
    ],
)
def test_classes_of_the_system_are_two(name, version, told):
    assert bool(of_pod(UNKNOWN, {CLASS: name}, version)) is told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"pod.priority": 1000}, True),
        ({"pod.priority": 0}, False),
        ({"pod.priority": 1000, CLASS: "agents"}, False),
        ({"pod.priority": 2000001000, CLASS: "system-node-critical"}, False),
        ({"pod.priority": 1000, CLASS: "system-node-critical"}, True),
    ],
)
def test_a_number_must_be_that_of_the_class(changes, told):
    assert bool(of_daemonset(WRITTEN, changes)) is told


@pytest.mark.parametrize(
    ("namespace", "version", "told"),
    [("agents", "1.16", True), ("agents", "1.17", False), ("kube-system", "1.16", False), ("", "1.16", False)],
)
def test_old_servers_keep_their_classes_to_kube_system(namespace, version, told):
    changes = {CLASS: "system-node-critical", NAMESPACE: namespace}
    assert bool(of_daemonset(ELSEWHERE, changes, version)) is told
