from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint

DAEMONSET = """\
apiVersion: extensions/v1beta1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: agent, image: "example.com/agent:1"}]
"""


@pytest.fixture
def manifest(tmp_path: Path) -> str:
    file = tmp_path / "ds.yaml"
    file.write_text(DAEMONSET, encoding="utf-8")
    return str(file)


def test_each_api_version_of_daemonset_is_reported_with_its_time(dslint: Dslint) -> None:
    ran = dslint("versions")
    assert ran.code == 0
    table = [line.split() for line in ran.out.splitlines()[1:4]]
    assert table == [
        ["extensions/v1beta1", "1.5", "1.8", "1.16", "1.18"],
        ["apps/v1beta2", "1.8", "1.9", "1.16", "1.18"],
        ["apps/v1", "1.9", "-", "-", "-"],
    ]
    assert "apps/v1beta1 never contained DaemonSet" in ran.out


def test_changes_of_some_versions_are_asked_for(dslint: Dslint) -> None:
    changes = json.loads(dslint("versions", "-k", "1.22..1.24", "--format", "json").out)["changes"]
    assert {change["version"] for change in changes} == {"1.22", "1.23", "1.24"}
    assert any(change["text"].startswith("maxSurge: on by default") for change in changes)


def test_a_version_that_is_not_known_is_wrong_usage(dslint: Dslint) -> None:
    for words in (("-k", "1.99"), ("1.29", "1.99")):
        ran = dslint("versions", *words)
        assert ran.code == 2
        assert "dslint knows 1.5 to 1.37" in ran.err


def test_two_versions_have_what_changes_between_them(dslint: Dslint) -> None:
    ran = dslint("versions", "1.29", "v1.34.2")
    assert ran.code == 0
    assert ran.out.startswith("1.29 -> 1.34: what changes for node agents\n")
    assert "unavailable old pods are replaced first" in ran.out
    document = json.loads(dslint("versions", "1.29", "1.34", "--format", "json").out)
    assert (document["from"], document["to"], document["downgrade"]) == ("1.29", "1.34", False)
    assert {change["version"] for change in document["changes"]} == {"1.30", "1.31", "1.32", "1.33", "1.34"}


def test_a_downgrade_is_told_as_one(dslint: Dslint) -> None:
    ran = dslint("versions", "1.34", "1.33")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "1.34 -> 1.33: what this downgrade takes back, the newest first")


def test_for_a_file_only_what_touches_it_is_told(dslint: Dslint, manifest: str) -> None:
    ran = dslint("versions", "1.15", "1.16", "--for", manifest)
    assert ran.code == 0
    assert "that only 1.16 has:" in ran.out
    assert "DS107" in ran.out
    assert "extensions/v1beta1 is no longer served by default" in ran.out
    assert "apps/v1beta2 is no longer served" not in ran.out
    (found,) = json.loads(dslint("versions", "1.15", "1.16", "--for", manifest, "--format", "json").out)["objects"]
    assert "DS107" in [finding["code"] for finding in found["findings"]["new"]]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("1.29",), 2, "only one version is given; write two: dslint versions 1.29 1.36, or -k 1.29"),
        (("1.29", "1.29.4"), 2, "both versions are 1.29: nothing changes between them"),
        (("1.29", "1.34", "-k", "1.30"), 2, "give two versions or -k, not both"),
        (("--for", "ds.yaml"), 2, "--for needs two versions"),
        (("1.29", "1.34", "--for", "missing.yaml"), 3, "missing.yaml: no such file or folder"),
    ],
)
def test_what_cannot_be_told_says_what_to_write(
    dslint: Dslint, words: tuple[str, ...], code: int, message: str
) -> None:
    ran = dslint("versions", *words)
    assert ran.code == code
    assert message in ran.err


def test_a_file_without_workloads_is_nothing_to_check(dslint: Dslint, tmp_path: Path) -> None:
    file = tmp_path / "cm.yaml"
    file.write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", encoding="utf-8")
    ran = dslint("versions", "1.29", "1.34", "--for", str(file))
    assert (ran.code, "no DaemonSet or Pod in" in ran.err) == (3, True)


def test_for_a_file_its_configuration_counts_as_for_lint(dslint: Dslint, manifest: str) -> None:
    def new() -> set[str]:
        (found,) = json.loads(dslint("versions", "1.15", "1.16", "--for", manifest, "--format", "json").out)["objects"]
        return {finding["code"] for finding in found["findings"]["new"]}

    before = new()
    configuration = Path(manifest).parent / ".dslint.yaml"
    configuration.write_text("ignores:\n- {rules: [DS107], reason: the cluster serves it}\n", encoding="utf-8")
    assert new() == before - {"DS107"}
    configuration.write_text("featureGates: 3\n", encoding="utf-8")
    assert dslint("versions", "1.15", "1.16", "--for", manifest).code == 2


def test_feature_gates_of_a_configuration_decide_what_changes(dslint: Dslint, manifest: str) -> None:
    text = DAEMONSET.replace("extensions/v1beta1", "apps/v1")
    text = text.replace("    spec:\n", "    spec:\n      hostUsers: false\n")
    Path(manifest).write_text(text, encoding="utf-8")
    told = "user namespaces (hostUsers: false): on by default"
    assert told in dslint("versions", "1.29", "1.34", "--for", manifest).out
    configuration = Path(manifest).parent / ".dslint.yaml"
    configuration.write_text("featureGates: {UserNamespacesSupport: true}\n", encoding="utf-8")
    assert told not in dslint("versions", "1.29", "1.34", "--for", manifest).out
