"""The wheel and the source distribution: how they are built, and the wheel alone in a new environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.utils import canonicalize_name

from dslint.version import __version__
from tests.house.checkout import TOP, copy_files, decided, project_files

SAMPLE = (
    "tests/cli/test_group.py",
    "tests/house/test_public_types.py",
)
"""Tests that read what is not in the package: tools and schemas. `make test-sdist` runs all tests."""


class Distributions(NamedTuple):
    source: Path
    sdist: Path
    wheel: Path


def build(folder: Path, target: Path, *options: str) -> Distributions:
    words = (sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", str(target), str(folder))
    subprocess.run(words, cwd=target.parent, env=decided(), check=True, capture_output=True)
    name = f"kube_dslint-{__version__}"
    return Distributions(folder, target / f"{name}.tar.gz", target / f"{name}-py3-none-any.whl")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """Both; the wheel is made from the unpacked source distribution."""
    folder = copy_files(tmp_path_factory.mktemp("project"))
    return build(folder, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def wheel(built: Distributions) -> Path:
    return built.wheel


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with nothing but the wheel and what it needs, installed without any index."""
    folder, wheels = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("wheels")
    venv.create(folder)
    interpreter = folder / "bin" / "python"
    pip(interpreter, "download", "--quiet", "--dest", wheels, wheel, cwd=folder)
    pip(interpreter, "install", "--quiet", "--no-index", "--find-links", wheels, "kube-dslint", cwd=folder)
    return interpreter


def pip(interpreter: Path, *words: object, cwd: Path) -> str:
    """What the pip of the tests prints for another environment, which needs none of its own."""
    options = ("--disable-pip-version-check", "--python", interpreter)
    return run(sys.executable, "-m", "pip", *options, *words, cwd=cwd).stdout


def test_uvx_runs_it_without_an_index(python: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    pytest.importorskip("uv", reason="uv is not installed")
    wheels = next(tmp_path_factory.getbasetemp().glob("wheels*"))
    words = ("--offline", "--no-index", "--find-links", wheels, "--cache-dir", tmp_path / "cache", "--python", python)
    ran = run(
        sys.executable, "-m", "uv", "tool", "run", *words, "--from", "kube-dslint", "dslint", "--version", cwd=tmp_path
    )
    assert ran.stdout == f"dslint {__version__}\n"


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


def test_both_are_the_same_bytes_in_another_folder_at_another_time(built: Distributions, tmp_path: Path) -> None:
    folder = tmp_path / "another place"
    shutil.copytree(built.source, folder, copy_function=shutil.copyfile)
    for file in filter(Path.is_file, built.source.rglob("*")):
        other = folder / file.relative_to(built.source)
        other.chmod(file.stat().st_mode & 0o700)
        os.utime(other, (1_600_000_000, 1_600_000_000))
    again = build(folder, tmp_path / "dist", "--sdist", "--wheel")
    assert again.sdist.read_bytes() == built.sdist.read_bytes()
    assert again.wheel.read_bytes() == built.wheel.read_bytes()


def test_the_source_distribution_has_all_files_of_the_repository(built: Distributions) -> None:
    with tarfile.open(built.sdist) as archive:
        found = {name.partition("/")[2] for name in archive.getnames()}
    assert found == {*project_files(), "PKG-INFO"}


def test_the_wheel_has_the_package_with_its_rules_schemas_and_types(built: Distributions) -> None:
    names = set(zipfile.ZipFile(built.wheel).namelist())
    assert {
        "dslint/py.typed",
        "dslint/cli/completion/dslint.fish",
        "dslint/rules/policies.json",
        "dslint/rules/rules.jsonl",
    } <= names
    assert [name for name in names if name.startswith("tests/")] == []


def test_an_index_would_take_both(built: Distributions) -> None:
    pytest.importorskip("twine", reason="twine is not installed")
    words = (sys.executable, "-m", "twine", "check", "--strict", str(built.sdist), str(built.wheel))
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("PASSED")) == (0, 2), done.stdout


def test_the_tests_pass_in_the_unpacked_source_distribution(built: Distributions, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path)
    [folder] = tmp_path.iterdir()
    words = (sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *SAMPLE)
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert (folder / "constraints.txt").read_bytes() == (TOP / "constraints.txt").read_bytes()
