"""Files that change, shrink, vanish or become something else while dslint looks at them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dslint.cli import fix, migrate
from dslint.source import bounded_input, inputs
from tests.cli.conftest import Dslint, dslint  # noqa: F401 - the fixture
from tests.faults.commands import DAEMONSET, POD

WORKLOAD = POD.replace("Pullpolicy: always", "PullPolicy: Always")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text(WORKLOAD.replace("name: a", f"name: {name}", 1))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def vanish(file: Path) -> None:
    file.unlink()


def empty(file: Path) -> None:
    file.write_text("")


def grow(file: Path) -> None:
    file.write_text(f"{file.read_text()}---\n{WORKLOAD}")


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def pipe_instead(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def loop_instead(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


CHANGES = {
    vanish: ("no such file or folder", "cannot be read: No such file or directory"),
    folder_instead: ("", "cannot be read: Is a directory"),
    loop_instead: ("cannot be read: Too many levels of symbolic links",) * 2,
    empty: ("", ""),
    grow: ("", ""),
    pipe_instead: ("", ""),
}
"""What happens to a file, and what lint and plan say of it; what is readable counts as it is when it is read."""


def once_listed(monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]) -> None:
    """Change b.yaml when the files of a folder have been listed."""
    original = inputs.find_files

    def listed(*given: Any, **options: Any) -> Iterator[Any]:
        found = list(original(*given, **options))
        if len(found) == 2:
            change(Path("b.yaml"))
        yield from found

    monkeypatch.setattr(inputs, "find_files", listed)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("command", [("lint", "--no-cache"), ("plan", "--nodes", "{nodes}")], ids=["lint", "plan"])
def test_a_file_changes_between_listing_and_reading(
    dslint: Dslint,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    command: tuple[str, ...],
    change: Callable[[Path], None],
) -> None:
    nodes = tmp_path_factory.mktemp("nodes") / "nodes.yaml"
    nodes.write_text("apiVersion: v1\nkind: Node\nmetadata: {name: w-1}\n")
    once_listed(monkeypatch, change)
    ran = dslint(*(word.format(nodes=nodes) for word in command), ".")
    said = CHANGES[change][command[0] == "plan"]
    assert ran.code == (3 if said else 0), ran
    assert said in ran.out + ran.err
    assert (f"b.yaml: {said}" in ran.out + ran.err) is bool(said)
    assert "Pod a" in ran.out


def test_a_file_that_shrinks_while_it_is_read_is_what_was_read_of_it(
    dslint: Dslint,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
) -> None:
    first, second = POD.replace("name: a", "name: first", 1), POD.replace("name: a", "name: second", 1)
    (folder / "a.yaml").write_text(f"{first}---\n{second}")
    monkeypatch.setattr(bounded_input, "_CHUNK", len(first) + 4)
    original = bounded_input.read_stream

    class Shrinking:
        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def read(self, size: int) -> bytes | None:
            data: bytes | None = self.stream.read(size)
            os.truncate("a.yaml", len(first) + 4)
            return data

    monkeypatch.setattr(bounded_input, "read_stream", lambda stream, most: original(Shrinking(stream), most))
    ran = dslint("lint", "--no-cache", "a.yaml")
    assert ran.code == 1
    assert "Pod first" in ran.out
    assert "Pod second" not in ran.out


def just_before_writing(monkeypatch: pytest.MonkeyPatch, module: Any, change: Callable[[Path], None]) -> None:
    """Change a.yaml once all fixes are made, before the first file is written."""
    original = module.why_not_writable if module is fix else None
    calls: list[Path] = []

    def changing(file: Path) -> str:
        calls.append(file)
        if len(calls) == 2:  # the first was before its fixes were made
            change(file)
        assert original is not None
        return str(original(file))

    monkeypatch.setattr(module, "why_not_writable", changing)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (grow, "it has changed since it was read"),
        (empty, "it has changed since it was read"),
        (vanish, "No such file or directory"),
        (folder_instead, "it is not a regular file"),
        (pipe_instead, "it is not a regular file"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_file_that_changes_before_it_is_written_is_left(
    dslint: Dslint,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    change: Callable[[Path], None],
    why: str,
) -> None:
    (folder / "a.yaml").write_text(POD)
    (folder / "b.yaml").unlink()
    just_before_writing(monkeypatch, fix, change)
    ran = dslint("lint", "--fix", "--no-cache", "a.yaml")
    left = (folder / "a.yaml").read_text() if (folder / "a.yaml").is_file() else ""
    assert (ran.code, "imagePullPolicy" in left.partition("---")[0]) == (2, False)
    assert f"a.yaml: cannot be written: {why}" in ran.out
    assert sorted(one.name for one in folder.iterdir()) == ([] if change is vanish else ["a.yaml"])


def test_a_manifest_that_changes_before_it_is_migrated_is_left(
    dslint: Dslint,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
) -> None:
    file = folder / "a.yaml"
    file.write_text(DAEMONSET)
    original = migrate._write

    def changing(migrations: migrate.Migrations) -> None:
        file.write_text("theirs: now\n")
        original(migrations)

    monkeypatch.setattr(migrate, "_write", changing)
    ran = dslint("migrate", "--write", "--to", "1.36", "a.yaml")
    assert (ran.code, ran.err) == (3, "dslint: a.yaml cannot be changed: it has changed since it was read\n")
    assert file.read_text() == "theirs: now\n"


def test_a_folder_that_vanishes_while_it_is_listed_is_told(
    dslint: Dslint,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
) -> None:
    (folder / "within").mkdir()
    original = os.scandir

    def listed(path: Any) -> Any:
        if "within" in os.fsdecode(path) and (folder / "within").exists():
            (folder / "within").rmdir()
        return original(path)

    monkeypatch.setattr(os, "scandir", listed)
    ran = dslint("lint", "--no-cache", ".")
    assert (ran.code, "Pod a" in ran.out) == (3, True)
    assert "within: cannot be read: No such file or directory" in ran.out


def test_a_current_folder_that_is_gone_is_no_fault_of_dslint(
    dslint: Dslint,  # noqa: F811
    folder: Path,
) -> None:
    gone = folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    for words in (
        ["lint"],
        ["lint", "a.yaml"],
        ["plan", "--nodes", "n.yaml", "a.yaml"],
        ["lint", "--fix", "a.yaml"],
        ["init"],
    ):
        ran = dslint(*words)
        assert ran.code in {2, 3}, ran
        assert re.search("no such file|cannot be|No such file", ran.out + ran.err), ran
