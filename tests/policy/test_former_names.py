"""Names that rules had before: each one still works wherever a rule can be named, and none is used again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import dslint as api
from dslint.data import rules_folder
from dslint.policy import catalogue
from dslint.policy.guides import guides
from dslint.policy.policies import UserRulesError
from dslint.policy.report_filter import Selection, code_of
from dslint.policy.suppressions.suppression import Suppression
from dslint.policy.user_rules import read_user_rules
from tests.cli.conftest import Dslint

FORMER = {
    "key-without-text": "DS008",
    "value-outside-json": "DS009",
    "text-behind-separator": "DS010",
    "yaml-version": "DS011",
    "merge-of-no-map": "DS012",
    "text-behind-document-end": "DS013",
    "unreadable-quantity": "DS105",
    "unreadable-time": "DS106",
    "misspelt-kind": "DS108",
    "required-value": "DS201",
    "missing-reference": "DS206",
    "ending-daemonset-pod": "DS233",
    "host-port-taken-twice": "DS237",
    "changed-pod": "DS245",
    "deprecated-volume-kind": "DS304",
    "overlapping-files": "DS305",
    "repeated-host-alias": "DS306",
    "doubtful-pull-secret": "DS307",
    "fraction-of-a-byte": "DS308",
    "hidden-variable": "DS309",
    "address-without-host-port": "DS310",
    "repeated-port": "DS311",
    "pod-name-no-host-name": "DS313",
    "unusual-address": "DS314",
    "impossible-preferred-label": "DS315",
    "repeated-port-name": "DS316",
    "no-static-pod": "DS401",
    "static-pod-reference": "DS402",
    "static-pod-reference-unserved": "DS403",
    "static-pod-priority-unresolved": "DS406",
    "static-pod-document-dropped": "DS407",
    "static-pod-twice": "DS408",
    "static-pod-leftover-file": "DS409",
    "agent-twice": "DS410",
    "dead-node-term": "DS505",
    "self-repulsion": "DS506",
    "self-attraction": "DS507",
    "surge-with-self-repulsion": "DS508",
    "idle-topology-spread": "DS509",
    "topology-spread-that-blocks": "DS510",
    "idle-preference": "DS511",
    "automatic-toleration": "DS512",
    "replaced-toleration-seconds": "DS513",
    "toleration-for-a-while": "DS514",
    "covered-toleration": "DS519",
    "valued-toleration": "DS520",
    "blind-rollout": "DS521",
    "rollout-at-once": "DS522",
    "update-on-delete-by-default": "DS523",
    "update-on-delete": "DS524",
    "fixed-node": "DS526",
    "unprioritised-node-plugin": "DS529",
    "any-operating-system": "DS530",
    "image-of-one-architecture": "DS531",
    "misspelt-node-key": "DS532",
    "misspelt-node-value": "DS533",
    "tiny-memory": "DS536",
    "cores-for-thousandths": "DS537",
    "long-pre-stop": "DS539",
    "frozen-configuration": "DS541",
    "scheduling-annotation": "DS543",
    "root-where-forbidden": "DS545",
    "command-line-as-program": "DS548",
    "unknown-system-priority": "DS549",
    "written-priority": "DS550",
    "critical-elsewhere": "DS551",
    "old-topology-key": "DS552",
    "foreign-template-namespace": "DS553",
    "host-processes": "DS602",
    "unconfined-app-armor": "DS614",
    "kept-capabilities": "DS619",
    "mounts-that-reach-the-node": "DS621",
    "agent-without-resources": "DS630",
    "unbounded-scratch-volume": "DS634",
    "unreadable-image-name": "DS641",
    "pull-at-every-start": "DS642",
    "image-that-is-never-pulled": "DS643",
    "token-of-default-service-account": "DS650",
    "ending-without-grace": "DS660",
    "very-long-grace": "DS661",
    "no-revision-to-return-to": "DS662",
    "path-created-to-be-read": "DS663",
    "pods-refused-by-pod-security": "DS701",
    "pod-not-admitted": "DS801",
}
RENAMED = "cores-for-thousandths"
MANIFEST = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: logging
  annotations: {}
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      containers:
      - name: agent
        image: registry.example/agent:1.0
        resources:
          requests:
            cpu: 100
        readinessProbe: {tcpSocket: {port: 8080}}
"""
CPU = "            cpu: 100\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agent.yaml").write_text(MANIFEST)
    return tmp_path


def test_the_table_holds_every_former_name_of_the_rule_files() -> None:
    found = {}
    for path in rules_folder().glob("*.yaml"):
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        found |= dict.fromkeys(value.get("formerNames", ()), value["code"])
    assert found == FORMER


def test_no_former_name_is_used_for_another_rule_or_guide() -> None:
    assert FORMER.keys() & {*catalogue.names().values(), *guides()} == set()


@pytest.mark.parametrize(("name", "code"), FORMER.items())
def test_a_former_name_means_its_rule_wherever_a_rule_is_named(name: str, code: str) -> None:
    assert catalogue.find(name).code == catalogue.find(name.upper()).code == code
    assert Selection.of([f"DS0,{name}"], [name]) == Selection(("DS0", code), (code,))
    assert code_of(name, catalogue.names()) == code
    assert Suppression((name,), lambda _: True).unknown == ()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", FORMER)
def test_explain_takes_a_former_name_and_shows_the_name_of_today(dslint: Dslint, name: str) -> None:
    code = FORMER[name]
    ran = dslint("explain", name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{code} {catalogue.names()[code]}: ")


def test_a_configuration_may_hold_every_former_name_in_every_setting(dslint: Dslint, folder: Path) -> None:
    settings = {
        "select": list(FORMER),
        "severity": dict.fromkeys(FORMER, "warning"),
        "ignores": [{"rules": list(FORMER), "reason": "known", "names": ["other"]}],
    }
    (folder / ".dslint.yaml").write_text(json.dumps(settings))
    ran = dslint("lint", "--format", "concise", "agent.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "cpu-unit-mistake" in ran.out
    (folder / ".dslint.yaml").write_text(json.dumps({"select": ["DS5"], "ignore": list(FORMER)}))
    ran = dslint("lint", "--format", "concise", "agent.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "DS537" not in ran.out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_option_may_hold_every_former_name(dslint: Dslint, option: str) -> None:
    ran = dslint("lint", "--format", "concise", option, ",".join(FORMER), "agent.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ("DS537" in ran.out) is (option == "--select")
    assert dslint("rules", "--select", ",".join(FORMER)).code == 0


@pytest.mark.parametrize(
    "text",
    [
        MANIFEST.replace(CPU, CPU.rstrip() + "  # dslint: ignore[{names}] measured\n"),
        MANIFEST.replace(CPU, "            # dslint: ignore[{names}] measured\n" + CPU),
        "# dslint: ignore-file[{names}] measured\n" + MANIFEST,
        MANIFEST + "# dslint: ignore-document[{names}] measured\n",
        MANIFEST.replace("annotations: {}", 'annotations: {dslint.dev/ignore: "{names}"}'),
    ],
    ids=["on the line", "above the line", "file", "document", "annotation"],
)
@pytest.mark.parametrize("names", [RENAMED, ", ".join(FORMER)], ids=["one", "all"])
def test_a_suppression_in_a_manifest_may_hold_former_names(text: str, names: str) -> None:
    codes = {finding.code for finding in api.lint_text(text.replace("{names}", names)).findings}
    assert codes & {"DS537", "DS901", "DS902", "DS904"} == set()
    assert "DS537" in {finding.code for finding in api.lint_text(MANIFEST).findings}


def test_an_entry_of_ignores_may_hold_a_former_name(dslint: Dslint, folder: Path) -> None:
    (folder / ".dslint.yaml").write_text(json.dumps({"ignores": [{"rules": [RENAMED], "reason": "measured"}]}))
    ran = dslint("lint", "--format", "concise", "agent.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "DS537" not in ran.out


def test_a_baseline_holds_codes_so_that_it_outlives_a_name(dslint: Dslint, folder: Path) -> None:
    dslint("lint", "--write-baseline", "baseline.json", "agent.yaml")
    text = (folder / "baseline.json").read_text()
    assert "DS537" in text
    assert not any(f'"{name}"' in text for name in (*FORMER, *catalogue.names().values()))
    ran = dslint("lint", "--format", "concise", "--baseline", "baseline.json", "agent.yaml")
    assert "DS537" not in ran.out


@pytest.mark.usefixtures("folder")
def test_a_misspelled_former_name_is_answered_with_a_name_of_today(dslint: Dslint) -> None:
    ran = dslint("lint", "--select", "cores-for-thousandth", "agent.yaml")
    assert ran.code == 2
    assert "cores-for-thousandths" not in ran.err


def test_rules_of_your_own_have_neither_former_names_nor_a_function(tmp_path: Path) -> None:
    rule = {
        "code": "ACME001",
        "name": "three-legs",
        "formerNames": ["two-legs"],
        "severity": "warning",
        "origin": "policy",
        "summary": "table on three legs",
        "reason": "It stands, and falls over when somebody leans on it.",
        "help": "add a leg",
        "match": {"kinds": ["Pod"]},
        "path": "spec.hostNetwork",
        "assert": False,
        "message": "three legs are too few",
        "examples": [{"bad": "legs: 3", "good": "legs: 4"}],
    }
    (tmp_path / "rule.yaml").write_text(yaml.safe_dump(rule))
    with pytest.raises(UserRulesError, match=r"formerNames.*remove it"):
        read_user_rules([tmp_path])
    del rule["formerNames"]
    (tmp_path / "rule.yaml").write_text(yaml.safe_dump({**rule, "decidedBy": "dslint.traps.rules.legs.check"}))
    with pytest.raises(UserRulesError, match=r"decidedBy.*remove it"):
        read_user_rules([tmp_path])
    (tmp_path / "rule.yaml").write_text(yaml.safe_dump(rule))
    assert list(read_user_rules([tmp_path]).pages) == ["ACME001"]
