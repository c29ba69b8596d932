from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

import dslint
from dslint.inventory.errors import InventoryError
from dslint.plans import Plan, State
from tests.cel import NEEDS_CEL
from tests.repositories import commit, write
from tests.validation.admission_policy.policies import binding, policy

EXAMPLES = Path(__file__).parents[2] / "examples"
NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: lab}
spec:
  defaults:
    labels: {kubernetes.io/os: linux}
    allocatable: {cpu: "1", memory: 4Gi, pods: "110"}
  nodeGroups:
  - {name: control-plane, count: 3, namePattern: "cp-{n}", staticPods: [./manifests]}
  - {name: worker, count: 3, namePattern: "w-{n}"}
"""
AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: monitoring}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers:
      - name: agent
        image: registry.example/agent:1.0
        ports: [{containerPort: 9100, hostPort: PORT}]
        resources: {requests: {cpu: 400m}}
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    """An inventory whose control plane reads the manifests of the examples."""
    shutil.copytree(EXAMPLES / "control-plane", tmp_path / "manifests")
    (tmp_path / "nodes.yaml").write_text(NODES)
    return tmp_path


def plan(cluster: Path, *, port: int = 9100, baseline: Path | str | None = None) -> Plan:
    (cluster / "ds.yaml").write_text(AGENT.replace("PORT", str(port)))
    return dslint.plan(cluster / "ds.yaml", inventory=cluster / "nodes.yaml", baseline=baseline)


def test_what_static_pods_hold_is_told_and_taken_from_everybody_else(cluster: Path) -> None:
    planned = plan(cluster)
    held = {pod.ref.name: pod.holds for pod in planned.static_pods}
    assert held["kube-scheduler"] == ("cpu 100m", "port 10259/TCP")
    assert [group.nodes for group in planned.static_pods[0].placement] == [("cp-1", "cp-2", "cp-3")]
    (workload,) = planned.workloads
    # 650m of each control plane node are held: there is no room for 400m.
    assert {group.state: group.nodes for group in workload.placement} == {
        State.BOUND: ("w-1", "w-2", "w-3"),
        State.PENDING: ("cp-1", "cp-2", "cp-3"),
    }


def test_a_daemonset_waits_for_a_port_that_a_static_pod_owns(cluster: Path) -> None:
    (workload,) = plan(cluster, port=6443).workloads
    pending = next(group for group in workload.placement if group.state is State.PENDING)
    messages = " ".join(reason.message for reason in pending.reasons)
    assert "6443/TCP" in messages
    assert "static pod kube-system/kube-apiserver-cp-1" in messages


def test_a_changed_file_restarts_on_every_node_at_once_and_a_file_that_is_gone_ends(cluster: Path) -> None:
    old = cluster / "old"
    shutil.copytree(cluster / "manifests", old)
    scheduler = old / "kube-scheduler.yaml"
    scheduler.write_text(scheduler.read_text().replace("v1.36.0", "v1.35.0"))
    (old / "extra.yaml").write_text("apiVersion: v1\nkind: Pod\nmetadata: {name: extra}\n")
    (old / "kube-apiserver.yaml").unlink()
    planned = plan(cluster, baseline=old)
    assert planned.left_out == ()
    pods = {pod.ref.name: pod for pod in planned.static_pods}
    assert {name: pod.change for name, pod in pods.items()} == {
        "etcd": "unchanged",
        "kube-apiserver": "added",
        "kube-controller-manager": "unchanged",
        "kube-scheduler": "changed",
        "extra": "removed",
    }
    assert "static pods have no rolling update" in pods["kube-scheduler"].notes[0]
    assert "extra-cp-1 through the API has no effect" in pods["extra"].notes[0]


def test_the_folders_of_an_inventory_are_compared_with_a_commit(cluster: Path, repository: Path) -> None:
    for file in cluster.iterdir():
        if file != repository:
            file.rename(repository / file.name)
    (repository / "manifests" / "extra.yaml").write_text("apiVersion: v1\nkind: Pod\nmetadata: {name: extra}\n")
    assert {pod.change for pod in plan(repository, baseline="git:HEAD").static_pods} == {None}
    commit(repository)
    scheduler = repository / "manifests" / "kube-scheduler.yaml"
    scheduler.write_text(scheduler.read_text().replace("v1.36.0", "v1.37.0"))
    (repository / "manifests" / "extra.yaml").unlink()
    (repository / "manifests" / "new.yaml").write_text("apiVersion: v1\nkind: Pod\nmetadata: {name: new}\n")
    expected = {"changed": ["kube-scheduler"], "added": ["new"], "removed": ["extra"]}
    for reference in ("git:HEAD", "git:HEAD:manifests"):
        planned = plan(repository, baseline=reference)
        found = {change: [pod.ref.name for pod in planned.static_pods if pod.change == change] for change in expected}
        assert found == expected, reference
        assert planned.left_out == ()
        gone = next(pod for pod in planned.static_pods if pod.change == "removed")
        assert gone.file == "git:HEAD:manifests/extra.yaml"


def test_folders_outside_of_a_repository_have_nothing_to_compare_with(cluster: Path, repository: Path) -> None:
    write(repository, {"ds.yaml": AGENT.replace("PORT", "9100")})
    commit(repository)
    planned = dslint.plan("ds.yaml", inventory=cluster / "nodes.yaml", baseline="git:HEAD")
    assert planned.static_pods
    assert {pod.change for pod in planned.static_pods} == {None}


def test_a_manifest_that_kubelets_refuse_is_told_with_their_words(cluster: Path) -> None:
    (cluster / "manifests" / "broken.yaml").write_text("kind: Pod\n")
    broken = next(pod for pod in plan(cluster).static_pods if pod.file.endswith("broken.yaml"))
    assert broken.error is not None
    assert broken.error.startswith("broken.yaml: couldn't parse as pod(Object 'apiVersion' is missing")


def test_static_pods_of_templates_and_dumps_are_told_with_what_they_hold(cluster: Path) -> None:
    (cluster / "nodes.yaml").write_text(
        NODES.replace("./manifests", "etcd")
        + "  staticPods:\n    etcd: {hostNetwork: true, hostPorts: [2379], requests: {cpu: 100m}}\n"
    )
    (etcd,) = plan(cluster).static_pods
    assert (etcd.ref.name, etcd.holds) == ("etcd", ("cpu 100m", "port 2379/TCP"))
    assert [group.nodes for group in etcd.placement] == [("cp-1", "cp-2", "cp-3")]


def test_a_cluster_without_folders_has_no_static_pods(cluster: Path) -> None:
    (cluster / "nodes.yaml").write_text(NODES.replace(", staticPods: [./manifests]", ""))
    assert plan(cluster).static_pods == ()
    assert "staticPods" not in plan(cluster).to_dict()


def test_a_folder_that_a_program_names_may_stand_anywhere_but_must_be_read(cluster: Path) -> None:
    inventory = yaml.safe_load(NODES.replace("./manifests", f"{cluster}/manifests"))
    (cluster / "ds.yaml").write_text(AGENT.replace("PORT", "9100"))
    assert dslint.plan(cluster / "ds.yaml", inventory=inventory).static_pods
    shutil.rmtree(cluster / "manifests")
    with pytest.raises(InventoryError, match="manifests: the folder of static pods cannot be read: No such file"):
        dslint.plan(cluster / "ds.yaml", inventory=inventory)


@NEEDS_CEL
def test_a_mirror_pod_that_a_policy_denies_is_noted_and_the_pod_runs(cluster: Path) -> None:
    pods = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
    expression = "!object.metadata.name.startsWith('etcd') && request.userInfo.username.startsWith('system:node:')"
    asked = policy(
        matchConstraints={"resourceRules": [pods]}, validations=[{"expression": expression, "message": "no"}]
    )
    with (cluster / "nodes.yaml").open("a", encoding="utf-8") as stream:
        stream.writelines(f"---\n{json.dumps(value)}\n" for value in (asked, binding()))
    notes = {pod.ref.name: pod.notes for pod in plan(cluster).static_pods}
    assert notes["kube-scheduler"] == ()
    (note,) = notes["etcd"]
    runs, _, said = note.partition(": ")
    assert runs.startswith("the kubelet runs the pod, but the API server does not show it")
    assert said == "ValidatingAdmissionPolicy 'p.example' with binding 'b.example' denied request: no"
