from __future__ import annotations

import pytest

import dslint
from dslint.api_server.baseline import BaselineError
from dslint.inventory.errors import InventoryError
from dslint.source.inputs import Text

DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: kube-system}
spec:
  minReadySeconds: 10
  selector:
    matchLabels: {app: agent}
  template:
    metadata: {labels: {app: agent}}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      containers:
      - resources: {requests: {cpu: 50m, memory: 64Mi}}
        name: agent
        image: registry.example/agent:1.0
"""
UNKNOWN = DAEMONSET + "      hostnetwork: true\n"


def codes(report):
    return [finding.code for finding in report.findings]


def test_a_clean_manifest_gives_a_clean_report():
    report = dslint.lint_text(DAEMONSET, name="ds.yaml")
    assert (report.files, report.documents, report.findings, report.skipped) == (1, 1, (), ())
    assert report.kubernetes_versions == ("1.36",)
    assert report.sources == {"ds.yaml": DAEMONSET}


def test_a_finding_names_object_field_place_and_versions():
    (finding,) = dslint.lint_text(UNKNOWN, name="ds.yaml", kubernetes_versions=["1.33", "1.36"]).to_dict()["findings"]
    assert finding["object"] == {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "namespace": "kube-system",
        "name": "agent",
    }
    assert (finding["code"], finding["severity"], finding["origin"]) == ("DS101", "error", "schema")
    assert finding["field"] == "spec.template.spec.hostnetwork"
    assert finding["pointer"] == "/spec/template/spec/hostnetwork"
    assert (finding["file"], finding["line"], finding["column"], finding["endColumn"]) == ("ds.yaml", 16, 7, 18)
    assert finding["kubernetesVersions"] == ["1.33", "1.36"]


def test_versions_that_differ_give_findings_of_their_own():
    report = dslint.lint_text(DAEMONSET + "spec: {}\n", kubernetes_versions="1.24..1.26")
    found = {finding.code: finding.kubernetes_versions for finding in report.findings if finding.code < "DS1"}
    assert found == {"DS003": ("1.24",), "DS002": ("1.25", "1.26")}


def test_an_equal_key_is_told_with_both_places():
    (finding,) = dslint.lint_text(UNKNOWN.replace("hostnetwork", "containers")).findings[:1]
    assert finding.code == "DS002"
    assert finding.span.line == 16
    assert [place.span.line for place in finding.related] == [12]


@pytest.mark.parametrize("form", ["path", "text path", "object", "text"])
def test_a_file_a_folder_an_object_and_a_text_are_linted_alike(form, tmp_path):
    file = tmp_path / "ds.yaml"
    file.write_text(UNKNOWN)
    source = {
        "path": file,
        "text path": str(tmp_path),
        "object": {"apiVersion": "v1", "kind": "Pod", "spec": {"x": 1}, "metadata": {"name": "a"}},
        "text": Text("ds.yaml", UNKNOWN),
    }[form]
    assert "DS101" in codes(dslint.lint(source))


def test_findings_of_an_object_have_no_place_but_a_pointer():
    report = dslint.lint({"kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod", "status": {}, "x": 1}]})
    finding = next(finding for finding in report.to_dict()["findings"] if finding["code"] == "DS101")
    assert (finding["file"], finding["line"], finding["pointer"]) == (None, None, "/items/0/x")


def test_several_sources_make_one_report_in_their_order_of_names(tmp_path):
    (tmp_path / "a.yaml").write_text(UNKNOWN)
    report = dslint.lint([Text("b.yaml", UNKNOWN), tmp_path / "a.yaml", Text("-", DAEMONSET)])
    assert (report.files, report.documents) == (3, 3)
    assert [finding.file for finding in report.findings] == [str(tmp_path / "a.yaml"), "b.yaml"]


def test_what_cannot_be_checked_is_counted(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xff\x00")
    (tmp_path / "b.yaml").write_text("a: {{ x }}\n---\nkind: Service\n")
    report = dslint.lint([tmp_path, tmp_path / "nothing.yaml"])
    assert (report.files, report.documents, report.findings) == (1, 0, ())
    assert len(report.unreadable) == 2
    assert len(report.skipped) == 2


def test_a_newer_version_than_the_recordings_is_remarked():
    assert dslint.lint_text(DAEMONSET, kubernetes_versions="1.36").remarks == ()
    (remark,) = dslint.lint_text(DAEMONSET, kubernetes_versions="1.36,1.37").remarks
    assert "1.37" in remark


def test_a_baseline_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(BaselineError, match="no such file"):
        dslint.lint_text(DAEMONSET, baseline=tmp_path / "old.yaml")
    (tmp_path / "old.yaml").write_text("a: [")
    with pytest.raises(BaselineError, match="did not find expected"):
        dslint.lint_text(DAEMONSET, baseline=tmp_path / "old.yaml")


REQUESTS = {"requests": {"cpu": "50m", "memory": "64Mi"}}


def daemonset(name="agent", label="agent"):
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": name},
        "spec": {
            "minReadySeconds": 10,
            "selector": {"matchLabels": {"app": label}},
            "template": {
                "metadata": {"labels": {"app": label}},
                "spec": {
                    "nodeSelector": {"kubernetes.io/os": "linux"},
                    "containers": [{"name": "agent", "image": "registry.example/agent:1.0", "resources": REQUESTS}],
                },
            },
        },
    }


def test_an_update_is_held_against_its_namesake():
    report = dslint.lint([daemonset(label="new"), daemonset("other")], baseline=[daemonset(), daemonset("other")])
    assert [(finding.object.name, finding.field) for finding in report.findings] == [("agent", "spec.selector")]


def test_the_only_daemonset_updates_the_only_one_of_the_baseline_whatever_its_name():
    (finding,) = dslint.lint(daemonset("renamed"), baseline=daemonset()).findings
    assert finding.field == "metadata.name"
    assert dslint.lint([daemonset("renamed"), daemonset("other")], baseline=daemonset()).findings == ()


def test_what_only_follows_from_a_part_that_could_not_be_read_is_not_said():
    broken = daemonset()
    broken["spec"]["template"]["spec"]["containers"][0]["image"] = 5
    broken["spec"]["selector"] = "app=agent"
    fields = sorted(finding.field for finding in dslint.lint(broken).findings)
    assert fields == ["spec.selector", "spec.template.spec.containers[0].image"]


def test_values_fields_together_and_warnings_are_judged_after_the_types():
    value = daemonset()
    value["spec"]["selector"]["matchLabels"]["app"] = "agnet"
    spec = value["spec"]["template"]["spec"]
    spec["dnsPolicy"] = "Never"
    spec["nodeSelector"] = {"beta.kubernetes.io/os": "linux"}
    found = {(finding.origin.value, finding.field) for finding in dslint.lint(value).findings}
    assert found == {
        ("api-server", "spec.template.metadata.labels"),
        ("api-server", "spec.template.spec.dnsPolicy"),
        ("api-warning", "spec.template.spec.nodeSelector[beta.kubernetes.io/os]"),
    }


INVENTORY = {
    "apiVersion": "dslint.dev/v1",
    "kind": "Inventory",
    "spec": {"nodeGroups": [{"name": "plain", "names": ["n1"], "allocatable": {"cpu": "4", "memory": "8Gi"}}]},
}


def test_the_python_api_reads_no_configuration(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".dslint.yaml").write_text('kubernetesVersions: "1.30"\nignore: [DS]\n')
    (tmp_path / "ds.yaml").write_text(UNKNOWN)
    assert codes(dslint.lint("ds.yaml")) == ["DS101"]
    plan = dslint.plan("ds.yaml", inventory=INVENTORY)
    assert (plan.kubernetes_version, plan.silenced) == ("1.36", ())
    assert plan.workloads[0].rejected


def test_feature_gates_hold_in_a_plan_as_in_lint():
    asking = DAEMONSET.replace("      containers", "      resources: {requests: {cpu: 8}}\n      containers")
    for enabled, bound in ((True, 0), (False, 1)):
        gates = {"PodLevelResources": enabled}
        plan = dslint.plan(Text("ds.yaml", asking), inventory=INVENTORY, feature_gates=gates)
        assert plan.workloads[0].bound == bound


def test_a_plan_without_nodes_is_refused():
    none = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": []}}
    for inventory in ([], none, [{"apiVersion": "v1", "kind": "List", "items": []}]):
        with pytest.raises(InventoryError, match="no nodes"):
            dslint.plan(Text("ds.yaml", DAEMONSET), inventory=inventory)
