from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from dslint.api_server.objects import ManifestObject
from dslint.cli.editor_checks import MOST_FOLDERS, EditorChecks
from dslint.findings import LintReport
from dslint.linting import object_check
from dslint.server.checks import CheckError, NoInventoryError, Options
from dslint.source import document_reader
from dslint.source.recent import Recent
from tests.cel import NEEDS_CEL
from tests.cli.conftest import Dslint
from tests.server.texts import DAEMONSET, MISSPELLED, NODES, PROFILED

RULE = """\
code: ACME001
name: image-of-agents
severity: warning
origin: policy
summary: image of agents
reason: Nodes can reach only our registry, so that they cannot pull this.
help: use ours
match: {kinds: [DaemonSet], containers: [containers]}
path: image
assert: {pattern: ^ours/}
message: "{value} is not ours"
examples:
- bad: |
    apiVersion: v1
  good: |
    apiVersion: v1
"""

POLICY = """\
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: none}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [daemonsets]}]
  validations: [{expression: "false", message: never}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: none}
spec: {policyName: none, validationActions: [Deny]}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def codes(report: LintReport | None) -> list[str]:
    assert report is not None
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("text", [DAEMONSET, MISSPELLED, PROFILED, "a: [", "{{ x }}: 1\nkind: Pod\n", ""])
def test_a_text_has_the_findings_that_the_command_has_for_standard_input(
    project: Path, text: str, dslint: Dslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".dslint.yaml").write_text(
        'kubernetesVersions: ["1.30", "1.36"]\nseverity: {DS530: error}\nignore: [DS602]\n'
    )
    name = str(project / "ds.yaml")
    report = EditorChecks(Options()).lint(name, text)
    assert report is not None
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    shown = json.loads(dslint("lint", "-", "--stdin-filename", name, "--format", "json", "--no-cache").out)["findings"]
    assert [(one["code"], one["severity"], one["line"], one["message"]) for one in shown] == [
        (one.code, one.severity.value, one.line, one.message) for one in report.findings
    ]


def test_a_patch_is_known_by_the_kustomization_beside_it_and_gets_no_findings(project: Path) -> None:
    (project / "kustomization.yaml").write_text("patches:\n- path: patch.yaml\n")
    (project / "patch.yaml").touch()
    report = EditorChecks(Options()).lint(str(project / "patch.yaml"), MISSPELLED)
    assert codes(report) == []
    assert codes(EditorChecks(Options()).lint(str(project / "ds.yaml"), MISSPELLED)) == ["DS101"]


def test_suppressions_and_placeholders_count(project: Path) -> None:
    suppressed = PROFILED.replace("hostPID: true", "hostPID: true  # dslint: ignore[DS602] needed")
    name = str(project / "ds.yaml")
    assert "DS602" in codes(EditorChecks(Options()).lint(name, PROFILED))
    assert "DS602" not in codes(EditorChecks(Options()).lint(name, suppressed))
    placeholder = DAEMONSET.replace("namespace: monitoring", "namespace: ${NAMESPACE}")
    assert codes(EditorChecks(Options()).lint(name, placeholder)) == ["DS530"]


def test_what_is_on_the_disk_does_not_count(project: Path) -> None:
    (project / "ds.yaml").write_text(MISSPELLED)
    assert codes(EditorChecks(Options()).lint(str(project / "ds.yaml"), DAEMONSET)) == ["DS530"]
    assert codes(EditorChecks(Options()).lint("-", MISSPELLED)) == ["DS101"]


def test_a_configuration_and_rules_are_read_again_once_they_change(project: Path) -> None:
    checks, name = EditorChecks(Options()), str(project / "ds.yaml")
    assert codes(checks.lint(name, DAEMONSET)) == ["DS530"]
    (project / ".dslint.yaml").write_text("ignore: [DS530]\n")
    assert codes(checks.lint(name, DAEMONSET)) == []
    (project / "rules").mkdir()
    (project / "rules" / "a.yaml").write_text(RULE)
    (project / ".dslint.yaml").write_text("ignore: [DS530]\nrules: [rules]\n")
    assert codes(checks.lint(name, DAEMONSET)) == ["ACME001"]
    page = checks.page(name, "ACME001")
    assert page is not None
    assert page.rule.help == "use ours"
    (project / "rules" / "a.yaml").write_text(RULE.replace("^ours/", "^registry"))
    assert codes(checks.lint(name, DAEMONSET)) == []


def test_only_documents_that_have_changed_are_judged_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_reader, "KNOWN", Recent(100_000))
    monkeypatch.setattr(object_check, "KNOWN", Recent(100_000))
    judged: list[str] = []
    judge = object_check._object_problems

    def counted(manifest: ManifestObject, *others: Any) -> Any:
        judged.append(manifest.value["metadata"]["name"])
        return judge(manifest, *others)

    monkeypatch.setattr(object_check, "_object_problems", counted)
    texts = [DAEMONSET.replace("name: agent", f"name: agent-{number}", 1) for number in range(5)]
    checks, name = EditorChecks(Options()), str(project / "ds.yaml")
    first = codes(checks.lint(name, "---\n".join(texts)))
    judged.clear()
    texts[3] = texts[3].replace("agent:1.4.2", "agent:1.5.0")
    assert codes(checks.lint(name, "---\n".join(texts))) == first
    assert judged == ["agent-3"]


def test_an_excluded_file_is_not_checked(project: Path) -> None:
    (project / ".dslint.yaml").write_text("exclude: [vendored/]\n")
    assert EditorChecks(Options()).lint(str(project / "vendored" / "ds.yaml"), MISSPELLED) is None


@pytest.mark.parametrize(
    ("configuration", "options", "said"),
    [
        ("selct: []\n", Options(), ".dslint.yaml:1: "),
        ("select: [DS999]\n", Options(), "DS999"),
        ("", Options(kubernetes_versions="banana"), "banana"),
        ("", Options(configuration="gone.yaml"), "gone.yaml"),
        ("cluster: gone.yaml\n", Options(), "gone.yaml"),
        ("rules: [gone]\n", Options(), "gone is not a folder"),
    ],
)
def test_why_a_text_cannot_be_checked_is_said_as_by_the_command(
    project: Path, configuration: str, options: Options, said: str
) -> None:
    (project / ".dslint.yaml").write_text(configuration)
    with pytest.raises(CheckError, match=said.replace(".", "[.]")):
        EditorChecks(options).lint(str(project / "ds.yaml"), DAEMONSET)


def test_the_settings_of_the_editor_count_before_the_configuration(project: Path) -> None:
    (project / ".dslint.yaml").write_text('kubernetesVersions: ["1.36"]\n')
    options = Options(kubernetes_versions="1.20..1.21", strict=True)
    report = EditorChecks(options).lint(str(project / "ds.yaml"), DAEMONSET)
    assert report is not None
    assert report.kubernetes_versions == ("1.20", "1.21")
    assert "DS620" in codes(report)


def test_a_plan_is_made_on_the_configured_inventory_and_compared_with_what_runs_now(project: Path) -> None:
    name = str(project / "ds.yaml")
    with pytest.raises(NoInventoryError, match="set `inventory`"):
        EditorChecks(Options()).plan(name, DAEMONSET)
    assert EditorChecks(Options()).cluster(name) is None
    (project / ".dslint.yaml").write_text("inventory: nodes.yaml\n")
    (project / "nodes.yaml").write_text(NODES)
    (workload,) = EditorChecks(Options()).plan(name, DAEMONSET).plans[0].workloads
    assert workload.bound == 3
    (project / "old.yaml").write_text(DAEMONSET.replace(":1.4.2", ":1.4.1"))
    (workload,) = EditorChecks(Options(plan_from="old.yaml")).plan(name, DAEMONSET).plans[0].workloads
    assert workload.rollout is not None
    assert workload.rollout.replaced == 3
    lost = DAEMONSET + "      nodeSelector: {pool: nosuch}\n"
    (plan,) = EditorChecks(Options(plan_from="old.yaml")).plan(name, lost).plans
    assert {finding.file for finding in plan.findings} == {"ds.yaml"}


def test_an_inventory_is_read_again_once_it_changes(project: Path) -> None:
    checks, name = EditorChecks(Options()), str(project / "ds.yaml")
    (project / ".dslint.yaml").write_text("inventory: nodes.yaml\n")
    (project / "nodes.yaml").write_text(NODES)
    first, state = checks.cluster(name), checks.state(name)
    assert first is not None
    assert checks.cluster(name) is first
    (project / "nodes.yaml").write_text(NODES.replace("count: 3", "count: 13"))
    second = checks.cluster(name)
    assert second is not None
    assert (len(first.nodes), len(second.nodes)) == (5, 15)
    assert checks.state(name) != state
    (project / "nodes.yaml").write_text("a: [")
    with pytest.raises(CheckError, match=r"nodes[.]yaml"):
        checks.cluster(name)


@NEEDS_CEL
def test_policies_are_asked_in_a_trusted_workspace_only(project: Path) -> None:
    name = str(project / "ds.yaml")
    assert "DS710" in codes(EditorChecks(Options()).lint(name, DAEMONSET + POLICY))
    with pytest.raises(CheckError, match="not trusted"):
        EditorChecks(Options(trusted=False)).lint(name, DAEMONSET + POLICY)


def test_an_untrusted_workspace_gets_dslints_own_findings_and_no_file(project: Path) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "a.yaml").write_text("no rule: [")
    (project / ".dslint.yaml").write_text("rules: [rules]\ncluster: gone.yaml\n")
    before = sorted(os.walk(project))
    assert codes(EditorChecks(Options(trusted=False)).lint(str(project / "ds.yaml"), MISSPELLED)) == ["DS101"]
    assert EditorChecks(Options(trusted=False)).page(str(project / "ds.yaml"), "ACME001") is None
    assert sorted(os.walk(project)) == before


def test_what_was_read_for_many_folders_is_not_kept(project: Path) -> None:
    checks = EditorChecks(Options())
    for number in range(MOST_FOLDERS + 8):
        (project / f"f{number}").mkdir()
        assert checks.lint(str(project / f"f{number}" / "ds.yaml"), DAEMONSET) is not None
    kept = [number for number in range(MOST_FOLDERS + 8) if checks._known.get(project / f"f{number}") is not None]
    assert kept == list(range(8, MOST_FOLDERS + 8))
