"""--kustomize: what a command builds of a folder, without the network."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dslint.cli import kustomize
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.source import programs
from dslint.source.inputs import Text
from tests.cli.conftest import Dslint

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: Agent}\nspec: {containers: [{name: agent, image: a:1}]}\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the commands are shell scripts")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """overlays/prod with a kustomization, as the current folder; no commands in PATH."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    write(tmp_path / "overlays/prod/kustomization.yaml", "resources: [../../base]\n")
    write(tmp_path / "base/kustomization.yaml", "resources: [ds.yaml]\n")
    write(tmp_path / "base/ds.yaml", POD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def command(name: str, script: str) -> None:
    file = Path("bin", name)
    write(file, f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_the_built_objects_are_checked(dslint: Dslint) -> None:
    command("kustomize", '[ "$1 $2" = "build $PWD/overlays/prod" ] && /bin/cat base/ds.yaml')
    ran = dslint("lint", "--kustomize", "overlays/prod", "--format", "concise")
    assert ran.code == ExitCode.FINDINGS
    assert ran.out.startswith("overlays/prod (kustomize):3:18: error DS202")
    assert "1 object of 1 file" in ran.out, "the current folder is not checked too"


def test_kubectl_builds_where_kustomize_is_missing(dslint: Dslint) -> None:
    command("kubectl", '[ "$1" = kustomize ] && [ "$KUBECONFIG" = /dev/null ] && /bin/cat base/ds.yaml')
    assert kustomize.built("overlays/prod") == Text("overlays/prod (kustomize)", POD)
    command("kustomize", "echo a: 1")
    assert kustomize.built("overlays/prod").text == "a: 1\n"
    assert dslint("lint", "--kustomize", "overlays/prod").code == ExitCode.INPUT, "nothing to check"


def test_without_a_command_it_is_said_what_to_install(dslint: Dslint) -> None:
    ran = dslint("lint", "--kustomize", "overlays/prod")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "needs the command kustomize or kubectl" in ran.err


def test_a_command_in_the_current_folder_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    command("kustomize", "echo a: 1")
    monkeypatch.setenv("PATH", f"bin{os.pathsep}.")
    with pytest.raises(UsageFailure):
        kustomize.built("overlays/prod")


def test_what_cannot_be_built_is_an_input_that_cannot_be_read(dslint: Dslint) -> None:
    command("kustomize", "echo 'Error: no such resource' >&2; exit 1")
    ran = dslint("lint", "--kustomize", "overlays/prod")
    assert (ran.code, ran.out) == (ExitCode.INPUT, "")
    assert "--kustomize overlays/prod: kustomize build: no such resource\n" in ran.err


def test_a_command_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    command("kustomize", "exec /bin/sleep 30")
    monkeypatch.setattr(programs, "SECONDS", 0.1)
    with pytest.raises(InputFailure, match=r"kustomize build did not end within 0\.1 s$"):
        kustomize.built("overlays/prod")


def test_of_a_command_that_is_killed_nothing_is_checked(dslint: Dslint) -> None:
    command("kustomize", "/bin/cat base/ds.yaml; kill -9 $$")
    ran = dslint("lint", "--kustomize", "overlays/prod")
    assert (ran.code, ran.out) == (ExitCode.INPUT, "")
    assert "--kustomize overlays/prod: kustomize build was ended by SIGKILL\n" in ran.err


@pytest.mark.parametrize("name", ["base/..", "missing", "base/ds.yaml"])
def test_a_folder_without_a_kustomization_is_refused(name: str) -> None:
    with pytest.raises(InputFailure, match=r"no kustomization\.yaml or kustomization\.yml"):
        kustomize.built(name)


@pytest.mark.parametrize(
    "text",
    [
        "resources: ['https://example.org/ds.yaml']\n",
        "resources: ['github.com/example/agent//deploy?ref=v1']\n",
        "bases: ['git@example.org:agent.git']\n",
        "components: ['ssh://example.org/agent']\n",
        "patches: [{path: 'https://example.org/patch.yaml'}]\n",
        "configMapGenerator: [{name: a, files: ['a.conf=https://example.org/a.conf']}]\n",
        "openapi: {path: 'https://example.org/schema.json'}\n",
        "transformers: ['https://example.org/t.yaml']\n",
    ],
)
def test_addresses_are_refused_before_anything_runs(folder: Path, text: str) -> None:
    command("kustomize", "echo ran > ran")
    write(folder / "base/kustomization.yaml", text)
    with pytest.raises(InputFailure, match="does not use the network"):
        kustomize.built("overlays/prod")
    assert not Path("ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        "resources: [ds.yaml, ../overlays/prod]\n",
        "configMapGenerator: [{name: a, literals: ['url=https://example.org'], files: [b=ds.yaml, ds.yaml]}]\n",
        "patches: [{patch: '{op: add, path: /a, value: https://example.org}'}]\npatchesStrategicMerge: [\"a: https://b\\n\"]\n",
        "- no kustomization\n",
        "resources: [missing.yaml, 5]\n",
    ],
)
def test_local_files_and_texts_are_no_addresses(folder: Path, text: str) -> None:
    command("kustomize", "echo a: 1")
    write(folder / "base/kustomization.yaml", text)
    assert kustomize.built("overlays/prod").text == "a: 1\n"


def test_the_configuration_of_the_folder_applies(folder: Path, dslint: Dslint) -> None:
    command("kustomize", "/bin/cat base/ds.yaml")
    write(folder / "overlays/prod/.dslint.yaml", "ignore: [DS202]\n")
    assert "DS202" not in dslint("lint", "--kustomize", "overlays/prod", "--format", "concise").out
