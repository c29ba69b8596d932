"""Plugins of the node without a priority class."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, of_daemonset, of_pod, problems

CODE = "DS529"
CLASS = "pod.priorityClassName"
NAMESPACE = "metadata.namespace"


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
    assert bool(of_daemonset(CODE, changes, version)) is told
    assert of_pod(CODE, changes, version) == []


@pytest.mark.parametrize(
    ("namespace", "text"), [("kube-system", "set priorityClassName to system-node-critical"), ("agents", None)]
)
def test_the_help_speaks_of_quotas_only_where_one_may_be_missing(namespace, text):
    value = changed(DAEMONSET, {**_mounts("/opt/cni/bin"), NAMESPACE: namespace})
    assert [problem.help for problem in problems(value) if problem.code == CODE] == [text]
