"""The view that traps have of a DaemonSet or a Pod."""

from __future__ import annotations

from dslint.traps.support.workload import Workload
from tests.traps.workloads import DAEMONSET, POD, changed


def test_the_view_is_the_template_of_a_daemonset_and_the_pod_itself():
    daemonset, pod = Workload.of(DAEMONSET, DAEMONSET), Workload.of(POD, POD)
    assert (daemonset.spec_path, pod.spec_path) == (("spec", "template", "spec"), ("spec",))
    assert daemonset.spec == pod.spec
    assert daemonset.labels == pod.labels
    assert [container.path for container in pod.containers] == [("spec", "containers", 0)]


def test_a_container_stays_unless_it_is_an_init_container_that_ends():
    value = changed(POD, {"pod.initContainers": [{"name": "first"}, {"name": "side", "restartPolicy": "Always"}]})
    assert {one.name: one.long_running for one in Workload.of(value, value).containers} == {
        "first": False,
        "side": True,
        "agent": True,
    }
