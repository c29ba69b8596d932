"""The inputs of the paths on the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dslint.cli.file_settings import FileSettings
from dslint.cli.inputs import Inputs, file_name
from dslint.findings import Silencer
from dslint.source.inputs import Text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.yaml", "charts/a.yaml", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("kind: Pod\n")
    return tmp_path


def found(inputs: Inputs, *paths: Path | str) -> list[str]:
    return [Path(file_name(one)).name for one in inputs.of([str(path) for path in paths])]


def test_a_file_is_taken_as_it_is_and_of_a_folder_the_manifests(folder: Path) -> None:
    inputs = Inputs(FileSettings())
    assert found(inputs, folder / "notes.txt", folder) == ["notes.txt", "b.yaml", "a.yaml"]
    assert inputs.remarks == ()


def test_what_a_configuration_excludes_is_counted_for_it(folder: Path) -> None:
    (folder / ".dslint.yaml").write_text("exclude: [charts/]\n")
    inputs = Inputs(FileSettings())
    assert found(inputs, folder) == ["b.yaml"]
    assert [(one.by, Path(one.file).name, one.number) for one in inputs.excluded] == [
        (Silencer.EXCLUDE, ".dslint.yaml", 1)
    ]
    assert found(inputs, folder / "charts" / "a.yaml") == ["a.yaml"]


def test_names_that_count_as_found_are_excluded_as_files_of_a_folder_are(folder: Path) -> None:
    """A hook names every file that has changed."""
    (folder / ".dslint.yaml").write_text("exclude: [charts/]\n")
    inputs = Inputs(FileSettings(), names_count_as_found=True)
    assert found(inputs, folder / "charts" / "a.yaml", folder / "b.yaml") == ["b.yaml"]
    assert [one.number for one in inputs.excluded] == [1]
    assert inputs.found == {str(folder / "b.yaml")}


def test_a_folder_without_manifests_is_remarked(tmp_path: Path) -> None:
    inputs = Inputs(FileSettings())
    assert found(inputs, tmp_path) == []
    assert inputs.remarks == (f"{tmp_path}: no manifests in this folder (*.yaml, *.yml, *.json)",)


def test_what_git_ignores_is_left_out_unless_it_is_asked_for(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("b.yaml\n")
    assert found(Inputs(FileSettings()), folder) == ["a.yaml"]
    assert found(Inputs(FileSettings(), respect_gitignore=False), folder) == ["b.yaml", "a.yaml"]


def test_a_dash_is_standard_input_under_the_name_that_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"kind: Pod\n")))
    (one,) = Inputs(FileSettings(), stdin_filename="x.yaml").of(["-"])
    assert one == Text("x.yaml", "kind: Pod\n")


def test_a_commit_is_asked_for_the_same_paths_by_the_same_rules(folder: Path) -> None:
    (folder / ".dslint.yaml").write_text("exclude: [charts/]\n")
    scope = Inputs(FileSettings(), respect_gitignore=False, stdin_filename="named.yaml").scope(["a", "-"])
    assert scope is not None
    assert scope.paths == ("a", "named.yaml")
    gone = folder / "charts" / "gone" / "x.yaml"
    assert [scope.excludes(gone), scope.excludes(folder / "b.yaml")] == [True, False]


def test_standard_input_without_a_name_has_no_path() -> None:
    inputs = Inputs(FileSettings())
    assert inputs.scope(["-"]) is None
    for paths in (["-", "a"], []):
        scope = inputs.scope(paths)
        assert scope is not None
        assert list(scope.paths) == [path for path in paths if path != "-"]
