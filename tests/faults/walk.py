"""`python -m tests.faults.walk FOLDER`: runs all commands that write, disturbed at one write after the other.

All modules are imported once; each run is a fork of this process. It prints what each run left as JSON, one in a line.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from dslint import __main__ as entrance
from dslint import written_file
from dslint.cli import lint_record
from dslint.cli.run import run
from tests.faults.commands import WRITING, Writing

CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
EVENTS = frozenset(
    f"os.{name}"
    for name in ["chmod", "chown", "link", "mkdir", "remove", "rename", "rmdir", "symlink", "truncate", "utime"]
) | {"shutil.rmtree", "tempfile.mkstemp", "tempfile.mkdtemp"}
KINDS = ("kill", "full", "stop")


class Ran(NamedTuple):
    """A run that was disturbed at the `at`-th write, and the files after it. `at` is 0 for a run without disturbance.

    `again` are the files after another run, undisturbed, if this one was killed and has left a draft.
    """

    name: str
    kind: str
    at: int
    code: int
    out: str
    err: str
    files: dict[str, str]
    again: dict[str, str]


class Disturbance:
    """Counts what changes files, and disturbs the run at one of these moments."""

    def __init__(self, kind: str, at: int) -> None:
        self.kind, self.left = kind, at
        self.write = os.write
        sys.addaudithook(self.hear)
        os.write = self.half  # type: ignore[assignment] - no event tells of it

    def hear(self, event: str, given: tuple[Any, ...]) -> None:
        if event in EVENTS or (event == "open" and given[2] & CHANGING and given[0] != os.devnull):
            self.disturb()

    def half(self, descriptor: int, data: bytes) -> int:
        if self.left == 1:
            self.write(descriptor, data[: len(data) // 2])
        self.disturb()
        return self.write(descriptor, data)

    def disturb(self) -> None:
        self.left -= 1
        if self.left:
            return
        if self.kind == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.kill(os.getpid(), signal.SIGKILL if self.kind == "kill" else signal.SIGTERM)


def walk(name: str, base: Path) -> Iterator[Ran]:
    """Each kind of disturbance at each write, until there are no more writes."""
    yield ran(name, base, "none", 0)
    for kind in KINDS:
        for at in count(1):
            yield ran(name, base, kind, at)
            if (base / f"{name}-{kind}-{at}" / "undisturbed").exists():
                break


def ran(name: str, base: Path, kind: str, at: int) -> Ran:
    command, folder = WRITING[name], base / f"{name}-{kind}-{at}"
    make(command, folder)
    code = in_fork(command, folder, kind, at)
    files = held(folder / "work")
    out, err = ((folder / stream).read_text() for stream in ("out", "err"))
    again = {}
    if kind == "kill" and any(".draft-" in file for file in files):
        in_fork(command, folder, "none", 0)
        again = held(folder / "work")
    return Ran(name, kind, at, code, out, err, files, again)


def make(command: Writing, folder: Path) -> None:
    for name, text in command.files.items():
        file = folder / "work" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def held(folder: Path) -> dict[str, str]:
    return {str(one.relative_to(folder)): one.read_text() for one in sorted(folder.rglob("*")) if one.is_file()}


def in_fork(command: Writing, folder: Path, kind: str, at: int) -> int:
    """The exit code; that of a process which a signal has ended is negative."""
    pid = os.fork()
    if not pid:
        child(command, folder, kind, at)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def child(command: Writing, folder: Path, kind: str, at: int) -> NoReturn:
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.chdir(folder / "work")
    os.environ["XDG_CACHE_HOME"] = str(folder / "work" / "cache")
    sys.argv[1:] = command.arguments
    if command.named:
        written_file._UNNAMED = 0
    leave, disturbance = os._exit, Disturbance(kind, at) if at else None

    def note(code: int) -> NoReturn:
        if disturbance is not None and disturbance.left > 0:
            disturbance.left = 0
            (folder / "undisturbed").touch()
        leave(code)

    os._exit = note
    try:
        entrance.main()
    finally:
        leave(99)


def main(base: str) -> None:
    lint_record.SETTLED_SECONDS = float("-inf")
    told = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    for name, command in WRITING.items():
        warm = Path(base, f"{name}-warm")
        make(command, warm)
        os.chdir(warm / "work")
        os.environ["XDG_CACHE_HOME"] = str(warm / "cache")
        run([*command.arguments])
    gc.freeze()
    for name in WRITING:
        for one in walk(name, Path(base)):
            told.write(f"{json.dumps(one)}\n")
            told.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
