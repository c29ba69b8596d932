"""The wheel, built from the project's files and installed alone in a new environment."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.checkout import TOP, copy_project


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("project"))
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", str(target), str(project), cwd=target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    interpreter = folder / "bin" / "python"
    run(interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel), cwd=folder)
    return interpreter


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], cwd=cwd, check=True, capture_output=True, text=True)


def test_rules_and_schemas_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "rules/profiles", "rules/guides", "schemas"):
        wanted = {f"dslint/{folder}/{file.name}" for file in (TOP / folder).iterdir() if file.is_file()}
        assert wanted
        assert wanted <= names


def test_both_commands_run_outside_the_repository(python: Path, tmp_path: Path) -> None:
    dslint = python.parent / "dslint"
    manifest, nodes = TOP / "examples" / "fluentd.yaml", TOP / "examples" / "nodes.yaml"
    linted = json.loads(run(dslint, "lint", "--format", "json", manifest, cwd=tmp_path).stdout)
    assert linted["documents"] == 1
    assert linted["summary"]["error"] == 0
    planned = json.loads(run(dslint, "plan", "--format", "json", "--nodes", nodes, manifest, cwd=tmp_path).stdout)
    assert planned["workloads"][0]["desired"] > 0


def test_the_python_api_is_typed_and_finds_its_data(python: Path, tmp_path: Path) -> None:
    script = "import dslint; print(dslint.lint_text('kind: DaemonSett', name='ds.yaml').findings[0].code)"
    assert run(python, "-c", script, cwd=tmp_path).stdout.startswith("DS")
