"""A report that was printed is printed again, and only if nothing has changed that it depends on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dslint import printed_reports
from dslint.cli import lint_record, output
from dslint.cli.lint_record import Record
from dslint.cli.run import run
from dslint.printed_reports import place, printed_again
from tests.cli.test_user_rules import RULE

POD = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostnetwork: true\n  containers: [{name: a, image: a}]\n"
)

CURRENT: list[Record] = []
"""The record of the run that is on: a hook of the interpreter cannot be taken away, so that there is one for all."""


@pytest.fixture(scope="session")
def _hook() -> None:
    sys.addaudithook(lambda event, given: CURRENT[0].hear(event, given) if CURRENT else None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _hook: None) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(lint_record, "SETTLED_SECONDS", -3600.0)
    (tmp_path / "top" / "here" / "sub").mkdir(parents=True)
    (tmp_path / "top" / ".git" / "info").mkdir(parents=True)
    (tmp_path / "top" / "here" / "a.yaml").write_text(POD)
    (tmp_path / "top" / "here" / "sub" / "b.yaml").write_text(POD)
    yield tmp_path / "top"
    CURRENT.clear()


Said = tuple[int, str, str]


@pytest.fixture
def lint(folder: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs as `__main__` does: what is said, and whether it was printed again."""
    monkeypatch.chdir(folder / "here")

    def call(*arguments: str) -> tuple[Said, bool]:
        file = place(["lint", *arguments])
        assert file is not None
        code = printed_again(file)
        again = code is not None
        if code is None:
            CURRENT[:] = [Record(file)]
            monkeypatch.setattr(output, "record", CURRENT[0])
            code = run(["lint", *arguments])
            CURRENT.clear()
        said = capsysbinary.readouterr()
        return (code, said.out.decode(), said.err.decode()), again

    return call


@pytest.mark.parametrize(
    "arguments",
    [
        ("."),
        ("a.yaml", "sub"),
        (".", "--format", "json"),
        (".", "--format", "github", "-k", "1.29..1.36"),
        (".", "--select", "DS1", "-q"),
        (".", "--fail-on", "never", "--format", "jsonl"),
        (".", "--jobs", "2"),
    ],
)
def test_what_was_printed_is_printed_again(lint: Any, arguments: tuple[str, ...]) -> None:
    first, again = lint(*arguments)
    assert (first[0] in (0, 1), bool(first[1]), again) == (True, True, False)
    assert lint(*arguments) == (first, True)
    assert lint(*arguments, "--strict")[1] is False


def write(name: str, text: str) -> Callable[[], None]:
    def change() -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)

    return change


def same_size_and_time() -> None:
    before = Path("a.yaml").stat()
    Path("a.yaml").write_text(POD.replace("true", "null"))
    os.utime("a.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced_folder() -> None:
    Path("sub").rename("gone")
    Path("sub").mkdir()
    Path("sub/b.yaml").write_text(POD.replace("true", "false"))
    Path("gone").rename("../gone")


CHANGES = {
    "a file": write("a.yaml", POD.replace("hostnetwork", "hostNetwork")),
    "a file of the same size and time": same_size_and_time,
    "a new file": write("c.yaml", POD),
    "a new file in a sub-folder": write("sub/c.yaml", POD),
    "a file that is gone": lambda: Path("sub/b.yaml").unlink(),
    "a file that may not be read": lambda: Path("a.yaml").chmod(0),
    "another folder of the name": replaced_folder,
    "a configuration here": write(".dslint.yaml", "ignore: [DS101]\n"),
    "a configuration in a sub-folder": write("sub/.dslint.yaml", "ignore: [DS101]\n"),
    "a configuration above": write("../.dslint.yaml", "ignore: [DS101]\n"),
    "a table above": write("../pyproject.toml", "[tool.dslint]\nignore = ['DS101']\n"),
    "what git ignores": write("../.gitignore", "a.yaml\n"),
    "what git ignores by itself": write("../.git/info/exclude", "a.yaml\n"),
    "a chart above": write("../Chart.yaml", "name: a\n"),
    "a kustomization": write("kustomization.yaml", "patches: [{path: a.yaml}]\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_the_report_is_made_anew(lint: Any, change: Callable[[], None]) -> None:
    first, _ = lint(".")
    assert lint(".")[1] is True
    change()
    second, again = lint(".")
    assert again is False
    if not os.access("a.yaml", os.R_OK) or os.getuid():
        assert second != first


def test_what_a_configuration_says_and_names_is_looked_at(lint: Any) -> None:
    write("rules/own.yaml", RULE)()
    write(".dslint.yaml", "rules: [rules]\n")()
    changes = (write("rules/own.yaml", f"{RULE}# changed\n"), write(".dslint.yaml", "ignore: [DS101]\n"))
    for change in changes:
        lint(".")
        assert lint(".")[1] is True
        change()
        assert lint(".")[1] is False


def test_above_a_path_with_dots_are_also_the_folders_that_it_leads_out_of(lint: Any) -> None:
    first, _ = lint("sub/../a.yaml")
    assert lint("sub/../a.yaml") == (first, True)
    write("sub/.dslint.yaml", "ignore: [DS101]\n")()
    second, again = lint("sub/../a.yaml")
    assert (again, second != first) == (False, True)


def test_a_folder_is_searched_also_where_python_looks_for_modules(lint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path("sub").absolute()))
    here = str(Path().absolute())
    first, _ = lint(here)
    assert lint(here) == (first, True)
    write("sub/c.yaml", POD)()
    assert lint(here)[1] is False


def test_a_folder_that_ends_what_git_ignores_may_go(lint: Any) -> None:
    write("../.gitignore", "a.yaml\n")()
    Path("../.git/info").rmdir()
    first, _ = lint(".")
    assert lint(".") == (first, True)
    Path("../.git").rmdir()
    second, again = lint(".")
    assert (again, second != first) == (False, True)


def test_a_linked_working_tree_has_what_git_ignores_in_its_repository(lint: Any, folder: Path) -> None:
    (folder / ".git").rename(folder.parent / "repository")
    (folder / ".git").write_text("gitdir: ../repository\n")
    first, _ = lint(".")
    assert lint(".") == (first, True)
    write("../../repository/info/exclude", "a.yaml\n")()
    second, again = lint(".")
    assert (again, second != first) == (False, True)


@pytest.mark.parametrize(
    "arguments",
    [
        (".", "--no-cache"),
        (".", "--format", "json=report.json"),
        (".", "--output-file", "report.txt"),
        (".", "--write-baseline", "known.json"),
        (".", "--fix"),
        (".", "--diff"),
        (".", "--static-pods", "sub", "--node", "n"),
        ("nosuch.yaml",),
        (".", "--select", "nosuch"),
    ],
)
def test_what_reads_or_writes_more_is_done_each_time(lint: Any, arguments: tuple[str, ...]) -> None:
    lint(*arguments)
    assert lint(*arguments)[1] is False


def test_what_changed_a_moment_ago_may_change_again_unseen(lint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_record, "SETTLED_SECONDS", 2.0)
    lint(".")
    assert lint(".")[1] is False


def test_links_are_followed_each_time(lint: Any) -> None:
    Path("link.yaml").symlink_to("a.yaml")
    lint(".")
    assert lint(".")[1] is False


@pytest.mark.parametrize("name", ["COLUMNS", "NO_COLOR", "GITHUB_ACTIONS", "DSLINT_RULE_URL"])
def test_another_environment_is_another_question(lint: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    lint(".")
    monkeypatch.setenv(name, "https://docs.example/{code}")
    assert lint(".")[1] is False


def test_a_folder_that_cannot_be_written_is_done_without(lint: Any, folder: Path) -> None:
    (folder.parent / "cache").write_text("no folder")
    first, _ = lint(".")
    assert lint(".") == (first, False)


def test_the_oldest_reports_make_way(lint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_record, "MOST", 2)
    for number, kept in enumerate(("a.yaml", "sub", ".")):
        lint(kept)
        for file in Path(os.environ["XDG_CACHE_HOME"], "dslint", "printed").iterdir():
            os.utime(file, (number, number))
    assert [lint(kept)[1] for kept in (".", "sub", "a.yaml")] == [True, True, False]


def test_a_report_that_is_far_too_long_is_not_kept(lint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_record, "LARGEST_OUTPUT", 10)
    lint(".")
    assert lint(".")[1] is False


def test_the_names_that_are_looked_for_are_those_that_decide() -> None:
    from dslint.linting.cross_file_context import _MARKERS
    from dslint.own_files.configuration.files import NAMES, PYPROJECT
    from dslint.source.file_search import IGNORE_FILE

    assert {*NAMES, PYPROJECT, IGNORE_FILE, *_MARKERS} <= set(lint_record.LOOKED_FOR)


def test_a_report_is_whole_although_it_is_no_ascii(lint: Any) -> None:
    Path("a.yaml").write_text(POD.replace("image: a", 'image: "é\U0001f600"'))
    first, _ = lint(".", "--format", "json")
    assert lint(".", "--format", "json") == (first, True)
    assert json.loads(first[1])["files"] == 2
    assert printed_reports.cache_folder() == f"{os.environ['XDG_CACHE_HOME']}/dslint"
