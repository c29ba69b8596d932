"""Templates that an expectation about a rollback goes back to."""

from __future__ import annotations

from dslint.kubernetes.cluster import Cluster
from dslint.planning.expectation_subjects import previous_revision
from dslint.planning.workload import Workload
from tests.planning.nodes import daemonset

NEW = Workload.of(daemonset(hostPID=True))
OLD = daemonset()


def template(workload: Workload | None) -> object:
    return workload.value["spec"]["template"] if workload else None


def revision(number: int, name: str, **spec: object) -> dict:
    owner = {"kind": "DaemonSet", "name": "agent", "uid": "1", "controller": True}
    return {
        "apiVersion": "apps/v1",
        "kind": "ControllerRevision",
        "metadata": {"name": name, "namespace": "default", "labels": {"app": "agent"}, "ownerReferences": [owner]},
        "revision": number,
        "data": {"spec": {"template": {**daemonset(**spec)["spec"]["template"], "$patch": "replace"}}},
    }


def history() -> Cluster:
    running = daemonset()
    running["metadata"]["uid"] = "1"
    revisions = [revision(1, "agent-a", hostIPC=True), revision(2, "agent-b")]
    return Cluster("test", [], objects={"DaemonSet": [running], "ControllerRevision": revisions})


def test_without_a_number_it_goes_back_to_what_runs_now():
    assert template(previous_revision(NEW, 0, OLD, Cluster("test", []))) == OLD["spec"]["template"]
    assert template(previous_revision(NEW, 0, None, history())) == OLD["spec"]["template"]


def test_a_number_is_a_revision_of_the_inventory():
    assert template(previous_revision(NEW, 1, None, history()))["spec"]["hostIPC"] is True


def test_what_is_not_known_cannot_be_gone_back_to():
    assert previous_revision(NEW, 0, None, Cluster("test", [])) is None
    assert previous_revision(NEW, 7, OLD, Cluster("test", [])) is None
    assert previous_revision(NEW, 7, None, history()) is None
