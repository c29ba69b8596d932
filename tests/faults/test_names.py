"""Names that differ in case only, one file by two names, very long names and paths, and paths of Windows."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from dslint.cli import repository_paths
from dslint.cli.exit_codes import UsageFailure
from dslint.cli.output import write_file
from dslint.own_files.configuration import settings
from tests.cli.conftest import Dslint, dslint  # noqa: F401 - the fixture
from tests.faults.commands import DAEMONSET, POD

WORKLOAD = POD.replace("Pullpolicy: always", "PullPolicy: Always")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_manifests_whose_names_differ_in_case_are_two(dslint: Dslint, folder: Path) -> None:  # noqa: F811
    for name in ("agent.yaml", "Agent.yaml", "AGENT.YAML"):
        (folder / name).write_text(DAEMONSET.replace("name: agent", f"name: of-{name.lower()}", 1))
    ran = dslint("lint", "--fix", "--no-cache", ".")
    assert ran.code == 0
    assert "in AGENT.YAML, Agent.yaml, agent.yaml" in ran.out
    for file in folder.iterdir():
        assert file.read_text().startswith("apiVersion: apps/v1\n")


@pytest.mark.parametrize("command", [("lint", "--fix", "--no-cache"), ("migrate", "--write", "--to", "1.36")])
def test_one_file_by_two_names_is_written_once(dslint: Dslint, folder: Path, command: tuple[str, ...]) -> None:  # noqa: F811
    """As a.yaml and A.yaml where case does not count; a link stands for that where it does."""
    (folder / "a.yaml").write_text(DAEMONSET)
    (folder / "A.yaml").symlink_to("a.yaml")
    ran = dslint(*command, "a.yaml", "A.yaml", "./a.yaml")
    assert ran.code == 0, ran
    text = (folder / "a.yaml").read_text()
    assert text.startswith("apiVersion: apps/v1\n")
    assert (folder / "A.yaml").is_symlink()
    assert sorted(one.name for one in folder.iterdir()) == ["A.yaml", "a.yaml"]


def test_a_configuration_in_capitals_is_found_where_case_does_not_count(
    dslint: Dslint,  # noqa: F811
    folder: Path,
) -> None:
    """The system says that .dslint.yaml is there; elsewhere the name is another one, and no configuration."""
    (folder / "a.yaml").write_text(WORKLOAD)
    (folder / ".DSLINT.YAML").write_text("ignore: [DS640]\n")
    assert "DS640" in dslint("lint", "--no-cache", "a.yaml").out
    (folder / ".dslint.yaml").symlink_to(".DSLINT.YAML")
    ran = dslint("lint", "--no-cache", ".")
    assert (ran.code, "image-without-version" in ran.out) == (0, False)


def test_a_path_that_is_longer_than_the_system_takes_is_told(dslint: Dslint, folder: Path) -> None:  # noqa: F811
    part = "d" * 250
    for _ in range(18):
        Path(part).mkdir()
        os.chdir(part)
    Path("a.yaml").write_text(WORKLOAD)
    os.chdir(folder)
    ran = dslint("lint", "--no-cache", ".")
    assert ran.code == 3
    assert f"{part}: cannot be read: File name too long\n" in ran.out
    os.chdir(Path(*[part] * 10))
    ran = dslint("lint", "--no-cache", str(Path(*[part] * 8, "a.yaml")))
    assert ran.code == 0


@pytest.mark.parametrize("name", ["n" * 250 + ".yaml", "n" * 300 + ".yaml", "/".join(["n" * 200] * 30)])
@pytest.mark.parametrize(
    "command",
    [
        "lint {}",
        "lint --fix {}",
        "lint a.yaml --config {}",
        "lint a.yaml --baseline {}",
        "lint a.yaml --rules {}",
        "lint a.yaml --cluster {}",
        "plan --nodes {} a.yaml",
        "plan --nodes nodes.yaml {}",
        "migrate --to 1.36 {}",
        "init {}",
    ],
)
def test_a_name_that_is_too_long_is_told(dslint: Dslint, folder: Path, command: str, name: str) -> None:  # noqa: F811
    (folder / "a.yaml").write_text(WORKLOAD)
    (folder / "nodes.yaml").write_text("apiVersion: v1\nkind: Node\nmetadata: {name: w-1}\n")
    ran = dslint(*command.format(name).split())
    assert ran.code in {2, 3}, ran
    assert name in ran.out + ran.err


def test_a_file_whose_name_is_as_long_as_can_be_is_written(dslint: Dslint, folder: Path) -> None:  # noqa: F811
    file, report = folder / f"{'n' * 250}.yaml", folder / ("r" * 255)
    file.write_text(DAEMONSET)
    assert dslint("lint", "--fix", "--no-cache", "--output-file", report.name, file.name).code == 0
    assert file.read_text().startswith("apiVersion: apps/v1\n")
    assert "fixed in nnn" in report.read_text()
    with pytest.raises(UsageFailure, match="cannot be written: File name too long"):
        write_file(f"{report}r", [])


class OnWindows(PureWindowsPath):
    """A path of a system that is not this one, with a current folder there."""

    @classmethod
    def cwd(cls) -> OnWindows:
        return cls("C:\\src\\repo\\deploy")

    def resolve(self) -> OnWindows:
        return type(self)(ntpath.normpath(self))

    def is_dir(self) -> bool:
        return True


@pytest.fixture
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (repository_paths, settings):
        monkeypatch.setattr(module, "os", SimpleNamespace(path=ntpath, sep="\\"))
        monkeypatch.setattr(module, "Path", OnWindows)
    monkeypatch.setattr(repository_paths, "PurePath", PureWindowsPath)


@pytest.mark.usefixtures("_windows")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.yaml", "deploy/a.yaml"),
        ("..\\other\\a.yaml", "other/a.yaml"),
        ("../other/a.yaml", "other/a.yaml"),
        ("C:\\src\\repo\\a.yaml", "a.yaml"),
        ("c:\\SRC\\Repo\\a.yaml", "a.yaml"),
        ("D:\\a.yaml", "D:\\a.yaml"),
        ("..\\..\\a.yaml", "..\\..\\a.yaml"),
    ],
)
def test_reports_name_files_of_a_repository_on_windows_with_slashes(name: str, shown: str) -> None:
    assert repository_paths.renaming("..")(name) == shown


@pytest.mark.usefixtures("_windows")
@pytest.mark.parametrize(
    ("pattern", "matches"), [("deploy/*.yaml", True), ("deploy/", True), ("*.yaml", True), ("/a.yaml", False)]
)
def test_patterns_of_a_configuration_match_paths_of_windows(pattern: str, matches: bool) -> None:
    file, folder = OnWindows("C:\\src\\repo\\deploy\\a.yaml"), OnWindows("C:\\src\\repo")
    assert settings.excluded(file, folder, (pattern,)) is matches  # type: ignore[arg-type]
