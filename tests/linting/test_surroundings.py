"""What is in the cluster beside the manifests, with what they bring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dslint
from dslint.findings import Finding, LintReport
from dslint.source.document_reader import read_text
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL

AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: team}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostNetwork: true
      containers: [{name: main, image: registry.example/agent:1.0}]
"""
POLICY = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: p}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ["*"], resources: [daemonsets]}]
  validations:
  - expression: "!object.spec.template.spec.?hostNetwork.orValue(false)"
    message: no host network
"""
BINDING = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: b}
spec: {policyName: p, validationActions: [Deny]}
"""
DENIED = "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no host network"


def written(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def denials(report: LintReport) -> list[str]:
    return [finding.message for finding in report.findings if finding.origin.value == "admission-policy"]


def denied(report: LintReport) -> Finding:
    (found,) = (finding for finding in report.findings if finding.code == "DS710")
    return found


def test_the_policies_of_a_cluster_are_asked(tmp_path):
    cluster = written(tmp_path / "cluster", all=f"{POLICY}---\n{BINDING}") / "all.yaml"
    report = dslint.lint(written(tmp_path / "manifests", agent=AGENT), cluster=[cluster])
    found = denied(report)
    assert (found.message, found.line, found.severity.value) == (DENIED, 9, "error")
    assert (found.related[0].file, found.related[0].line) == (str(cluster), 8)


def test_policies_among_the_manifests_are_asked_whatever_the_order_of_the_files(tmp_path):
    folder = written(tmp_path, a=AGENT, b=BINDING, c=POLICY)
    report = dslint.lint(folder)
    assert denials(report) == [DENIED]
    assert denied(report).related[0].file == str(folder / "c.yaml")


def test_a_policy_without_binding_is_said_and_asked_with_bind_all(tmp_path):
    folder = written(tmp_path, a=AGENT, c=POLICY)
    report = dslint.lint(folder)
    assert denials(report) == []
    assert any("has no binding" in remark for remark in report.remarks)
    assert denials(dslint.lint(folder, bind_all=True)) == [DENIED.replace("'b'", "'bind-all'")]


def test_a_user_may_be_declared(tmp_path):
    policy = POLICY.replace('"!object', "\"request.userInfo.username == 'ci' || !object")
    folder = written(tmp_path, a=AGENT, b=BINDING, c=policy)
    report = dslint.lint(folder)
    assert report.unchecked == report.summary["unchecked"] == 1
    assert denials(dslint.lint(folder, user={"name": "ci"})) == []


def test_the_cache_does_not_hide_a_policy_that_has_changed(tmp_path):
    folder, cache = written(tmp_path / "manifests", a=AGENT), tmp_path / "cache"
    assert denials(dslint.lint(folder, cache=cache)) == []
    written(folder, b=BINDING, c=POLICY)
    assert denials(dslint.lint(folder, cache=cache)) == [DENIED]


def test_what_the_server_rejects_is_not_asked(tmp_path):
    invalid = AGENT.replace("{app: agent}}\n  template", "{app: other}}\n  template")
    report = dslint.lint(written(tmp_path, a=invalid, b=BINDING, c=POLICY))
    assert report.findings
    assert denials(report) == []


def objects(text: str) -> list[dict[str, Any]]:
    return [document.value for document in read_text(text, "x").documents]


def test_objects_without_text_are_asked_about_and_asked_too():
    (agent,), policies = objects(AGENT), objects(f"{POLICY}---\n{BINDING}")
    report = dslint.lint(agent, cluster=policies)
    assert denials(report) == [DENIED]
    assert all(place.file is None for place in denied(report).related)
    assert denials(dslint.lint([agent, *policies])) == [DENIED]
