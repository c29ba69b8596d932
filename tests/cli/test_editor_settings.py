from __future__ import annotations

from pathlib import Path

import pytest

from dslint.cli import editor_settings
from dslint.cli.editor_settings import EditorSettings, state, state_of_named
from dslint.own_files.configuration.files import settings_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / ".dslint.yaml").write_text("rules: [rules]\ncluster: cluster.yaml\ninventory: nodes/\n")
    return tmp_path


def test_an_untrusted_workspace_has_no_rules_and_no_policies_of_its_own(project: Path) -> None:
    settings = EditorSettings()
    assert settings.settings(str(project / "ds.yaml")).rules == ("rules",)
    settings.trusted = False
    found = settings.settings(str(project / "ds.yaml"))
    assert (found.rules, found.cluster, found.inventory) == ((), (), ("nodes/",))


@pytest.mark.parametrize("name", [".dslint.yaml", ".dslint.yml", "pyproject.toml", "below/.dslint.yaml"])
def test_the_state_differs_once_a_configuration_comes_changes_or_goes(project: Path, name: str) -> None:
    (project / "below").mkdir()
    file, changed = str(project / "below" / "ds.yaml"), project / name
    states = [state(file, None)]
    changed.write_text("fold: false # so that the size differs from all others here\n")
    states.append(state(file, None))
    changed.unlink()
    states.append(state(file, None))
    assert states[0] != states[1] != states[2]


def test_a_configuration_that_is_named_is_the_only_one_that_counts(project: Path) -> None:
    given = project / "other.yaml"
    before = state(str(project / "ds.yaml"), str(given))
    (project / ".dslint.yaml").unlink()
    assert state(str(project / "ds.yaml"), str(given)) == before
    given.write_text("fold: false\n")
    assert state(str(project / "ds.yaml"), str(given)) != before


def test_what_a_configuration_names_counts_with_the_files_in_its_folders(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    settings = settings_of(project / ".dslint.yaml")
    states = {state_of_named(settings)}
    for name in ("rules/A1.yaml", "cluster.yaml", "nodes/a.yaml"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("a: 1\n")
        states.add(state_of_named(settings))
    assert len(states) == 4


def test_a_name_outside_of_the_project_is_left_to_the_check(project: Path) -> None:
    (project / ".dslint.yaml").write_text("cluster: ../outside.yaml\n")
    assert state_of_named(settings_of(project / ".dslint.yaml")) is None


def test_a_huge_folder_is_not_walked_to_its_end(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_settings, "MOST_FILES", 3)
    (project / "nodes").mkdir()
    for number in range(10):
        (project / "nodes" / f"{number}.yaml").touch()
    monkeypatch.chdir(project)
    found = state_of_named(settings_of(project / ".dslint.yaml"))
    assert isinstance(found, tuple)
    assert len(found) == 3 + 3
