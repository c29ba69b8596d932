"""dslint migrate, as people call it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from dslint.data import schemas_folder
from tests.cli.conftest import Dslint

OLD = """# Collects logs.
apiVersion: extensions/v1beta1
kind: DaemonSet
metadata:
  name: agent
  labels: {team: a}
spec:
  template:
    metadata:
      labels: {app: agent}
    spec:
      nodeSelector: {beta.kubernetes.io/os: linux}  # not on Windows
      containers:
      - name: agent
        image: registry.example/agent:1
"""
NEW = """# Collects logs.
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  labels: {team: a}
spec:
  selector:
    matchLabels:
      app: agent
  updateStrategy:
    type: OnDelete
  template:
    metadata:
      labels: {app: agent}
    spec:
      nodeSelector: {kubernetes.io/os: linux}  # not on Windows
      containers:
      - name: agent
        image: registry.example/agent:1
"""
API_VERSION = "set apiVersion apps/v1; write down what extensions/v1beta1 fills in: selector, updateStrategy OnDelete"
VOLUME = "      volumes:\n      - name: data\n        flocker: {datasetName: data}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "agent.yaml"
    file.write_text(OLD, encoding="utf-8")
    return file


def test_the_migrated_manifest_goes_to_standard_output_and_the_changes_to_standard_error(
    dslint: Dslint, file: Path
) -> None:
    ran = dslint("migrate", str(file), "--to", "1.36")
    assert (ran.code, ran.out) == (0, NEW)
    assert ran.err.splitlines() == [
        f"{file}: DaemonSet agent (extensions/v1beta1), written for Kubernetes 1.15",
        f"{file}:2: done: {API_VERSION}",
        f"{file}:12: done: select by kubernetes.io/os instead of beta.kubernetes.io/os",
        "2 changes in 1 of 1 file (Kubernetes 1.36)",
    ]
    assert file.read_text(encoding="utf-8") == OLD


def test_what_is_left_is_told_with_its_line_and_makes_the_exit_code_1(dslint: Dslint, file: Path) -> None:
    file.write_text(OLD + VOLUME, encoding="utf-8")
    ran = dslint("migrate", str(file), "--to", "1.36", "--quiet")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == (
        f"{file}:23: left: spec.template.spec.volumes[0].flocker: deprecated in v1.22, non-functional in v1.25+ "
        "(DS304, Kubernetes 1.36); move the data to a volume of a CSI driver, or to another volume type"
    )


def test_files_are_changed_in_place(dslint: Dslint, file: Path) -> None:
    file.chmod(0o600)
    ran = dslint("migrate", str(file.parent), "--to", "1.36", "--write")
    assert (ran.code, ran.out) == (0, "")
    assert file.read_text(encoding="utf-8") == NEW
    assert file.stat().st_mode & 0o777 == 0o600
    again = dslint("migrate", str(file), "--to", "1.36", "--write")
    assert (again.code, again.err.splitlines()[-1]) == (0, "no changes (Kubernetes 1.36)")


def test_a_diff_shows_what_would_change(dslint: Dslint, file: Path) -> None:
    ran = dslint("migrate", str(file), "--to", "1.36", "--diff")
    assert ran.code == 0
    assert "-apiVersion: extensions/v1beta1\n+apiVersion: apps/v1\n" in ran.out
    assert file.read_text(encoding="utf-8") == OLD


def test_a_file_that_cannot_be_changed_keeps_all_files_as_they_are(dslint: Dslint, file: Path) -> None:
    other = file.with_name("b.yaml")
    other.write_text(OLD, encoding="utf-8")
    other.chmod(0o444)
    ran = dslint("migrate", str(file), str(other), "--to", "1.36", "--write")
    assert (ran.code, ran.err) == (3, f"dslint: {other} cannot be changed: it is read-only; no file was\n")
    assert file.read_text(encoding="utf-8") == OLD


def test_several_manifests_become_documents_in_order(dslint: Dslint, file: Path) -> None:
    other = file.with_name("b.yaml")
    other.write_text("---\n" + OLD.rstrip(), encoding="utf-8")
    ran = dslint("migrate", str(other), str(file), "--to", "1.36")
    assert ran.out == f"---\n{NEW.rstrip()}\n---\n{NEW}"


def test_standard_input_is_migrated(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OLD.encode())))
    assert dslint("migrate", "-", "--to", "1.36").out == NEW


def test_json_has_the_text_and_all_that_was_done(dslint: Dslint, file: Path) -> None:
    import jsonschema

    file.write_text(OLD + VOLUME, encoding="utf-8")
    ran = dslint("migrate", str(file), "--to", "1.13,1.36", "--format", "json")
    report = json.loads(ran.out)
    schema = json.loads((schemas_folder() / "migration-report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema)
    [found] = report["files"]
    assert found["text"] == NEW.replace("{kubernetes.io", "{beta.kubernetes.io") + VOLUME
    assert [step["code"] for step in found["done"]] == ["DS107"]
    assert [(one["code"], one["line"]) for one in (*found["left"], *found["kept"])] == [("DS304", 23), ("DS301", 17)]
    assert report["summary"] == {"files": 1, "changed": 1, "done": 1, "left": 1, "kept": 1}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "1.99"), "dslint knows 1.5 to 1.37"),
        (("--to", "1.36", "--from", "1.5..1.7"), "is not one Kubernetes version"),
        ((), "Missing option '--to'"),
        (("--to", "1.36", "--write", "--diff"), "--write and --diff exclude each other"),
        (("-", "--to", "1.36", "--write"), "--write cannot change standard input"),
    ],
)
def test_wrong_usage_is_told(dslint: Dslint, file: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = dslint("migrate", str(file), *arguments)
    assert ran.code == 2
    assert message in ran.err


def test_nothing_to_migrate_and_what_cannot_be_read_have_an_exit_code_of_their_own(
    dslint: Dslint, tmp_path: Path
) -> None:
    other = tmp_path / "config.yaml"
    other.write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", encoding="utf-8")
    ran = dslint("migrate", str(other), "--to", "1.36")
    assert (ran.code, ran.out) == (3, other.read_text(encoding="utf-8"))
    assert f"nothing to migrate: no DaemonSet or Pod in {other}" in ran.err
    assert dslint("migrate", str(other), "--to", "1.36", "--allow-empty").code == 0
    missing = dslint("migrate", str(tmp_path / "none.yaml"), "--to", "1.36")
    assert (missing.code, "No such file" in missing.err) == (3, True)


def test_a_template_is_left_alone(dslint: Dslint, file: Path) -> None:
    template = OLD.replace("name: agent\n  labels", "name: {{ .Name }}\n  labels")
    file.write_text(template, encoding="utf-8")
    ran = dslint("migrate", str(file), "--to", "1.36")
    assert (ran.code, ran.out) == (3, template)
    assert "is a template; lint the rendered output" in ran.err
