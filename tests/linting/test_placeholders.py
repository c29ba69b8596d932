"""What depends on placeholders is not judged; all else is."""

from __future__ import annotations

import pytest

import dslint
from dslint.findings import LintReport, Severity
from dslint.linting.object_check import may_hold_placeholders
from dslint.linting.placeholders import IS_PLACEHOLDER
from dslint.report.wording import skipped_notes

POD = """apiVersion: v1
kind: Pod
metadata:
  name: agent
  namespace: agents
spec:
  containers:
  - name: agent
    image: registry.example/agent:1.0
"""


def lint(old: str, new: str) -> LintReport:
    assert old in POD
    return dslint.lint_text(POD.replace(old, new), "pod.yaml")


def placeholders(report: LintReport) -> list[int | None]:
    return [note.line for note in report.skipped if note.message == IS_PLACEHOLDER]


def messages(report: LintReport) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in report.findings]


NOTHING = messages(dslint.lint_text(POD))


@pytest.mark.parametrize(
    "name",
    [
        *("$NS", "${NS}", "${NS:=agents}", "$(NS)", "<NAMESPACE>", "<your namespace>", "'{{ .Namespace }}'", "'@NS@'"),
        *("'%s'", "'%(ns)s'", "'%NS%'", "__NAMESPACE__", "NAMESPACE", "REPLACE_NS", "FILLED BY THE OPERATOR"),
        *("$NODE$", "'[[ ns ]]'", "((ns))", "team-{{ ns }}", "'<%= ns %>'"),
    ],
)
def test_a_name_that_is_written_over_is_not_judged(name: str) -> None:
    report = lint("namespace: agents", f"namespace: {name}")
    assert placeholders(report) == [5]
    assert messages(report) == NOTHING


@pytest.mark.parametrize("name", ["Agents", "BI-V100-poddemo", "AGENTS", "a_b", "50%", "a@b"])
def test_other_names_are_judged(name: str) -> None:
    report = lint("namespace: agents", f"namespace: {name}")
    assert placeholders(report) == []
    assert any(f'Invalid value: "{name}"' in message for message in messages(report))


@pytest.mark.parametrize(
    "image", ["${IMAGE}", "agent:$TAG", "REGISTRY/agent", "agent:{{ version }}", "$(IMAGE)", "<IMAGE>"]
)
def test_an_image_that_is_written_over_is_not_judged(image: str) -> None:
    report = lint("registry.example/agent:1.0", image)
    assert placeholders(report) == [9]
    assert not any(message.startswith("DS641") for message in messages(report))


@pytest.mark.parametrize(
    "field",
    [
        "imagePullPolicy: '{{ .PullPolicy }}'",
        "ports: [{containerPort: '${PORT}'}]",
        "resources: {limits: {memory: '${MEMORY}'}, requests: {memory: 1Gi}}",
        "resources: {limits: {memory: 1Gi, 'hugepages-${SIZE}': 2Mi}}",
        "resources: {limits: {FILLED_BY_VALIDATOR: 1}}",
    ],
)
def test_values_of_every_type_may_be_written_over(field: str) -> None:
    report = lint("    image:", f"    {field}\n    image:")
    assert len(placeholders(report)) == 1
    assert report.count(Severity.ERROR) == 0


def test_what_else_is_wrong_is_found() -> None:
    report = dslint.lint_text(
        POD.replace("agents", "$NS").replace("    image:", "    imagePullPolicy: Often\n    image:")
    )
    assert any("Often" in message for message in messages(report))
    assert placeholders(report) == [5]


@pytest.mark.parametrize(
    "field",
    [
        "args:\n    - --label={{ $labels.x }}",
        "args: ['--name=$(NAME)', '%s', <x>]",
        "command: [sh, -c, 'echo ${HOME}']",
        "env: [{name: NODE_NAME, value: '${X}'}]",
        "volumeMounts: [{name: v, mountPath: /v, subPathExpr: $(NODE_NAME)}]",
        "workingDir: $env:CONTAINER_SANDBOX_MOUNT_POINT/agent",
    ],
)
def test_texts_for_programs_are_no_placeholders(field: str) -> None:
    report = lint("    image:", f"    {field}\n    image:")
    assert placeholders(report) == []
    assert report.documents == 1


def test_a_selector_is_compared_with_what_is_known_only() -> None:
    daemon_set = """apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: "%s"}}
  template:
    metadata: {labels: {app: "%s"}}
    spec: {containers: [{name: agent, image: registry.example/agent:1.0}]}
"""
    pairs = [("<APP>", "agent"), ("agent", "<APP>"), ("<APP>", "<APP>"), ("other", "agent")]
    found = [any(finding.code == "DS231" for finding in dslint.lint_text(daemon_set % pair).findings) for pair in pairs]
    assert found == [False, False, False, True]


def test_a_mount_may_name_a_volume_that_is_written_over() -> None:
    mount = "    volumeMounts: [{name: data, mountPath: /data}]\n    image:"
    volumes = "  volumes: [{name: $VOLUME, emptyDir: {}}]\n  containers:"
    text = POD.replace("    image:", mount)
    assert any(message.startswith("DS239") for message in messages(dslint.lint_text(text)))
    assert not any("DS239" in message for message in messages(dslint.lint_text(text.replace("  containers:", volumes))))


def test_placeholders_are_counted_in_one_line() -> None:
    report = dslint.lint_text(
        POD.replace("agents", "$NS").replace("registry.example/agent:1.0", "${IMAGE}"), "pod.yaml"
    )
    assert list(skipped_notes(report.skipped)) == [f"skipped: pod.yaml:5 and 1 more: {IS_PLACEHOLDER}"]


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("    image: AB", False),
        ("    image: registry/IMAGE:1", True),
        ("    hostName: 'X1Y'", True),
        ("  - name: IMAGE", False),
        ("  {MY LABEL: a}", True),
        ("  MY_LABEL: a", True),
        ("  MY_LABEL a", False),
        ("  drop: [ALL]", False),
    ],
)
def test_names_in_capitals_may_be_placeholders(line: str, *, may: bool) -> None:
    assert may_hold_placeholders(f"  a: ALL BUT\n{line}\n  b: ALL BUT\n") is may


@pytest.mark.parametrize("sign", ["{{", "${", "<a", "[[", "__A", "((", "{%", "AB "])
def test_signs_without_an_end_take_no_time(sign: str) -> None:
    name = sign * (200_000 // len(sign))
    assert may_hold_placeholders(f'  x: "{name}"') or sign == "AB "
    report = lint("registry.example/agent:1.0", f'"{name}"')
    assert report.documents == 1
