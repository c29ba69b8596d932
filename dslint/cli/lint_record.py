"""Keeps what `dslint lint` prints, with the state of all that the report depends on, to print it again at once.

Which files and folders were read, the interpreter says while they are opened. Those that would be read if they were
there are named here.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dslint import printed_reports
from dslint.printed_reports import ABSENT, state_of
from dslint.source.git.tracked_files import GitFolders

if TYPE_CHECKING:
    from dslint.cli.lint_options import Request
    from dslint.cli.parameters import Destination
    from dslint.findings import LintReport

SETTLED_SECONDS = 2.0
"""How long before the run something must have changed last: clocks of file systems are coarse."""

LARGEST_OUTPUT = 16 << 20
"""Of a report with more characters, nothing is kept."""

MOST, MOST_BYTES = 100, 256 << 20
"""How many reports are kept, and how large they are together in bytes; the oldest go first."""

LOOKED_FOR = (
    *(".dslint.yaml", ".dslint.yml", "pyproject.toml", ".gitignore"),
    *(".git/HEAD", ".git/index", ".git/info/exclude", ".git/commondir"),
    *("kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml"),
)
"""What decides about the files of a folder, in that folder or above it."""

_LISTS = "os.scandir"
"""How dslint lists folders; the interpreter's imports do it by `os.listdir`."""
_EVENTS = frozenset({"open", _LISTS, "os.listdir"})
_PACKAGE = Path(__file__).parents[1]
_OF_PYTHON = (".py", ".pyc", ".so")
_OTHER_PROGRAMS = frozenset({"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"})


class Record:
    """What this run prints and reads, from the moment when it begins."""

    def __init__(self, file: str) -> None:
        """`file` is what printed_reports.place gives for what is asked."""
        self.file = file
        self.begin = time.time()
        self.pieces: tuple[list[str], list[str]] = [], []
        self.size = 0
        self.read: dict[str, None] = {}
        self.listed: dict[str, None] = {}
        self.runs_programs = False
        self.listens = True

    def listen(self) -> None:
        """Note what is opened from now on. The interpreter offers no way to end that."""
        sys.addaudithook(self.hear)

    def hear(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.listens:
            return
        if event in _EVENTS and given and isinstance(given[0], (str, bytes, os.PathLike)):
            (self.listed if event == _LISTS else self.read)[os.fsdecode(given[0])] = None
        elif event in _OTHER_PROGRAMS:
            self.runs_programs = True

    def add(self, text: str, *, to_stderr: bool = False) -> None:
        """Note what is printed."""
        self.size += len(text)
        if self.size <= LARGEST_OUTPUT:
            self.pieces[to_stderr].append(text)

    def keep(self, request: Request, destinations: Sequence[Destination], report: LintReport, code: int) -> None:
        """Keep what was printed if it depends on nothing but what is known here."""
        self.listens = False
        if code not in (0, 1) or not _is_plain(request, destinations, report):
            return
        if self.runs_programs or self.size > LARGEST_OUTPUT:
            return
        with contextlib.suppress(OSError, ValueError):
            states = {path: state_of(path) for path in self._paths(request, report)}
            if all(map(self._is_settled, states.values())):
                self._write(code, states)

    def _paths(self, request: Request, report: LintReport) -> Iterator[str]:
        given = request.paths or (".",)
        yield from given
        yield from report.sources
        own = tuple(map(_real, (Path(self.file).parents[1], _PACKAGE)))
        yield from (folder for folder in self.listed if not _real(folder).startswith(own))
        own += _of_python()
        others = (path for path in self.read if path not in report.sources and path not in sys.path)
        yield from (path for path in others if not (path.endswith(_OF_PYTHON) or _real(path).startswith(own)))
        within = dict.fromkeys(os.path.dirname(file) for file in report.sources)  # noqa: PTH120
        above = dict.fromkeys(folder for path in ("", *given, *within) for folder in _folders_above(path))
        for folder in above:
            yield from (f"{folder}/{name}" for name in LOOKED_FOR)
            if not os.path.isfile(f"{folder}/.git/HEAD"):  # noqa: PTH113 - else each command of git changes the folder
                yield f"{folder}/.git"
            if os.path.isfile(f"{folder}/.git"):  # noqa: PTH113
                git = GitFolders.of(Path(folder, ".git"))
                yield from map(str, (git.own / "index", git.own / "commondir", git.common / "info" / "exclude"))

    def _is_settled(self, state: str) -> bool:
        """Whether something of this state was as it is before the run began."""
        if state == ABSENT:
            return True
        mode, *_, modified, changed = map(int, state.split())
        regular = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        return regular and max(modified, changed) / 1e9 < self.begin - SETTLED_SECONDS

    def _write(self, code: int, states: dict[str, str]) -> None:
        out, err = (
            "".join(pieces).encode(stream.encoding, "backslashreplace")
            for pieces, stream in zip(self.pieces, (sys.stdout, sys.stderr), strict=True)
        )
        from dslint.cache import replace_file

        file = self.file
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
        replace_file(file, printed_reports.content(file, code, states, out, err))
        _remove_oldest(os.path.dirname(file))  # noqa: PTH120


def _is_plain(request: Request, destinations: Sequence[Destination], report: LintReport) -> bool:
    """Whether the report is about files, by no options that read or write others."""
    others = (
        *(request.baseline, request.cluster, request.folder, request.configuration, request.kustomize),
        *(request.findings_baseline, request.write_baseline, request.rules, request.stdin_filename, request.texts),
        request.no_cache,
    )
    if any(others) or "-" in request.paths or any(one.file is not None for one in destinations):
        return False
    # A link may lead elsewhere without anything that is looked at here.
    unread = any(note.file not in report.sources for note in report.skipped)
    return not (unread or report.unreadable or any(map(os.path.islink, report.sources)))


def _of_python() -> tuple[str, ...]:
    """The folders of Python and its packages, as _real gives them."""
    packages = (folder for folder in sys.path if folder.endswith("-packages"))
    return tuple(map(_real, (os.path.dirname(os.__file__), *packages)))  # noqa: PTH120


def _real(path: str | Path) -> str:
    """The path with links resolved, and a slash at its end: what lies in it begins so."""
    return f"{os.path.realpath(path)}/"


def _folders_above(path: str) -> Iterator[str]:
    """The folders that a path lies in, as it is called, and the path itself in case that it is one."""
    folder = os.path.abspath(path)  # noqa: PTH100 - the one that is searched, with links as they are called
    yield from _with_parents(folder)
    if ".." in path:  # a configuration is looked for in `a/..`, then in `a`
        yield from _with_parents(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118


def _with_parents(folder: str) -> Iterator[str]:
    while True:
        yield folder.rstrip("/")
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return
        folder = parent


def _remove_oldest(folder: str) -> None:
    with os.scandir(folder) as entries:
        found = sorted(((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries), reverse=True)
    size = 0
    for number, (_, more, path) in enumerate(found):
        size += more
        if number >= MOST or size > MOST_BYTES:
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108
