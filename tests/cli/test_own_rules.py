"""Rules of users, wherever dslint's own are listed, explained or reported."""

from __future__ import annotations

import json
from pathlib import Path

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


@pytest.mark.parametrize("form", ["text", "concise", "statistics", "json", "github", "sarif", "junit", "gitlab"])
def test_every_format_takes_findings_of_users_rules(dslint: Dslint, asked: list[str], form: str) -> None:
    ran = dslint("lint", "pod.yaml", *asked, "--select", "ORG001", "--fail-on", "warning", "--format", form)
    assert ran.code == 1
    assert "ORG001" in ran.out


def test_sarif_describes_a_users_rule(dslint: Dslint, asked: list[str]) -> None:
    ran = dslint("lint", "pod.yaml", *asked, "--select", "ORG001", "--format", "sarif")
    (rule,) = json.loads(ran.out)["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["help"]) == ("ORG001", {"text": "write a version or a digest"})


def test_a_folder_that_holds_no_rules_is_wrong_usage(dslint: Dslint) -> None:
    assert dslint("explain", "DS231", "--rules", "missing").code == 2
