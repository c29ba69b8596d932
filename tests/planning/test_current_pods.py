"""What runs before a change: the baseline, what the inventory has of it, and the pods where none are listed."""

from __future__ import annotations

import pytest

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.planning.current_pods import CurrentPods, current_pods_of, existing_pods, with_what_runs
from dslint.planning.workload import Workload
from tests.planning.nodes import NO_PRIORITY_CLASSES, daemonset, node, plain_pod, taint

RELEASE = Release.of("1.36")
KEY = ("DaemonSet", "default", "agent")


def current(*baseline, inventory, changes=False, workloads=None):
    cluster = read_inventory(list(inventory), RELEASE)
    wanted = [daemonset()] if workloads is None else workloads
    return current_pods_of([*map(Workload.of, baseline)], map(Workload.of, wanted), cluster, RELEASE, changes=changes)


def hungry(cpu):
    return daemonset(containers=[{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": cpu}}}])


def listed(name="agent-x", on="n1"):
    pod = plain_pod(nodeName=on)
    owner = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "", "controller": True}
    pod["metadata"].update(name=name, labels={"app": "agent"}, ownerReferences=[owner])
    return pod


def test_the_pods_of_the_baseline_are_placed_where_the_inventory_lists_none():
    found = current(daemonset(), inventory=[node("n1"), node("n2", taint("gpu")), node("n3")])
    assert [(item.node, item.pod.node) for item in found.present(KEY)] == [("n1", "n1"), ("n3", "n3")]
    assert [pod.node for pod in found.pods()] == ["n1", "n3"]


def test_a_pod_without_room_is_there_and_not_bound():
    found = current(hungry("2"), inventory=[node("n1"), node("n2", cpu="1")])
    assert [(item.node, item.pod.node) for item in found.present(KEY)] == [("n1", "n1"), ("n2", "")]
    assert [pod.node for pod in found.pods()] == ["n1"]


def test_listed_pods_are_those_that_run():
    found = current(daemonset(), inventory=[node("n1"), node("n2"), listed()])
    assert found.present(KEY) == ()
    assert found.old(KEY) is not None


def test_the_inventorys_daemonset_runs_where_a_workload_updates_it():
    assert current(inventory=[node("n1"), daemonset()]).old(KEY) is not None
    assert current(inventory=[node("n1"), daemonset()], workloads=[daemonset("other")]).old(KEY) is None


def test_the_baseline_goes_before_the_inventory():
    found = current(daemonset(hostIPC=True), inventory=[node("n1"), daemonset(hostPID=True)])
    assert found.old(KEY)["spec"]["template"]["spec"].get("hostIPC") is True


def test_plain_pods_of_the_baseline_are_no_daemonsets_that_run():
    found = current(plain_pod(), inventory=[node("n1")])
    assert (dict(found.olds), list(found.pods())) == ({}, [])


def test_a_daemonset_whose_pods_admission_refuses_has_none():
    found = current(daemonset(priorityClassName="none"), inventory=[node("n1"), NO_PRIORITY_CLASSES])
    assert found.old(KEY) is not None
    assert found.present(KEY) == ()


@pytest.mark.parametrize(("changes", "names"), [(True, ["n1", "n2"]), (False, [])])
def test_nodes_as_they_were_are_kept_where_they_change(changes, names):
    assert list(current(inventory=[node("n1"), node("n2")], changes=changes).before) == names


def test_nothing_runs_unless_it_is_said():
    assert CurrentPods().old(KEY) is None
    assert CurrentPods().present(KEY) == ()
    assert list(CurrentPods().pods()) == []


def test_existing_pods_are_the_daemonsets_own_on_their_nodes():
    made = DaemonSet.of(Workload.of(daemonset()).value, RELEASE)
    pods = [Pod.of(raw, RELEASE) for raw in (listed(on="n2"), plain_pod(nodeName="n1"))]
    assert [(item.pod, item.node) for item in existing_pods(made, pods)] == [(pods[0], "n2")]


def test_pods_of_the_inventory_that_the_baseline_evicts_are_gone():
    high = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 100}
    batch = plain_pod(
        nodeName="n1", containers=[{"name": "c", "image": "c:1", "resources": {"requests": {"cpu": "3"}}}]
    )
    running = hungry("2")
    running["spec"]["template"]["spec"]["priorityClassName"] = "high"
    found = current(running, inventory=[node("n1"), node("n2"), high, batch])
    assert found.gone() == {("n1", "default/probe")}
    assert [(on, [each.pod.name for each in victims]) for on, victims in found.evicted[KEY].items()] == [
        ("n1", ["probe"])
    ]
    assert current(daemonset(), inventory=[node("n1"), batch]).gone() == set()


@pytest.mark.parametrize(
    ("baseline", "workloads", "together"),
    [
        (["agent"], ["agent"], False),
        (["agent", "other"], ["agent"], True),
        (["agent", "other"], ["agent", "other"], True),
        (["agent"], ["agent", "new"], True),
        ([], ["agent", "other"], False),
        (["other"], ["agent"], False),
    ],
)
def test_daemonsets_change_together_where_one_of_several_runs_already(baseline, workloads, together):
    wanted = [daemonset(name) for name in workloads]
    found = current(*map(daemonset, baseline), inventory=[node("n1")], workloads=wanted)
    assert found.change_together(map(Workload.of, wanted), read_inventory([node("n1")], RELEASE)) is together


@pytest.mark.parametrize(("own", "pods"), [([], ["agent-x"]), ([listed("agent-y", on="n2")], ["agent-y"])])
def test_nodes_after_a_change_have_the_pods_and_objects_that_they_do_not_declare(own, pods):
    before = read_inventory([node("n1"), listed(), daemonset()], RELEASE)
    found = with_what_runs(read_inventory([node("n2"), *own], RELEASE), before)
    assert [pod.name for pod in found.pods] == pods
    assert [value["metadata"]["name"] for value in found.of_kind("DaemonSet")] == ["agent"]
    assert not [sentence for sentence in found.assumed if sentence.startswith("no pods")]
    assert [pod.name for pod in before.pods] == ["agent-x"]


def test_a_workload_has_the_uid_of_the_inventorys_object():
    live = daemonset()
    live["metadata"]["uid"] = "u1"
    stale = daemonset()
    stale["metadata"]["uid"] = "u2"
    found = current(stale, inventory=[node("n1"), live])
    assert found.as_stored(Workload.of(stale)).value["metadata"]["uid"] == "u1"
    assert found.old(KEY)["metadata"]["uid"] == "u1"
    assert CurrentPods().as_stored(Workload.of(stale)).value["metadata"]["uid"] == ""
    assert CurrentPods().as_stored(Workload.of(daemonset())).value == daemonset()
