from __future__ import annotations

import json

import pytest

import dslint
from dslint.plans import Level, State
from dslint.source.inputs import Text
from tests.planning.nodes import daemonset, node

WRONG = daemonset(nodeSelector={"rack": "-1"})
REFUSED = "must be an empty string or consist of alphanumeric characters"


def test_what_the_api_server_refuses_is_not_placed():
    found = dslint.plan([WRONG], inventory=[node("n1")], kubernetes_version="1.36").workloads[0]
    assert [finding.field for finding in found.rejected] == ["spec.template.spec.nodeSelector"]
    assert found.placement == ()


def test_when_the_controller_bound_its_pods_itself_that_is_told_beside_the_placement():
    found = dslint.plan([WRONG], inventory=[node("n1", labels={"rack": "-1"})], kubernetes_version="1.9").workloads[0]
    assert found.rejected == ()
    assert [group.state for group in found.placement] == [State.BOUND]
    assert REFUSED in found.notes[0]


def test_an_update_is_held_against_what_runs():
    moved = daemonset()
    moved["spec"]["selector"] = {"matchLabels": {"app": "other"}}
    moved["spec"]["template"]["metadata"]["labels"] = {"app": "other"}
    found = dslint.plan([moved], inventory=[node("n1")], baseline=[daemonset()], kubernetes_version="1.36").workloads[0]
    assert [finding.field for finding in found.rejected] == ["spec.selector"]
    assert dslint.plan([moved], inventory=[node("n1")], kubernetes_version="1.36").workloads[0].rejected == ()


@pytest.mark.parametrize("version", ["1.15", "1.16", "1.36"])
@pytest.mark.parametrize(("selector", "refused"), [({"app": "agent", "tier": "node"}, False), ({"app": "agent"}, True)])
def test_a_daemonset_of_extensions_moves_to_apps_with_all_labels_of_its_template(version, selector, refused):
    old, new = daemonset(), daemonset()
    for made in (old, new):
        made["spec"]["template"]["metadata"]["labels"] = {"app": "agent", "tier": "node"}
    old["apiVersion"] = "extensions/v1beta1"
    del old["spec"]["selector"]
    new["spec"]["selector"] = {"matchLabels": selector}
    found = dslint.plan([new], inventory=[node("n1")], baseline=[old], kubernetes_version=version).workloads[0]
    assert [finding.field for finding in found.rejected] == ["spec.selector"] * refused
    assert refused or found.bound == 1


def test_what_is_no_manifest_is_not_planned(tmp_path):
    patch = {**daemonset(), "spec": {"template": {"spec": {"hostNetwork": True}}}}
    files = {
        "ds.yaml": json.dumps(daemonset()),
        "args.yaml": json.dumps(patch),
        "kustomization.yaml": "patches: [{path: args.yaml}]\n",
        "tsconfig.json": "{\n  // for the compiler\n  a: [}\n",
        "values.yaml": "kind: DaemonSet\n",
    }
    (tmp_path / ".git").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    plan = dslint.plan(tmp_path, inventory=[node("n1")], baseline=tmp_path)
    assert [(found.rejected, found.desired) for found in plan.workloads] == [((), 1)]
    assert plan.workloads[0].rollout is None or not plan.workloads[0].rollout.changed, "no patch runs now"
    assert plan.left_out == ()


@pytest.mark.parametrize(("version", "level"), [("1.32", Level.REJECTED), ("1.33", Level.SAFE)])
def test_json_with_a_comma_too_many_is_planned_if_kubectl_of_the_version_reads_it(version, level):
    text = json.dumps(daemonset(), indent=1).replace('"agent:1"', '"agent:1",')
    plan = dslint.plan(Text("ds.json", text), inventory=[node("n1")], kubernetes_version=version)
    assert plan.verdict.level is level
    [workload] = plan.workloads
    assert [finding.code for finding in workload.rejected] == (["DS025"] if level is Level.REJECTED else [])
    assert workload.desired == (level is Level.SAFE)
