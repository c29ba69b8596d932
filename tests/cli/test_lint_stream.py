"""Findings on standard output while a run goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dslint.cli.lint_stream import FindingStream
from dslint.linting.text_check import TextCheck
from dslint.source.inputs import Text
from tests.cli.conftest import Dslint
from tests.golden.story import BLIND, CLEAN, MISMATCH

BAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\nspec:\n  hostnetwork: true\n  containers: []\n"
AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: kube-system}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostNetwork: true
      hostPID: true
      containers:
      - name: agent
        image: a
        volumeMounts: [{name: root, mountPath: /host}, {name: run, mountPath: /run}]
      volumes:
      - {name: root, hostPath: {path: /}}
      - {name: run, hostPath: {path: /run/containerd}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(BAD % name)
    (tmp_path / "agent.yaml").write_text(AGENT)
    (tmp_path / "s.yaml").write_text((BAD % "s").replace("true", "true # dslint: ignore[DS101]"))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".dslint.yaml").write_text("ignore: [DS235]\nseverity: {DS101: warning}\nfold: false\n")
    (tmp_path / "sub" / "pod.yaml").write_text(BAD % "sub")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def findings(out: str) -> list[dict[str, Any]]:
    *lines, last = map(json.loads, out.splitlines())
    assert last["kind"] == "LintSummary"
    return lines


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("-k", "1.29..1.36"),
        ("--no-fold",),
        ("--select", "DS1"),
        ("--baseline", "known.json"),
        ("--no-ignores",),
        ("--static-pods", ".", "--node", "n1", "sub"),
        ("--cluster", "namespace.yaml", "."),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_lines_are_the_findings_of_the_report_each_once(dslint: Dslint, options: tuple[str, ...]) -> None:
    Path("namespace.yaml").write_text("apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n")
    dslint("lint", "a.yaml", "b.yaml", "--write-baseline", "known.json")
    for _ in ("cold", "warm"):
        lines = dslint("lint", *options, "--format", "jsonl").out
        report = json.loads(dslint("lint", *options, "--format", "json", "--no-cache").out)
        found = [{key: line[key] for key in line if key not in ("apiVersion", "kind")} for line in findings(lines)]
        assert sorted(found, key=repr) == sorted(report["findings"], key=repr)
        assert json.loads(lines.splitlines()[-1])["summary"] == report["summary"]


@pytest.mark.usefixtures("folder")
def test_the_lines_of_a_run_whose_results_are_all_in_the_cache_come_in_the_same_order(dslint: Dslint) -> None:
    """The findings of kubelets come last, although they sort before those of the same files."""
    arguments = ("lint", "--static-pods", ".", "--node", "n1", "agent.yaml", "a.yaml", "--format", "jsonl")
    without, _, warm = (dslint(*arguments, *options) for options in (("--no-cache",), (), ()))
    assert "kubelet" in {finding["origin"] for finding in findings(warm.out)}
    assert warm == without


@pytest.mark.usefixtures("folder")
def test_what_is_known_is_written_although_the_run_is_stopped(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    read = TextCheck.read

    def stopped(check: TextCheck, text: Text) -> Any:
        if text.name == "c.yaml":
            raise KeyboardInterrupt
        return read(check, text)

    monkeypatch.setattr(TextCheck, "read", stopped)
    ran = dslint("lint", "--format", "jsonl", "a.yaml", "b.yaml", "c.yaml")
    assert ran.code == 130
    assert {json.loads(line)["file"] for line in ran.out.splitlines()} == {"a.yaml", "b.yaml"}


@pytest.mark.usefixtures("folder")
def test_a_file_gets_all_lines_beside_standard_output(dslint: Dslint) -> None:
    ran = dslint("lint", "a.yaml", "b.yaml", "--format", "jsonl", "--format", "jsonl=all.jsonl")
    assert Path("all.jsonl").read_text() == ran.out
    assert ran.code == 1


@pytest.mark.usefixtures("folder")
def test_fixes_are_made_before_anything_is_written(dslint: Dslint) -> None:
    ran = dslint("lint", "a.yaml", "--fix", "--format", "jsonl")
    assert json.loads(ran.out.splitlines()[-1])["summary"]["fixed"] == 1
    assert "DS101" not in ran.out


def test_a_finding_that_was_written_as_often_as_it_is_found_is_not_written_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stream = FindingStream(lambda report: report)
    stream.tell(CLEAN._replace(findings=(MISMATCH,)))
    assert len(capsys.readouterr().out.splitlines()) == 1
    rest = list(stream.rest(CLEAN._replace(findings=(MISMATCH, MISMATCH, BLIND))))
    assert [json.loads(line).get("code") for line in rest] == ["DS231", "DS590", None]
