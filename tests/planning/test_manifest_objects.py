"""What manifests bring beside their workloads, and what comes too late for `kubectl apply -f`."""

from __future__ import annotations

from pathlib import Path

import dslint
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.planning.manifest_objects import needs, too_late, with_manifests
from dslint.planning.manifests import Manifests
from tests.planning.nodes import daemonset, node

DAEMONSET = """
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: logging}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {priorityClassName: high, serviceAccountName: agent, containers: [{name: a, image: "a:1"}]}
"""
NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: logging}\n"
CLASS = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000\n"
BEFORE = (
    "is created before DaemonSet agent, as Helm, Argo CD and Flux do; kubectl apply -f, which keeps to the order of "
)


def written(folder: Path, *texts: str) -> Path:
    path = folder / "agent.yaml"
    path.write_text("---\n".join(texts))
    return path


def test_what_stands_before_the_workload_is_in_time(tmp_path: Path) -> None:
    assert list(too_late(Manifests.read([written(tmp_path, NAMESPACE, CLASS, DAEMONSET)]))) == []


def test_what_stands_behind_comes_too_late_for_kubectl(tmp_path: Path) -> None:
    assert list(too_late(Manifests.read([written(tmp_path, DAEMONSET, CLASS, NAMESPACE)]))) == [
        f"Namespace logging {BEFORE}the manifests, fails to create the DaemonSet",
        f"PriorityClass high {BEFORE}the manifests, creates the pods only once it is there, after some retries",
    ]


def test_files_have_an_order_too(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(DAEMONSET)
    second.write_text(CLASS)
    assert len(list(too_late(Manifests.read([first, second])))) == 1
    assert list(too_late(Manifests.read([second, first]))) == []


def test_objects_without_text_have_no_order() -> None:
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default"}}
    manifests = Manifests.read([daemonset(), namespace])
    assert list(too_late(manifests)) == []
    cluster = with_manifests(read_inventory([node("n1")]), manifests, Release.of("1.36"))
    assert cluster.has("Namespace", "default")


def test_the_plan_says_it_and_does_not_call_the_objects_unplanned(tmp_path: Path) -> None:
    plan = dslint.plan(written(tmp_path, DAEMONSET, NAMESPACE, CLASS), inventory=[node("n1")])
    assert plan.workloads[0].bound == 1
    assert sum(BEFORE in sentence for sentence in plan.inventory.assumed) == 2
    assert plan.skipped == ()


def test_odd_workloads_need_no_more_than_their_namespace() -> None:
    assert list(needs({"kind": "DaemonSet", "spec": {"template": "text"}})) == [("Namespace", "", "default")]
    assert list(needs({"kind": "Pod", "spec": {"runtimeClassName": "kata", "serviceAccountName": 7}})) == [
        ("Namespace", "", "default"),
        ("RuntimeClass", "", "kata"),
    ]


def test_an_object_whose_kind_is_no_text_brings_nothing(tmp_path: Path) -> None:
    odd = "apiVersion: v1\nkind: [Namespace]\nmetadata: {name: a}\n"
    assert dslint.plan(written(tmp_path, DAEMONSET, odd), inventory=[node("n1")]).workloads[0].bound == 1
