"""Values that no manifest should hold: each is a finding at its place, and nothing breaks."""

from __future__ import annotations

import pytest

from dslint import lint, lint_text
from dslint.findings import Finding
from tests.cel import NEEDS_CEL

POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: a, labels: {labels}}}
spec:
  containers: [{{name: a, image: "x:1"{container}}}]
  {spec}
"""
DAEMONSET = "apiVersion: apps/v1\nkind: DaemonSet\nspec: {updateStrategy: {rollingUpdate: {%s}}}\n"
DIGITS = "9" * 5000


def pod(spec: str = "", *, labels: str = "{}", container: str = "") -> str:
    return POD.format(spec=spec, labels=labels, container=container)


def found(text: str, name: str = "pod.yaml") -> list[Finding]:
    return [finding for finding in lint_text(text, name).findings if finding.severity.value == "error"]


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        (pod(labels='{"2024": [x]}'), "/metadata/labels/2024"),
        (pod(labels='{"007": [x]}'), "/metadata/labels/007"),
        (pod(labels='{"": [x]}'), "/metadata/labels/"),
        (pod("nodeSelector: {1: {}}"), "/spec/nodeSelector/1"),
    ],
    ids=["number", "zeros before", "empty", "not quoted"],
)
def test_a_key_that_looks_like_a_number_is_a_key(text: str, pointer: str) -> None:
    (finding,) = found(text)
    assert (finding.code, finding.pointer) == ("DS103", pointer)
    assert finding.message.endswith("of type string")


def test_a_volume_and_a_mount_without_names_do_not_belong_together() -> None:
    text = pod("volumes: [{hostPath: {path: /a}}]", container=", volumeMounts: [{mountPath: /b}]")
    assert {(finding.code, finding.field) for finding in found(text)} == {
        ("DS201", "spec.volumes[0].name"),
        ("DS201", "spec.containers[0].volumeMounts[0].name"),
        ("DS239", "spec.containers[0].volumeMounts[0].name"),
    }


def test_an_integer_that_no_float_holds_is_out_of_range() -> None:
    text = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"priority": %s}}'
    assert "DS104" in {finding.code for finding in found(text % ("9" * 310), "pod.json")}
    assert "DS009" in {finding.code for finding in found(text % DIGITS, "pod.json")}


def test_a_binary_that_is_not_ascii_is_no_base64() -> None:
    findings = found(pod("hostname: !!binary é"))
    assert [finding.code for finding in findings] == ["DS009"]
    assert "not valid base64" in findings[0].message


@pytest.mark.parametrize("value", ["3", "x"])
def test_operators_that_fields_of_nodes_do_not_have_are_refused_and_not_compared(value: str) -> None:
    expressions = 'matchExpressions: [{key: a, operator: Gt, values: ["1"]}]'
    less = f'{{key: metadata.name, operator: Lt, values: ["{value}"]}}'
    terms = f"nodeSelectorTerms: [{{{expressions}, matchFields: [{less}, {less.replace('Lt', 'Gt')}]}}]"
    text = pod(f"affinity: {{nodeAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: {{{terms}}}}}}}")
    assert {finding.code for finding in found(text)} == {"DS202"}


@pytest.mark.parametrize(
    "text",
    [
        pod(f'tolerations: [{{key: a, operator: Lt, value: "{DIGITS}", effect: NoSchedule}}]'),
        pod(f'priorityClassName: "{DIGITS}"'),
        pod(container=f', resources: {{limits: {{cpu: "{DIGITS}x", memory: "{DIGITS}Ki"}}}}'),
        pod(f'hostAliases: [{{ip: "{DIGITS}.1.1.1", hostnames: [a]}}]'),
        DAEMONSET % f'maxSurge: "{DIGITS}%"',
        DAEMONSET % f'maxUnavailable: "{DIGITS}"',
    ],
    ids=["toleration", "name", "quantity", "address", "percentage", "number as text"],
)
def test_numbers_of_any_length_are_read(text: str) -> None:
    assert found(text)


POLICY = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {{name: p.example}}
spec:
  matchConstraints: {{resourceRules: {rules}}}
  variables: {variables}
  validations: {validations}
"""


@NEEDS_CEL
@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("rules", "x", "/spec/matchConstraints/resourceRules"),
        ("rules", "[{apiGroups: 3}]", "/spec/matchConstraints/resourceRules/0/apiGroups"),
        ("variables", "[x]", "/spec/variables/0"),
        ("variables", "[{name: [], expression: {}}]", "/spec/variables/0/name"),
        ("validations", "{a: b}", "/spec/validations"),
        ("validations", "[{expression: 3}]", "/spec/validations/0/expression"),
    ],
)
def test_a_policy_may_hold_anything(field: str, value: str, pointer: str) -> None:
    rule = "[{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [daemonsets]}]"
    values = {"rules": rule, "variables": "[]", "validations": '[{expression: "true"}]', field: value}
    assert pointer in {finding.pointer for finding in found(POLICY.format(**values))}


@NEEDS_CEL
def test_an_api_version_of_a_policy_may_be_anything() -> None:
    report = lint({"apiVersion": [], "kind": "ValidatingAdmissionPolicy", "metadata": {"name": "p"}})
    assert report.findings[0].pointer == "/apiVersion"
