from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dslint.cli import installed_from
from tests.cli.conftest import Dslint
from tests.house.checkout import git
from tests.repositories import write

TOP = Path(__file__).parents[2]
HOOK = ".pre-commit-config.yaml"


@pytest.fixture(autouse=True)
def _from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the dslint of the tests comes from."""
    monkeypatch.setattr(installed_from, "origin", installed_from.Origin)


def files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.startswith(".git/"))


def test_a_configuration_and_hooks_are_written_and_then_nothing_is_to_do(dslint: Dslint, tmp_path: Path) -> None:
    ran = dslint("init", str(tmp_path))
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"wrote {tmp_path}/.dslint.yaml",
        f"wrote {tmp_path}/{HOOK}",
        "  run `pre-commit install` (https://pre-commit.com), so that git runs the hooks",
    ]
    assert files(tmp_path) == [".dslint.yaml", HOOK]
    again = dslint("init", str(tmp_path))
    assert (again.code, again.out) == (0, "nothing to do\n")


def test_the_hooks_work_as_they_are(dslint: Dslint, repository: Path) -> None:
    """With the nodes of a cluster that the folder has: its pods are no manifests."""
    (repository / "agent.yaml").write_bytes((TOP / "examples" / "update" / "old.yaml").read_bytes())
    (repository / "nodes.yaml").write_bytes((TOP / "examples" / "nodes.yaml").read_bytes())
    pod = "kind: Pod\napiVersion: v1\nmetadata: {name: web}\nspec: {nodeName: a, containers: [{name: web}]}\n"
    with (repository / "nodes.yaml").open("a") as nodes:
        nodes.write(f"---\n{pod}")
    dslint("init")
    git(repository, "add", "--all")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(TOP)}
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--verbose"],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("Passed") == 2
    assert "in 1 object of" in ran.stdout
    assert "DaemonSet logging/agent: new" in ran.stdout
    assert "Pod default/web" not in ran.stdout


def test_hooks_that_lack_dslint_stay_and_the_entry_to_add_is_shown(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / HOOK).write_text("repos: []\n# - id: dslint\n")
    (tmp_path / ".dslint.yaml").write_text("failOn: info\n")
    ran = dslint("init", str(tmp_path))
    assert f"{HOOK} is not changed; add this to it:\n" in ran.out
    assert "    - repo: local\n" in ran.out
    assert ".dslint.yaml" not in ran.out
    assert (tmp_path / HOOK).read_text() == "repos: []\n# - id: dslint\n"
    assert (tmp_path / ".dslint.yaml").read_text() == "failOn: info\n"


@pytest.mark.parametrize(
    "hooks",
    [
        "repos:\n- repo: https://git.example/a\n  rev: x\n  hooks:\n  - id: dslint-fix\n",
        "repos: [{repo: local, hooks: [{id: 'dslint'}]}]\n",
        "repos:\n- repo: local\n  hooks:\n  - id: ours\n    entry: .venv/bin/dslint lint\n",
        "repos:\n- repo: local\n  hooks:\n  - {id: dslint\n",
    ],
)
def test_hooks_that_are_there_are_not_mentioned(dslint: Dslint, tmp_path: Path, hooks: str) -> None:
    (tmp_path / HOOK).write_text(hooks)
    assert dslint("init", str(tmp_path)).out == f"wrote {tmp_path}/.dslint.yaml\n"
    assert (tmp_path / HOOK).read_text() == hooks


@pytest.mark.parametrize("name", ["pyproject.toml", ".dslint.yml", "../.dslint.yaml"])
def test_a_configuration_that_applies_already_gets_no_second_one(
    dslint: Dslint, repository: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write(repository, {"sub/a": ""})
    monkeypatch.chdir(repository / "sub")
    text = "[tool.dslint]\nfailOn = 'info'\n" if name.endswith("toml") else "failOn: info\n"
    Path(name).write_text(text)
    ran = dslint("init")
    assert ran.out.startswith(f"wrote {repository / HOOK}\n")
    assert not Path(".dslint.yaml").exists()


def test_the_inventory_of_a_configuration_is_planned_on_and_is_no_manifest(dslint: Dslint, repository: Path) -> None:
    write(repository, {".dslint.yaml": "inventory: [a/nodes.yaml, b]\n", "b/nodes.yaml": ""})
    dslint("init")
    (local,) = yaml.safe_load((repository / HOOK).read_text())["repos"]
    assert [hook["exclude"] for hook in local["hooks"]] == [r"^(a/nodes\.yaml$|b/)"] * 2


def test_a_second_run_asks_for_the_same_hooks_as_the_first(dslint: Dslint, repository: Path) -> None:
    write(repository, {"nodes.yaml": "", HOOK: "repos: []\n"})
    first, second = dslint("init"), dslint("init")
    assert first.out == f"wrote .dslint.yaml\n{second.out}"
    assert "id: dslint-plan" in second.out


def test_what_is_written_before_a_file_that_cannot_be_is_told(dslint: Dslint, repository: Path) -> None:
    write(repository, {".github": "a file"})
    ran = dslint("init", "--github")
    assert ran.out.startswith(f"wrote .dslint.yaml\nwrote {HOOK}\n")
    assert (ran.code, ran.err) == (2, "dslint: .github/workflows cannot be made: Not a directory\n")


def test_two_configurations_are_wrong_usage(dslint: Dslint, tmp_path: Path) -> None:
    write(tmp_path, {".dslint.yaml": "", ".dslint.yml": ""})
    assert dslint("init", str(tmp_path)).code == 2
    assert files(tmp_path) == [".dslint.yaml", ".dslint.yml"]


def test_in_a_folder_of_a_repository_the_hooks_are_at_its_top(dslint: Dslint, repository: Path) -> None:
    write(repository, {"deploy/agents/ds.yaml": ""})
    dslint("init", "deploy/agents", "--github", "--gitlab")
    written = {HOOK, ".github/workflows/dslint.yml", ".gitlab-ci.yml", "deploy/agents/.dslint.yaml"}
    assert set(files(repository)) == written | {"deploy/agents/ds.yaml"}
    assert dslint("init", "deploy/agents", "--github", "--gitlab").out == "nothing to do\n"


def test_what_is_left_to_people_is_said(dslint: Dslint, tmp_path: Path) -> None:
    ran = dslint("init", str(tmp_path), "--github", "--gitlab")
    assert ran.out.count("in place of OWNER/REPOSITORY, and a commit in place of REVISION") == 2


@pytest.mark.parametrize(
    ("option", "name"), [("--github", ".github/workflows/checks.yaml"), ("--gitlab", ".gitlab-ci.yml")]
)
def test_a_ci_file_that_runs_dslint_is_not_mentioned(dslint: Dslint, tmp_path: Path, option: str, name: str) -> None:
    write(tmp_path, {name: "steps:\n- run: dslint lint\n", ".dslint.yaml": "", HOOK: "- id: dslint\n"})
    assert dslint("init", str(tmp_path), option).out == "nothing to do\n"


def test_a_ci_file_is_never_overwritten(dslint: Dslint, tmp_path: Path) -> None:
    write(tmp_path, {".gitlab-ci.yml": "# dslint comes later\nstages: [test]\n"})
    ran = dslint("init", str(tmp_path), "--gitlab")
    assert f"{tmp_path}/.gitlab-ci.yml is not changed; add this to it:\n" in ran.out
    assert "      extends: .dslint\n" in ran.out
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "# dslint comes later\nstages: [test]\n"


def test_a_folder_that_cannot_be_made_is_said(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / ".github").write_text("a file\n")
    ran = dslint("init", str(tmp_path), "--github")
    assert ran.code == 2
    assert f"{tmp_path}/.github/workflows cannot be made" in ran.err


def test_a_folder_that_is_not_there_is_wrong_usage(dslint: Dslint, tmp_path: Path) -> None:
    assert dslint("init", str(tmp_path / "missing")).code == 2
