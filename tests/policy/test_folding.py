"""A suggested profile stands for what it excuses, and one finding for several of a rule; nothing is lost on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dslint as api
from dslint.data import schemas_folder
from dslint.findings import Finding, LintReport, Severity
from tests.cli.conftest import Dslint
from tests.policy.conftest import dslint
from tests.policy.test_evaluation import daemonset

__all__ = ["dslint"]

AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: flannel
  namespace: kube-system
spec:
  selector:
    matchLabels: {app: flannel}
  template:
    metadata:
      labels: {app: flannel}
    spec:
      hostNetwork: true
      nodeSelector: {kubernetes.io/os: linux}
      priorityClassName: system-node-critical
      volumes:
      - {name: cni, hostPath: {path: /etc/cni/net.d}}
      - {name: bin, hostPath: {path: /opt/cni/bin}}
      - {name: cron, hostPath: {path: /etc/cron.d}}
      - {name: home, hostPath: {path: /home}}
      containers:
      - name: flannel
        image: registry.example/flannel:1.0
        resources: {requests: {cpu: 50m, memory: 64Mi}}
        readinessProbe: {httpGet: {port: 1}}
        securityContext: {privileged: true}
        volumeMounts:
        - {name: cni, mountPath: /host/cni}
        - {name: bin, mountPath: /host/bin}
        - {name: cron, mountPath: /host/cron}
      - name: installer
        image: registry.example/flannel:1.0
        volumeMounts:
        - {name: home, mountPath: /host/home}
"""
COVERED = ["DS502", "DS601", "DS605", "DS605", "DS608"]
DECLARED = AGENT.replace("metadata:\n", "metadata:\n  annotations: {dslint.dev/profile: cni}\n", 1)
MORE = AGENT.replace(
    "        - {name: cron, mountPath: /host/cron}\n",
    "        - {name: cron, mountPath: /host/cron}\n        - {name: bin, mountPath: /host/more}\n",
)


def codes(report: LintReport) -> list[str]:
    return [finding.code for finding in report.findings]


def suggestion(report: LintReport) -> Finding:
    [found] = [finding for finding in report.findings if finding.code == "DS699"]
    return found


def test_the_suggestion_stands_first_and_for_all_that_the_profile_excuses():
    report = api.lint_text(AGENT)
    assert codes(report) == ["DS699", "DS605"]
    first = report.findings[0]
    assert first.message == (
        "asks for host access that profile cni covers (5 findings); add the annotation dslint.dev/profile: cni"
    )
    assert first.help == (
        "it covers cluster-dns-on-host-network, host-network, 2 times writable-host-path and privileged-container; "
        "--no-fold shows each"
    )
    assert first.line == 3


def test_what_the_suggestion_promises_is_what_the_annotation_does():
    left = codes(api.lint_text(AGENT))[1:]
    assert left == codes(api.lint_text(DECLARED))


def test_json_says_how_many_of_which_rules_are_folded_and_keeps_its_schema():
    from jsonschema import Draft202012Validator

    document = api.lint_text(AGENT).to_dict()
    folded = document["findings"][0]["folded"]
    assert (folded["profile"], folded["count"]) == ("cni", 5)
    assert [(rule["code"], rule["count"]) for rule in folded["rules"]] == [
        ("DS502", 1), ("DS601", 1), ("DS605", 2), ("DS608", 1),
    ]  # fmt: skip
    assert document["summary"]["folded"] == 5
    schema = json.loads((schemas_folder() / "lint-report.schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


@pytest.mark.parametrize("text", [AGENT, DECLARED])
def test_without_folding_each_finding_is_told(text: str):
    report = api.lint_text(text, fold=False)
    covered = [*COVERED, "DS699"] if text is AGENT else []
    assert sorted(codes(report)) == sorted([*covered, "DS605", "DS605"])
    assert all(finding.folded is None for finding in report.findings)
    assert "folded" not in report.summary


def test_several_findings_of_a_rule_are_one_that_names_each_and_its_line():
    [grouped] = api.lint_text(DECLARED).findings
    lines = {finding.message: finding.line for finding in api.lint_text(DECLARED, fold=False).findings}
    assert grouped.message == "/etc/cron.d and /home of the node can be written by containers flannel and installer"
    assert {grouped.line, *(place.line for place in grouped.related)} == set(lines.values())
    assert [place.message for place in grouped.related] == ["container installer can write to /home of the node"]


def test_one_item_more_is_named_rather_than_counted():
    added = [f"SYS_{letter}" for letter in "ABCDEFGHI"]
    text = DECLARED.replace("{privileged: true}", f"{{capabilities: {{add: [{', '.join(added)}]}}}}")
    [grouped] = [finding for finding in api.lint_text(text).findings if finding.code == "DS609"]
    assert grouped.message == f"added capabilities of container flannel: {', '.join(added[:8])} and SYS_I"


def test_many_items_are_counted_and_each_has_its_place():
    added = [f"SYS_{letter}" for letter in "ABCDEFGHIJKLMNOPQR"]
    text = DECLARED.replace("{privileged: true}", f"{{capabilities: {{add: [{', '.join(added)}]}}}}")
    [grouped] = [finding for finding in api.lint_text(text).findings if finding.code == "DS609"]
    shown = ", ".join(added[:8])
    assert grouped.message == f"added capabilities of container flannel: {shown} and 10 more"
    assert len(grouped.related) == 17


def test_the_suggestion_is_as_severe_as_the_worst_that_it_stands_for():
    assert suggestion(api.lint_text(AGENT)).severity is Severity.WARNING
    reading = AGENT.replace("      hostNetwork: true\n", "").replace(
        "        securityContext: {privileged: true}\n", ""
    )
    reading = reading.replace("mountPath: /host/cni}", "mountPath: /host/cni, readOnly: true}")
    for written in ("bin", "cron", "home"):
        reading = reading.replace(f"        - {{name: {written}, mountPath: /host/{written}}}\n", "")
    assert suggestion(api.lint_text(reading)).severity is Severity.INFO


def test_the_suggestion_stands_first_also_where_metadata_is_last_and_without_a_text():
    metadata = "metadata:\n  name: flannel\n  namespace: kube-system\n"
    late = AGENT.replace(metadata, "") + metadata
    assert codes(api.lint_text(late))[0] == "DS699"
    from dslint.source.document_reader import read_text

    [document] = read_text(AGENT, "ds.yaml").documents
    assert codes(api.lint(document.value)) == ["DS699", "DS605"]


def test_two_objects_of_the_same_name_in_a_file_are_told_apart():
    report = api.lint_text(f"{AGENT}---\n{AGENT}---\n{DECLARED}")
    assert codes(report) == ["DS699", "DS605", "DS699", "DS605", "DS605"]
    assert [finding.folded.count for finding in report.findings if finding.folded] == [5, 5]


def test_versions_that_agree_share_one_suggestion():
    found = suggestion(api.lint_text(AGENT, kubernetes_versions="1.30..1.32"))
    assert found.kubernetes_versions == ("1.30", "1.31", "1.32")
    assert found.folded is not None
    assert found.folded.count == 5


def test_exceptions_of_some_versions_only_are_told_for_these_and_the_suggestion_once():
    agent = {
        "hostPID": True,
        "container": {
            "name": "node-exporter",
            "image": "registry.example/node-exporter:1.0",
            "securityContext": {"appArmorProfile": {"type": "Unconfined"}},
        },
    }
    value = daemonset(**agent)
    value["spec"]["selector"] = {"matchLabels": {"app": "agent"}}
    report = api.lint(value, kubernetes_versions="1.29..1.31")
    told = {finding.code: finding.kubernetes_versions for finding in report.findings}
    assert told["DS699"] == ("1.29", "1.30", "1.31")
    assert told["DS614"] == ("1.30", "1.31")
    assert codes(report).count("DS699") == 1


def test_values_are_not_taken_for_placeholders():
    text = DECLARED.replace("/etc/cron.d", "'/etc/{containers}'")
    [grouped] = api.lint_text(text).findings
    assert grouped.message.startswith("/etc/{containers} and /home of the node")


@pytest.mark.parametrize("answer", ["first", "again"])
def test_cached_findings_are_folded_too(answer: str, tmp_path: Path):
    (tmp_path / "ds.yaml").write_text(AGENT)
    fresh = api.lint(tmp_path / "ds.yaml")
    if answer == "again":
        api.lint(tmp_path / "ds.yaml", cache=tmp_path / "cache")
    assert api.lint(tmp_path / "ds.yaml", cache=tmp_path / "cache") == fresh


def test_an_update_is_folded_too():
    from dslint.source.document_reader import read_text

    [document] = read_text(AGENT, "ds.yaml").documents
    assert codes(api.lint_text(AGENT, baseline=document.value)) == ["DS699", "DS605"]


def test_a_suppressed_finding_is_not_counted_and_its_suppression_is_used():
    report = api.lint_text(AGENT.replace("hostNetwork: true", "hostNetwork: true  # dslint: ignore[DS601, DS502]"))
    found = suggestion(report)
    assert found.folded is not None
    assert found.folded.count == 3
    assert codes(report) == ["DS699", "DS605"]
    assert report.suppressed == 2


def test_nothing_hides_behind_a_suppressed_suggestion():
    report = api.lint_text(AGENT.replace("metadata:\n", "metadata:  # dslint: ignore[DS699]\n", 1))
    assert codes(report) == ["DS502", "DS601", "DS608", "DS605"]


def project(folder: Path, text: str, configuration: str = "") -> Path:
    (folder / "ds.yaml").write_text(text)
    (folder / ".dslint.yaml").write_text(configuration)
    return folder


def found(dslint: Dslint, *arguments: str) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(dslint("lint", "--format=json", *arguments, "ds.yaml").out)["findings"]
    return findings


def test_a_baseline_knows_single_findings_and_shows_what_is_new(
    dslint: Dslint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(project(tmp_path, AGENT))
    dslint("lint", "--no-fold", "--write-baseline=single.json", "ds.yaml")
    dslint("lint", "--write-baseline=folded.json", "ds.yaml")
    assert (tmp_path / "single.json").read_text() == (tmp_path / "folded.json").read_text()
    again = dslint("lint", "--baseline=folded.json", "ds.yaml")
    assert "nothing found" in again.out
    assert "no longer match" not in again.out
    project(tmp_path, MORE)
    assert [one["message"] for one in found(dslint, "--baseline=folded.json")] == [
        "container flannel can write to /opt/cni/bin of the node"
    ]


def test_rules_are_selected_and_made_severe_before_they_are_folded(
    dslint: Dslint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(project(tmp_path, AGENT, "severity: {DS608: error}\n"))
    assert [one["code"] for one in found(dslint, "--select=DS605")] == ["DS605"]
    assert found(dslint, "--ignore=DS601")[0]["folded"]["count"] == 4
    assert found(dslint)[0]["severity"] == "error"
    assert dslint("lint", "ds.yaml").code == 1


@pytest.mark.parametrize(
    ("arguments", "configuration", "folds"),
    [((), "", True), (("--no-fold",), "", False), ((), "fold: false\n", False), ((), "fold: true\n", True)],
)
def test_the_command_line_or_the_configuration_shows_each_finding(
    dslint: Dslint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], configuration: str,
    folds: bool,
):  # fmt: skip
    monkeypatch.chdir(project(tmp_path, AGENT, configuration))
    told = ["DS699", "DS605"] if folds else ["DS699", "DS502", "DS601", "DS608", *["DS605"] * 4]
    assert [one["code"] for one in found(dslint, *arguments)] == told
    summary = dslint("lint", *arguments, "ds.yaml").out.splitlines()[-1]
    assert ("; 5 folded (--no-fold shows each)" in summary) is folds


def test_every_format_says_which_profile_to_declare(dslint: Dslint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(project(tmp_path, AGENT))
    for form in ("text", "concise", "json", "github", "sarif", "junit", "gitlab"):
        assert "add the annotation dslint.dev/profile: cni" in dslint("lint", f"--format={form}", "ds.yaml").out


def test_static_pods_are_folded_too(tmp_path: Path):
    text = AGENT.replace("apps/v1", "v1").replace("DaemonSet", "Pod")
    head, _, spec = text.partition("    spec:\n")
    head = head.partition("spec:")[0]
    lines = [line.removeprefix("    ") for line in spec.splitlines()]
    (tmp_path / "pod.yaml").write_text(head + "\n".join(["spec:", *lines, ""]))
    report = api.lint_static_pods(tmp_path, node="node-1")
    assert codes(report)[0] == "DS699"
    assert report.findings[0].folded is not None
    assert "DS601" in codes(api.lint_static_pods(tmp_path, node="node-1", fold=False))


def test_one_finding_for_several_has_the_fixes_of_all_the_last_one_first():
    volumes = [{"name": name, "emptyDir": {}} for name in ("a", "b")]
    report = api.lint(daemonset(volumes=volumes))
    (finding,) = (one for one in report.findings if one.code == "DS527")
    assert finding.fix is not None
    assert finding.fix.summary == "remove the volume a and remove the volume b"
    assert [edit.path[-2:] for edit in finding.fix.edits] == [("volumes", 1), ("volumes", 0)]
