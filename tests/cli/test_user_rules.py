"""Rules of users, wherever dslint's own are listed, explained or reported."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Dslint

RULE = """\
code: ORG001
name: latest-image
severity: warning
origin: policy
summary: image that is another one tomorrow
reason: |
  An image called latest is another one on every node that pulls it on another day.
help: write a version or a digest
match: {containers: [containers]}
path: image
assert: {not: {pattern: ":latest$"}}
message: "{value} is another image tomorrow"
examples:
- bad: |
    apiVersion: v1
    kind: Pod
    metadata: {name: agent}
    spec: {containers: [{name: agent, image: "registry.example/agent:latest"}]}  # warning: ORG001
  good: |
    apiVersion: v1
    kind: Pod
    metadata: {name: agent}
    spec: {containers: [{name: agent, image: "registry.example/agent:1.0"}]}
"""
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: agent}
spec: {containers: [{name: agent, image: "registry.example/agent:latest"}]}
"""


@pytest.fixture(params=["option", "configuration"])
def asked(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Options that name the folder of rules; none where the configuration does."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "ORG001-latest-image.yaml").write_text(RULE)
    (tmp_path / "pod.yaml").write_text(POD)
    if request.param == "option":
        return ["--rules", "own"]
    (tmp_path / ".dslint.yaml").write_text("rules: [own]\n")
    return []


@pytest.mark.parametrize("name", ["ORG001", "org001", "latest-image"])
def test_a_users_rule_is_explained(dslint: Dslint, asked: list[str], name: str) -> None:
    ran = dslint("explain", name, *asked)
    assert ran.code == 0
    assert ran.out.startswith("ORG001 latest-image: image that is another one tomorrow\n")


def test_users_rules_are_listed_behind_dslints(dslint: Dslint, asked: list[str]) -> None:
    assert dslint("rules", *asked).out.splitlines()[-1].split()[:3] == ["ORG001", "warning", "latest-image"]
    only = json.loads(dslint("rules", *asked, "--select", "ORG", "--format", "json").out)
    assert [rule["code"] for rule in only] == ["ORG001"]


@pytest.mark.parametrize(
    "form", ["text", "concise", "statistics", "json", "github", "sarif", "junit", "gitlab", "html"]
)
def test_every_format_takes_findings_of_users_rules(dslint: Dslint, asked: list[str], form: str) -> None:
    ran = dslint("lint", "pod.yaml", *asked, "--select", "ORG001", "--fail-on", "warning", "--format", form)
    assert ran.code == 1
    assert "ORG001" in ran.out


def test_sarif_describes_a_users_rule(dslint: Dslint, asked: list[str]) -> None:
    ran = dslint("lint", "pod.yaml", *asked, "--select", "ORG001", "--format", "sarif")
    (rule,) = json.loads(ran.out)["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["help"]) == ("ORG001", {"text": "write a version or a digest"})


COMMANDS = [("explain", "DS231"), ("rules",), ("lint", "pod.yaml")]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_of_rules_that_cannot_be_read_is_an_unreadable_input(
    dslint: Dslint, asked: list[str], command: tuple[str, ...]
) -> None:
    ran = dslint(*command, *asked, "--rules", "missing")
    assert (ran.code, ran.out, ran.err) == (3, "", "dslint: missing: no such folder\n")
    ran = dslint(*command, *asked, "--rules", "pod.yaml")
    assert (ran.code, ran.out, ran.err) == (3, "", "dslint: pod.yaml: is not a folder\n")
    assert dslint("rules", "test", "missing").code == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_a_locked_folder_of_rules_is_an_unreadable_input(
    dslint: Dslint, asked: list[str], command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def locked(folder: str = ".") -> Any:
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    Path("own2/locked").mkdir(parents=True)
    monkeypatch.setattr(os, "scandir", locked)
    ran = dslint(*command, *asked, "--rules", "own2")
    assert (ran.code, ran.out, ran.err) == (3, "", "dslint: own2/locked: cannot be read: Permission denied\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_rules_is_one_line(dslint: Dslint, asked: list[str], command: tuple[str, ...]) -> None:
    Path("manifests").mkdir()
    for number in range(20):
        Path(f"manifests/{number}.yaml").write_text(POD)
    ran = dslint(*command, *asked, "--rules", "manifests")
    assert ran.code == 2
    assert ran.err == "dslint: manifests: contains no rules; a rule is a YAML file with code, match and assert\n"


@pytest.mark.usefixtures("asked")
def test_rules_outside_the_project_need_the_command_line(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    (tmp_path / "sub" / ".dslint.yaml").write_text("rules: [../own]\n")
    (tmp_path / "sub" / "pod.yaml").write_text(POD)
    ran = dslint("lint", "sub/pod.yaml")
    assert ran.code == 2
    assert ".dslint.yaml:1: rules[0]: ../own is outside the project; move it inside, or name it with --rules" in ran.err
    (tmp_path / "sub" / ".dslint.yaml").write_text("{}\n")
    assert "ORG001" in dslint("lint", "sub/pod.yaml", "--rules", "own").out


@pytest.mark.parametrize("rule", ["ORG001", "org001", "latest-image", "ORG", "ORG0"])
@pytest.mark.parametrize("written", ["comment", "annotation", "configuration"])
def test_a_users_rule_is_suppressed_by_code_name_and_prefix(
    dslint: Dslint, asked: list[str], written: str, rule: str
) -> None:
    if written == "comment":
        Path("pod.yaml").write_text(POD.replace("spec:", f"# dslint: ignore[{rule}] pulled once\nspec:"))
    elif written == "annotation":
        annotated = f"name: agent, annotations: {{dslint.dev/ignore: {rule}}}}}\n"
        Path("pod.yaml").write_text(POD.replace("name: agent}\n", annotated, 1))
    else:
        configuration = Path(".dslint.yaml")
        before = configuration.read_text() if configuration.exists() else ""
        configuration.write_text(f"{before}ignores: [{{rules: [{rule}]}}]\n")
    ran = dslint("lint", "pod.yaml", *asked, "--format", "json")
    report = json.loads(ran.out)
    assert not {finding["code"] for finding in report["findings"]} & {"ORG001", "DS901", "DS902"}
    assert report["summary"]["suppressed"] == 1


@pytest.mark.parametrize("rule", ["OR", "O", "ORG0011", "ORG002"])
def test_a_suppression_of_an_unknown_users_rule_is_reported(dslint: Dslint, asked: list[str], rule: str) -> None:
    Path("pod.yaml").write_text(POD.replace("spec:", f"# dslint: ignore[{rule}] pulled once\nspec:"))
    report = json.loads(dslint("lint", "pod.yaml", *asked, "--format", "json").out)
    assert {"ORG001", "DS902"} <= {finding["code"] for finding in report["findings"]}


def test_a_suppression_of_a_users_rule_is_unknown_where_its_rules_are_not_used(
    dslint: Dslint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pod.yaml").write_text(POD.replace("spec:", "# dslint: ignore[ORG001] pulled once\nspec:"))
    assert "DS902" in dslint("lint", "pod.yaml", "--format", "concise").out
