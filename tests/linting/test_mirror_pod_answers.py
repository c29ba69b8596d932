"""Policies for Pods, asked about the mirror pods of static pods in lint."""

from __future__ import annotations

from pathlib import Path

import dslint
from dslint.findings import Finding
from dslint.linting.mirror_pod_answers import CHANGE, RUNS
from tests.cel import NEEDS_CEL
from tests.validation.admission_policy.policies import binding, policy

pytestmark = NEEDS_CEL

PODS = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: proxy, namespace: kube-system}
spec:
  hostNetwork: true
  containers: [{name: proxy, image: registry.example/proxy:1}]
"""


def told(folder: Path, expression: str, action: str = "Deny") -> list[Finding]:
    (folder / "proxy.yaml").write_text(POD, encoding="utf-8")
    asked = policy(matchConstraints={"resourceRules": [PODS]}, validations=[{"expression": expression}])
    cluster = [asked, binding(validationActions=[action])]
    report = dslint.lint_static_pods(folder, "node-1", "1.36", cluster=cluster)
    assert [pod.accepted for pod in report.static_pods or ()] == [True]
    return [finding for finding in report.findings if finding.code.startswith(("DS71", "DS73"))]


def test_a_denied_mirror_pod_is_a_warning_because_the_pod_runs(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, "!object.spec.?hostNetwork.orValue(false)")
    assert (finding.code, finding.severity.value, finding.path) == ("DS732", "warning", ("spec", "hostNetwork"))
    assert finding.help == f"{RUNS}: the expression reads spec.hostNetwork, which is true"
    assert finding.span is not None
    assert finding.span.line == 5


def test_the_kubelet_of_the_node_asks(tmp_path: Path) -> None:
    assert told(tmp_path, "request.userInfo.username == 'system:node:node-1'") == []


def test_a_warning_reaches_nobody(tmp_path: Path) -> None:
    assert told(tmp_path, "1 > 2", "Warn") == []


def test_an_expression_that_reads_nothing_has_the_help_of_the_rule(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, "1 > 2")
    assert finding.help == f"{RUNS}: {CHANGE}"
