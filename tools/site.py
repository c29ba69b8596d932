"""Builds the site of docs/ in build/site, with the page of all commands. A warning is an error.

python -m tools.site
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.commands import Command, Part, commands

TOP = Path(__file__).parent.parent
CONFIGURATION = "zensical.toml"
PUBLIC = (
    *("__init__.py", "engine.py", "planner.py", "fleet.py", "fixes.py", "migrations.py", "findings", "plans"),
    *("api_server/__init__.py", "api_server/baseline.py", "inventory/__init__.py", "inventory/errors.py"),
    *("kubernetes/__init__.py", "kubernetes/release.py"),
)
"""Where the Python reference finds its docstrings. To read all of the package would double the time of a build."""
HEAD = """\
# All commands

What `--help` prints, command by command. `make man` writes the same as man pages.
"""


def main() -> int:
    done = build(TOP)
    print(done.stdout, end="")
    if done.returncode == 0:
        print("the site is build/site/index.html")
    return done.returncode


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site in `build/site` of a folder."""
    if folder != TOP:
        shutil.copy(TOP / CONFIGURATION, folder)
    write_pages(folder / "build" / "docs")
    write_public_modules(folder / "build" / "python" / "dslint")
    shutil.rmtree(folder / "build" / "site", ignore_errors=True)
    # Whatever the last build kept would hide its warnings.
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    return run(folder / CONFIGURATION)


def run(configuration: Path) -> subprocess.CompletedProcess[str]:
    """zensical, for which a warning is an error; without the traceback that it ends with then."""
    words = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(configuration)]
    done = subprocess.run(  # noqa: S603 - every word is ours
        words, cwd=TOP, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    done.stdout = done.stdout.partition("Traceback (most recent call last)")[0]
    return done


def write_pages(folder: Path) -> None:
    """docs/, with a way back from each rule, and the page that is made of the help."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TOP / "docs", folder)
    for page in (folder / "rules").glob("DS*.md"):
        page.write_text(f"{page.read_text(encoding='utf-8')}\n[All rules](README.md)\n", encoding="utf-8")
    (folder / "commands.md").write_text(commands_page(), encoding="utf-8")


def write_public_modules(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in PUBLIC:
        source = TOP / "dslint" / name
        (folder / name).parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)


def commands_page() -> str:
    return "\n".join([HEAD, *(line for one in commands() for line in _command(one))])


def _command(one: Command) -> Iterator[str]:
    yield from (f"## {one.path}", "", "```text", one.usage, "```", "")
    for part in one.help:
        yield from _text(part)
    yield from _table("option", one.options)
    yield from _table("command", tuple((path, said) for path, said in one.commands))
    for part in one.epilog:
        yield from _text(part)


def _text(part: Part) -> Iterator[str]:
    if part.title:
        yield from (f"{part.title}:", "")
    if part.verbatim:
        yield from ("```text", *part.lines, "```", "")
    else:
        yield from (" ".join(map(_escaped, part.lines)), "")


def _table(head: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    if rows:
        yield from (f"| {head} | does |", "|---|---|")
        yield from (f"| `{_cell(term)}` | {_cell(_escaped(said))} |" for term, said in rows)
        yield ""


def _escaped(text: str) -> str:
    return re.sub(r"([*_<\[\]`])", r"\\\1", text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main())
