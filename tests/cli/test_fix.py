"""lint --fix and --diff at the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dslint.cli.exit_codes import UsageFailure
from dslint.cli.fix import FixOptions
from dslint.data import schemas_folder
from dslint.source import document_reader
from dslint.written_file import write
from tests.cli.conftest import Dslint
from tests.cli.test_lint_request import NOTHING

RULES = """\
code: ORG{number:03d}
name: {name}
severity: {severity}
origin: policy
summary: a pod without what our pods have
reason: Our pods need this, because everything that looks after them asks for it.
help: set the field
match: {{kinds: [Pod], from: pod}}
path: spec.{path}
required: true
assert: {{const: {value}}}
message: "{path} is not {value}"
fix: {{safe: {safe}, set: {{spec.{path}: {value}}}}}
examples:
- bad: |
    apiVersion: v1
    kind: Pod
    metadata: {{name: agent}}
    spec: {{{path}: true, containers: [{{name: agent, image: "agent:1.0"}}]}}  # {severity}: ORG{number:03d}
  good: |
    apiVersion: v1
    kind: Pod
    metadata: {{name: agent}}
    spec: {{{path}: {value}, containers: [{{name: agent, image: "agent:1.0"}}]}}
"""
POD = """\
# ours
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  enableServiceLinks: true  # as it was
  containers:
  - name: agent
    image: registry.example/agent:1.0
"""
FIXED = POD.replace("true", "false")
UNSAFELY = FIXED.replace("  containers", "  hostIPC: false\n  containers")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two rules of our own: one with a safe fix, one with an unsafe one."""
    (tmp_path / ".git").mkdir()
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "ORG001-service-links.yaml").write_text(
        RULES.format(
            number=1, name="service-links", severity="error", path="enableServiceLinks", value="false", safe="true"
        )
    )
    (rules / "ORG002-ipc-unset.yaml").write_text(
        RULES.format(number=2, name="ipc-unset", severity="warning", path="hostIPC", value="false", safe="false")
    )
    (tmp_path / ".dslint.yaml").write_text("select: [ORG]\nrules: [rules]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_safe_fix_is_written_and_what_remains_decides_the_exit_code(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    ran = dslint("lint", "pod.yaml", "--fix")
    assert (folder / "pod.yaml").read_text() == FIXED
    assert ran.code == 0
    assert "1 finding fixed in pod.yaml; remaining: 1 warning in 1 object" in ran.out
    assert "1 fixable with --unsafe-fixes" in ran.out
    again = dslint("lint", "pod.yaml", "--fix")
    assert (folder / "pod.yaml").read_text() == FIXED
    assert "fixed" not in again.out


def test_unsafe_fixes_are_made_if_asked_for(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    ran = dslint("lint", "pod.yaml", "--fix", "--unsafe-fixes")
    assert (folder / "pod.yaml").read_text() == UNSAFELY
    assert ran.out == "2 findings fixed in pod.yaml; remaining: nothing found in 1 object of 1 file (Kubernetes 1.36)\n"


def test_a_finding_says_that_it_is_fixable_and_the_summary_counts(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    out = dslint("lint", "pod.yaml").out
    assert "= fixable: set enableServiceLinks to false (--fix)" in out
    assert "= fixable: set hostIPC to false (--fix --unsafe-fixes)" in out
    assert "; 1 fixable with --fix, 1 more with --unsafe-fixes" in out


def test_exit_non_zero_on_fix_is_what_pre_commit_expects(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    assert dslint("lint", "--fix", "--exit-non-zero-on-fix", "pod.yaml").code == 1
    assert dslint("lint", "--fix", "--exit-non-zero-on-fix", "pod.yaml").code == 0


def test_diff_writes_nothing_and_says_whether_it_would(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    ran = dslint("lint", "--diff", "pod.yaml")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("--- pod.yaml\n+++ pod.yaml\n@@ ")
    assert "\n-  enableServiceLinks: true  # as it was\n+  enableServiceLinks: false  # as it was\n" in ran.out
    assert (folder / "pod.yaml").read_text() == POD
    (folder / "pod.yaml").write_text(FIXED)
    ran = dslint("lint", "--fix", "--diff", "pod.yaml")
    assert (ran.code, ran.out) == (0, "")
    assert dslint("lint", "--diff", "missing.yaml").code == 3


def test_a_diff_in_a_log_of_github_executes_nothing(
    dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = POD.replace("  enable", "  subdomain: |-\n    ::error::b\n  enable")
    (folder / "pod.yaml").write_text(text)
    assert "\n     ::error::b\n" in dslint("lint", "--diff", "pod.yaml").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "\n     \\x3a:error::b\n" in dslint("lint", "--diff", "pod.yaml").out


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.usefixtures("folder")
def test_the_fixed_text_of_standard_input_goes_to_standard_output(
    dslint: Dslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = POD.replace("\n", "\r\n")
    stdin(monkeypatch, text)
    ran = dslint("lint", "--fix", "--stdin-filename", "pod.yaml", "-")
    assert ran.out == text.replace("true", "false")
    assert "pod.yaml" in ran.err
    assert "1 finding fixed" in ran.err
    stdin(monkeypatch, FIXED)
    assert dslint("lint", "--fix", "-").out == FIXED
    stdin(monkeypatch, POD)
    ran = dslint("lint", "--diff", "--stdin-filename", "pod.yaml", "-")
    assert (ran.code, ran.out[:13]) == (1, "--- pod.yaml\n")


def test_what_is_ignored_suppressed_or_in_the_baseline_is_not_fixed(dslint: Dslint, folder: Path) -> None:
    file = folder / "pod.yaml"
    file.write_text(POD)
    dslint("lint", "--ignore", "ORG001", "--fix", "pod.yaml")
    dslint("lint", "--write-baseline", "known.json", "pod.yaml")
    dslint("lint", "--baseline", "known.json", "--fix", "--unsafe-fixes", "pod.yaml")
    assert file.read_text() == POD
    suppressed = POD.replace("# as it was", "# dslint: ignore[ORG001] as it was")
    file.write_text(suppressed)
    dslint("lint", "--fix", "pod.yaml")
    assert file.read_text() == suppressed


def test_a_baseline_that_is_written_has_what_remains(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    dslint("lint", "--fix", "--write-baseline", "known.json", "pod.yaml")
    assert "ORG002" in (folder / "known.json").read_text()
    assert "ORG001" not in (folder / "known.json").read_text()


def test_a_file_that_cannot_be_written_is_said_and_the_others_are_fixed(dslint: Dslint, folder: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(POD)
    (folder / "a.yaml").chmod(0o444)
    ran = dslint("lint", "--fix", "a.yaml", "b.yaml")
    assert ran.code == 3
    assert "a.yaml: cannot be fixed: it is read-only" in ran.out
    assert [(folder / name).read_text() for name in ("a.yaml", "b.yaml")] == [POD, FIXED]


def test_a_file_that_could_not_be_written_is_told_with_what_was_fixed_in_the_others(
    dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_from_b_on(file: Path, data: bytes) -> None:
        if file.name >= "b":
            raise OSError(28, "No space left on device")
        write(file, data)

    monkeypatch.setattr("dslint.cli.fix.write", full_from_b_on)
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        (folder / name).write_text(POD)
    for options in ((), ("--no-cache",)):
        (folder / "a.yaml").write_text(POD)
        ran = dslint("lint", "--fix", *options, ".")
        assert ran.code == 2
        assert [(folder / name).read_text() for name in ("a.yaml", "b.yaml", "c.yaml")] == [FIXED, POD, POD]
        assert "b.yaml: cannot be written: No space left on device\n" in ran.out
        assert "c.yaml: cannot be written: No space left on device\n" in ran.out
        assert [line for line in ran.out.splitlines() if ":7:" in line] == [
            " --> b.yaml:7:23 in Pod agent",
            " --> c.yaml:7:23 in Pod agent",
        ]
        assert "1 finding fixed in a.yaml; remaining: 2 errors" in ran.out
    assert "b.yaml: cannot be written: No space left" in dslint("lint", "--fix", "--quiet", ".").err


def test_a_finding_that_cannot_be_fixed_is_said_with_its_line(dslint: Dslint, folder: Path) -> None:
    shared = POD.replace("spec:\n", "x: &x true\nspec:\n").replace("true  # as it was", "true")
    text = shared.replace("spec:\n", "spec: &s\n") + "again: *s\n"
    (folder / "pod.yaml").write_text(text)
    ran = dslint("lint", "--fix", "pod.yaml")
    assert (folder / "pod.yaml").read_text() == text
    assert (
        "pod.yaml:8: ORG001 is not fixed: *s brings what &s holds to other places, which would change too\n" in ran.out
    )
    assert "pod.yaml:8: ORG001 is not fixed" in dslint("lint", "--diff", "pod.yaml").err


def test_templates_beside_a_manifest_are_left_alone(dslint: Dslint, folder: Path) -> None:
    text = POD + "---\nkind: {{ .Values.kind }}\n"
    (folder / "pod.yaml").write_text(text)
    assert "is not fixed: the file has a template" in dslint("lint", "--fix", "pod.yaml").out
    assert (folder / "pod.yaml").read_text() == text


def test_a_file_that_is_named_twice_is_fixed_once(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    ran = dslint("lint", "--fix", "pod.yaml", "./pod.yaml")
    assert (folder / "pod.yaml").read_text() == FIXED
    assert "1 finding fixed in pod.yaml" in ran.out


def test_a_link_to_a_file_stays_a_link(dslint: Dslint, folder: Path) -> None:
    (folder / "real.yaml").write_text(POD)
    (folder / "link.yaml").symlink_to("real.yaml")
    dslint("lint", "--fix", "link.yaml")
    assert (folder / "link.yaml").is_symlink()
    assert (folder / "real.yaml").read_text() == FIXED


@pytest.mark.parametrize("cache", [[], ["--no-cache"], ["--no-ignores"]])
def test_all_files_of_a_folder_are_fixed_with_or_without_a_cache(
    dslint: Dslint, folder: Path, cache: list[str]
) -> None:
    for number in range(3):
        (folder / f"{number}.yaml").write_text(POD.replace("agent\nspec", f"agent-{number}\nspec"))
    (folder / ".gitignore").write_text("2.yaml\n")
    ran = dslint("lint", "--fix", *cache, ".")
    assert "2 findings fixed in 0.yaml, 1.yaml; remaining: 2 warnings in 2 objects of 4 files" in ran.out
    assert [(folder / f"{number}.yaml").read_text().count("true") for number in range(3)] == [0, 0, 1]


def test_json_has_the_fix_with_its_edits_of_the_text(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    report = json.loads(dslint("lint", "--format", "json", "pod.yaml").out)
    fix = next(one["fix"] for one in report["findings"] if one["code"] == "ORG001")
    assert fix == {
        "summary": "set enableServiceLinks to false",
        "safe": True,
        "edits": [{"operation": "set", "pointer": "/spec/enableServiceLinks", "value": False}],
        "textEdits": [{"line": 7, "column": 23, "endLine": 7, "endColumn": 26, "text": "fals"}],
    }
    assert {key: report["summary"][key] for key in ("fixable", "unsafelyFixable")} == {
        "fixable": 1,
        "unsafelyFixable": 1,
    }
    schema = Draft202012Validator(json.loads((schemas_folder() / "lint-report.schema.json").read_text()))
    assert [error.message for error in schema.iter_errors(report)] == []
    report = json.loads(dslint("lint", "--fix", "--format", "json", "pod.yaml").out)
    assert [error.message for error in schema.iter_errors(report)] == []
    assert {key: report["summary"][key] for key in ("fixed", "fixedFiles")} == {"fixed": 1, "fixedFiles": 1}


@pytest.mark.parametrize("options", [FixOptions(unsafe_fixes=True), FixOptions(diff=True, exit_non_zero_on_fix=True)])
def test_an_option_without_the_one_that_it_belongs_to_is_refused(options: FixOptions) -> None:
    with pytest.raises(UsageFailure):
        options.check(NOTHING)


def test_the_options_of_a_command_line_are_checked(dslint: Dslint) -> None:
    ran = dslint("lint", "--unsafe-fixes", ".")
    assert (ran.code, ran.err) == (2, "dslint: --unsafe-fixes has no effect without --fix or --diff; add one of them\n")


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_what_a_kubelet_or_kustomize_has_is_no_file_to_fix(dslint: Dslint, folder: Path, option: str) -> None:
    (folder / "kubelet").mkdir()
    (folder / "kubelet" / "pod.yaml").write_text(POD)
    static_pods = ("--static-pods", "kubelet", "--node", "node-1")
    assert "fixable" not in dslint("lint", *static_pods).out
    ran = dslint("lint", *static_pods, option)
    assert (ran.code, ran.err) == (
        2,
        "dslint: --fix and --diff need a PATH: they change no file of --static-pods or --kustomize\n",
    )
    (folder / "other.yaml").write_text(POD)
    dslint("lint", *static_pods, option, "other.yaml")
    assert (folder / "kubelet" / "pod.yaml").read_text() == POD


def test_a_file_that_cannot_be_written_is_said_even_if_nothing_else_is(dslint: Dslint, folder: Path) -> None:
    (folder / "pod.yaml").write_text(POD)
    (folder / "pod.yaml").chmod(0o444)
    ran = dslint("lint", "--fix", "-q", "pod.yaml")
    assert (ran.code, ran.err) == (3, "dslint: pod.yaml: cannot be fixed: it is read-only\n")


def test_each_text_is_parsed_once_to_find_to_fix_and_to_prove(
    dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    parse = document_reader.read_block_lines

    def counting(text: str) -> object:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(document_reader, "read_block_lines", counting)
    (folder / "pod.yaml").write_text(POD)
    dslint("lint", "--fix", "pod.yaml")
    assert [parsed.count(text) for text in (POD, FIXED)] == [1, 1]
    parsed.clear()
    (folder / "pod.yaml").write_text(POD)
    dslint("lint", "pod.yaml", "--no-cache")
    assert parsed == [POD]  # nothing is kept behind --fix
