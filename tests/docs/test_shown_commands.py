"""README.md and docs/ show commands and what they print; here they are run, and must print just that.

The commands of a page run in turn, in a folder with examples/ and the files that the page shows
(a block with `title="agent.yaml"`). What cannot be run here, such as kubectl, stands in a block of the language sh.
`pytest tests/docs --accept` rewrites what the pages show.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint
from tests.docs.pages import DOCS, PAGES, READMES, TOP, blocks, prose
from tests.docs.retold import ELLIPSIS, retold
from tools.commands import commands

ELSEWHERE = {"kubectl", "git", "cd", "make", "pip", "pipx", "uvx", "uv", "python", "python3", "pytest", "docker", "man"}
ELSEWHERE |= {"kustomize", "helm", "pre-commit", "npm", "source", "export", "eval", "tox", "kubeconform", "kube-linter"}
"""Programs that pages name, and that these tests do not run."""
OPTIONS = {
    one.path: {word for term, _ in one.options for word in re.findall(r"(?<![\w-])-{1,2}[\w-]+", term)}
    for one in commands()
}


def shown(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page, and the lines below it."""
    for block in blocks(page):
        if block.language == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, *lines = part.rstrip("\n").split("\n")
                yield command, lines


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# tests/docs/test_readme.py compares the commands of README.zh-CN.md with these.
@pytest.mark.parametrize("page", [TOP / "README.md", *DOCS], ids=lambda page: page.name)
def test_a_page_shows_what_the_commands_print(
    page: Path, folder: Path, dslint: Dslint, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """A line of `…` stands for any number of lines."""
    if page.name == "admission-policies.md":
        pytest.importorskip("cel_expr_python", reason="needs the extra admission, and Python 3.11")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    for block in blocks(page):
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text, encoding="utf-8")
    for command, lines in shown(page):
        program, *words = shlex.split(command)
        assert program == "dslint", f"only dslint is run, not {program}"
        ran = dslint(*words)
        real = [line.rstrip() for line in (ran.out + ran.err).rstrip("\n").split("\n")]
        if request.config.getoption("--accept"):
            rewrite(page, command, lines, retold(lines, real))
        else:
            told = "\n".join(real)
            assert re.fullmatch(pattern(lines), told), f"{command}\nprints:\n{told}"


def rewrite(page: Path, command: str, lines: list[str], now: list[str]) -> None:
    """Put the lines below the command in its page, in all languages; not where they agree but for the ends of lines."""
    if re.fullmatch(pattern(lines), "\n".join(now)) and lines:
        return
    old, new = ("\n".join((f"$ {command}", *each)) for each in (lines, now))
    for file in READMES if page in READMES else (page,):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"{old}\n", f"{new}\n", 1), encoding="utf-8")


def pattern(lines: list[str]) -> str:
    return "\n".join("(?:.*\n)*?.*" if line.strip() == ELLIPSIS else re.escape(line.rstrip()) for line in lines)


def test_the_readme_shows_commands() -> None:
    assert list(shown(TOP / "README.md"))


def named(page: Path) -> Iterator[str]:
    """Command lines that a page names without showing what they print."""
    # Scripts are run by the tests of the page on CI.
    shells = [block.text for block in blocks(page) if block.language == "sh" and not block.text.startswith("#!")]
    yield from (line for text in shells for line in text.splitlines())
    yield from re.findall(r"(?m)^ {4}((?:\.venv/bin/)?dslint .*)$", prose(page))
    yield from re.findall(r"`(dslint [^`]+)`", prose(page).replace("\n", " "))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_that_a_page_names_has_the_options_that_it_names(page: Path) -> None:
    for line in named(page):
        for part in re.split(r"\||&&|;", line.partition(" #")[0]):
            words = part.replace(".venv/bin/", "").split()
            if words and words[0] == "dslint":
                assert_options_exist(words, line)
            elif words and words[0] not in ELSEWHERE:
                pytest.fail(f"{words[0]} is neither dslint nor a program that is known here: {line}")


def assert_options_exist(words: list[str], line: str) -> None:
    path = max((known for known in OPTIONS if f"{' '.join(words)} ".startswith(f"{known} ")), key=len)
    used = {word.partition("=")[0].rstrip(",.:") for word in words if re.match(r"-{1,2}[a-zA-Z]", word)}
    assert used <= OPTIONS[path], f"{line}: {path} has no {', '.join(sorted(used - OPTIONS[path]))}"
