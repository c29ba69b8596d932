"""The wheel, built from the project's files and installed alone in a new environment."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from dslint.version import __version__
from tests.house.checkout import TOP, copy_project, decided


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
    venv.create(folder)
    interpreter = folder / "bin" / "python"
    pip(interpreter, "install", "--quiet", wheel, cwd=folder)
    return interpreter


def pip(interpreter: Path, *words: object, cwd: Path) -> str:
    """What the pip of the tests prints for another environment, which needs none of its own."""
    options = ("--disable-pip-version-check", "--python", interpreter)
    return run(sys.executable, "-m", "pip", *options, *words, cwd=cwd).stdout


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    # A few of the modules are imported, so pip is not to compile them all.
    environment = {**decided(), "PIP_NO_COMPILE": "0"}
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env=environment, check=True, capture_output=True, text=True
    )


def test_the_distribution_has_a_name_of_its_own(wheel: Path, python: Path, tmp_path: Path) -> None:
    """`dslint` alone is another project's distribution."""
    assert wheel.name.startswith(f"kube_dslint-{__version__}-")
    script = "from importlib.metadata import distribution; print(distribution('kube-dslint').entry_points.names)"
    assert run(python, "-c", script, cwd=tmp_path).stdout.strip() == "{'dslint'}"


def test_the_environment_holds_the_versions_of_the_constraints(python: Path, tmp_path: Path) -> None:
    listed = pip(python, "list", "--format=freeze", cwd=tmp_path)
    ours = {"pip", "setuptools", "kube-dslint"}
    installed = {line for line in listed.lower().split() if line.partition("==")[0] not in ours}
    assert len(installed) > 8
    pinned = {line.partition(" ;")[0].strip() for line in (TOP / "constraints.txt").read_text().splitlines()}
    assert {canonical(line) for line in installed} <= {canonical(line) for line in pinned if "==" in line}


def canonical(pin: str) -> str:
    name, _, version = pin.partition("==")
    return f"{canonicalize_name(name)}=={version}"


def test_rules_and_schemas_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "rules/profiles", "rules/guides", "schemas"):
        wanted = {f"dslint/{folder}/{file.name}" for file in (TOP / folder).iterdir() if file.is_file()}
        assert wanted
        assert wanted <= names


def test_both_commands_run_outside_the_repository(python: Path, tmp_path: Path) -> None:
    command = python.parent / "dslint"
    manifest, nodes = TOP / "examples" / "fluentd.yaml", TOP / "examples" / "nodes.yaml"
    linted = json.loads(run(command, "lint", "--format", "json", manifest, cwd=tmp_path).stdout)
    assert linted["documents"] == 1
    assert linted["summary"]["error"] == 0
    planned = json.loads(run(command, "plan", "--format", "json", "--nodes", nodes, manifest, cwd=tmp_path).stdout)
    assert planned["workloads"][0]["desired"] > 0


def test_the_python_api_is_typed_and_finds_its_data(python: Path, tmp_path: Path) -> None:
    text = "apiVersion: apps/v1\nkind: DaemonSett\n"
    script = f"import dslint; print(dslint.lint_text({text!r}, name='ds.yaml').findings[0].code)"
    assert run(python, "-c", script, cwd=tmp_path).stdout.startswith("DS")
