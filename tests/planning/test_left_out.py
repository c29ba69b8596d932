"""What --from has and the new manifests lack: kept by apply, deleted by what prunes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.findings import Severity
from dslint.plans import Level, Plan, SourceLine
from dslint.policy import catalogue
from dslint.source.document_reader import read_text
from tests.planning.nodes import daemonset, node, plain_pod, taint
from tests.repositories import commit, write

NODES = [node("n1"), node("n2"), node("t1", taint("a"))]


def plan(*workloads: Any, baseline: Any, inventory: Any = NODES) -> Plan:
    return dslint.plan(list(workloads), inventory=inventory, baseline=baseline)


def annotated(**annotations: str) -> dict[str, Any]:
    agent = daemonset("gone")
    keys = {key.replace("__", ".").replace("_", "/"): value for key, value in annotations.items()}
    return {**agent, "metadata": {**agent["metadata"], "annotations": keys}}


def test_a_daemonset_that_is_gone_is_said_with_its_nodes_and_what_deletes_it() -> None:
    planned = plan(daemonset(), baseline=[daemonset(), daemonset("gone")])
    (left,) = planned.left_out
    assert (left.ref.name, left.source, left.nodes, left.kept_by) == ("gone", None, 2, ())
    (finding,) = planned.findings
    assert (finding.code, finding.name, finding.severity) == ("DS820", "manifest-removed", Severity.WARNING)
    assert finding.message == (
        "DaemonSet default/gone, which --from has and which runs on 2 nodes, is not in the new manifests:"
        " kubectl apply keeps it; kubectl apply --prune, Flux (with prune: true),"
        " Argo CD (with pruning, which is off by default) and helm upgrade delete it"
    )
    assert planned.remarks == (), "said once"
    runs = "DaemonSet default/gone, which runs on 2 nodes, is not in the new manifests"
    assert planned.verdict == (Level.AT_RISK, runs)


def test_each_has_a_finding() -> None:
    names = ["a", "b", "c", "d", "e"]
    planned = plan(daemonset(), baseline=[daemonset(), *map(daemonset, names)])
    assert [finding.object and finding.object.name for finding in planned.findings] == names


def test_where_the_manifests_have_none_of_them_the_new_ones_are_said_to_be_new() -> None:
    planned = plan(daemonset(), baseline=[daemonset("gone")])
    assert [finding.code for finding in planned.findings] == ["DS820"]
    said = "--from has DaemonSet default/gone, but no manifest has such a name; all objects are treated as new"
    assert planned.remarks == (said,)


def test_objects_that_were_saved_from_a_cluster_are_not_missed() -> None:
    saved = daemonset("kube-proxy")
    saved["metadata"]["uid"] = "7d6f7c1e"
    assert plan(daemonset(), baseline=[daemonset(), saved]).left_out == ()


def test_it_keeps_its_room_as_after_kubectl_apply() -> None:
    port = {"containers": [{"name": "agent", "image": "agent:1", "ports": [{"containerPort": 1, "hostPort": 1}]}]}
    planned = plan(daemonset(**port), baseline=[daemonset("gone", **port)])
    assert (planned.workloads[0].bound, planned.workloads[0].pending) == (0, 2)


@pytest.mark.parametrize(
    ("annotations", "kept_by"),
    [
        ({"helm__sh_resource-policy": "keep"}, ("helm upgrade",)),
        ({"argocd__argoproj__io_sync-options": "Replace=true, Prune=false"}, ("Argo CD",)),
        ({"kustomize__toolkit__fluxcd__io_prune": "disabled"}, ("Flux",)),
        ({"helm__sh_resource-policy": "delete"}, ()),
    ],
)
def test_annotations_that_keep_it_are_heeded(annotations: dict[str, str], kept_by: tuple[str, ...]) -> None:
    planned = plan(daemonset(), baseline=[daemonset(), annotated(**annotations)])
    (left,) = planned.left_out
    assert left.kept_by == kept_by
    keeps, deletes = planned.findings[0].message.split("; ")
    for tool in kept_by:
        assert f"kubectl apply and {tool} (because of its annotation) keep it" in keeps
        assert tool not in deletes


def test_pods_of_the_inventory_count_where_it_lists_them() -> None:
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": "gone-1",
            "namespace": "default",
            "labels": {"app": "gone"},
            "ownerReferences": [{"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "gone", "controller": True}],
        },
        "spec": {"nodeName": "n2", "containers": [{"name": "agent", "image": "agent:1"}]},
    }
    planned = plan(daemonset(), baseline=[daemonset("gone")], inventory=[*NODES, pod])
    assert [left.nodes for left in planned.left_out] == [1]


def test_a_pod_that_is_gone_counts_its_node_if_the_inventory_has_it() -> None:
    running = plain_pod(nodeName="n1")
    for inventory, nodes in ((NODES, 0), ([*NODES, running], 1)):
        planned = plan(daemonset(), baseline=[daemonset(), plain_pod()], inventory=inventory)
        assert [left.nodes for left in planned.left_out] == [nodes]
        assert (" and which runs on 1 node," in planned.findings[0].message) is bool(nodes)


def test_a_new_api_version_or_file_or_an_omitted_namespace_is_the_same_object() -> None:
    old = {**daemonset(), "apiVersion": "extensions/v1beta1", "metadata": {"name": "agent"}}
    assert plan(daemonset(), baseline=[old]).left_out == ()


def test_another_kind_with_the_name_is_another_object() -> None:
    other = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "agent", "namespace": "default"}}
    assert [left.ref.kind for left in plan(other, daemonset("x"), baseline=[daemonset()]).left_out] == ["DaemonSet"]


TEXT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: NAME}
spec:
  selector: {matchLabels: {app: NAME}}
  template: {metadata: {labels: {app: NAME}}, spec: {containers: [{name: agent, image: "agent:1"}]}}
"""


def named(name: str) -> str:
    return TEXT.replace("NAME", name)


def test_a_file_has_its_line_and_is_annotated_there(tmp_path: Path) -> None:
    write(tmp_path, {"old.yaml": f"{named('agent')}---\n{named('gone')}", "new.yaml": named("agent")})
    planned = plan(tmp_path / "new.yaml", baseline=tmp_path / "old.yaml")
    (left,), (finding,) = planned.left_out, planned.findings
    assert left.source == SourceLine(str(tmp_path / "old.yaml"), 8)
    assert (finding.file, finding.line) == (str(tmp_path / "old.yaml"), 8)


def test_a_manifest_that_a_branch_removes_is_named_at_its_commit(repository: Path) -> None:
    write(repository, {"deploy/agent.yaml": named("agent"), "deploy/gone.yaml": named("gone"), "x.yaml": named("x")})
    commit(repository)
    (repository / "deploy" / "gone.yaml").unlink()
    planned = plan("deploy", baseline="git:HEAD")
    (left,), (finding,) = planned.left_out, planned.findings
    assert (left.ref.name, left.source, left.nodes) == ("gone", SourceLine("git:HEAD:deploy/gone.yaml", 1), 2)
    assert finding.file is None, "no annotation stands at a file that does not exist"
    assert "which --from has at git:HEAD:deploy/gone.yaml:1" in finding.message


def test_nothing_is_said_of_files_that_are_not_given(repository: Path) -> None:
    write(repository, {"deploy/agent.yaml": named("agent"), "deploy/gone.yaml": named("gone")})
    commit(repository)
    (repository / "deploy" / "gone.yaml").unlink()
    assert plan("deploy/agent.yaml", baseline="git:HEAD").left_out == ()


@pytest.mark.parametrize("text", ['{{ include "agent" . }}\n', "a: [\n", "\ufeffa: [\n", b"\xff\0"])
def test_where_a_manifest_cannot_be_read_nothing_is_known_to_be_gone(repository: Path, text: str | bytes) -> None:
    write(repository, {"deploy/agent.yaml": named("agent"), "deploy/ds.yaml": named("gone")})
    commit(repository)
    write(repository, {"deploy/ds.yaml": text})
    assert plan("deploy", baseline="git:HEAD").left_out == ()


def test_the_examples_of_the_rule_show_it() -> None:
    (example,) = catalogue.page("DS820").examples
    given = [
        [document.value for document in read_text(text or "", "example.yaml").documents]
        for text in (example.bad, example.good, example.options.baseline, example.options.inventory)
    ]
    bad, good, baseline, inventory = given
    assert [finding.code for finding in plan(*bad, baseline=baseline, inventory=inventory).findings] == ["DS820"]
    assert plan(*good, baseline=baseline, inventory=inventory).findings == ()


def test_the_json_has_it_as_a_value() -> None:
    document = plan(daemonset(), baseline=[daemonset(), daemonset("gone")]).to_dict()
    assert document["leftOut"] == [
        {
            "ref": {"apiVersion": "apps/v1", "kind": "DaemonSet", "namespace": "default", "name": "gone"},
            "source": None,
            "nodes": 2,
            "keptBy": [],
        }
    ]
    assert "leftOut" not in plan(daemonset(), baseline=[daemonset()]).to_dict()
