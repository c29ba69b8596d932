"""Other programs that dslint runs: they and all that they have started end when they take too long, or dslint ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

SECONDS = 120
"""How long a program may take. One that is asked again and again may take as long for each part of an answer."""

_CHUNK = 256 * 1024


class ProgramError(Exception):
    """A program that did not end by itself, or not in time. The message says which: `did not end within 120 s`."""


class Done(NamedTuple):
    """What a program printed, and its exit code."""

    code: int
    output: bytes
    errors: bytes


@contextmanager
def started(
    command: Sequence[str], *, environment: Mapping[str, str], folder: str | None = None, asked: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs as long as the block does. One that is `asked` has a standard input, and its errors are lost.

    Raises OSError if it cannot be run.
    """
    process = subprocess.Popen(  # noqa: S603 - no shell; the callers say why their words are harmless
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE if asked else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if asked else subprocess.PIPE,
        bufsize=0,
        start_new_session=True,  # a group of its own, so that what it starts can be ended with it
    )
    try:
        yield process
    finally:
        _end(process)


def done(command: Sequence[str], *, environment: Mapping[str, str], folder: str | None = None) -> Done:
    """Raises ProgramError, and OSError if the program cannot be run."""
    with started(command, environment=environment, folder=folder) as process:
        try:
            output, errors = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise ProgramError(f"did not end within {SECONDS} s") from error
        if process.returncode < 0:
            raise ProgramError(f"was ended by {_name(-process.returncode)}")
        return Done(process.returncode, output, errors)


class Answers:
    """What a program that is asked prints, read by lines and by lengths. All methods raise ProgramError."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._read = bytearray()

    def ask(self, line: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + b"\n")
        except OSError as error:
            raise ProgramError("ended early") from error

    def line(self) -> bytes:
        """Without its end."""
        while b"\n" not in self._read:
            self._wait()
        return self.take(self._read.index(b"\n") + 1)[:-1]

    def take(self, size: int) -> bytes:
        while len(self._read) < size:
            self._wait()
        taken = bytes(self._read[:size])
        del self._read[:size]
        return taken

    def skip(self, size: int) -> None:
        """Without keeping it."""
        while size > 0:
            size -= len(self.take(min(size, _CHUNK)))

    def _wait(self) -> None:
        """For more. On Windows nothing tells whether a pipe has something to read, and the wait has no end."""
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        if hasattr(select, "poll"):
            ready = select.poll()
            ready.register(pipe, select.POLLIN)
            if not ready.poll(SECONDS * 1000):
                raise ProgramError(f"did not answer within {SECONDS} s")
        more = os.read(pipe, _CHUNK)
        if not more:
            raise ProgramError("ended early")
        self._read += more


def _end(process: subprocess.Popen[bytes]) -> None:
    """A program that has ended by itself is waited for already: what it has left running is meant to run."""
    if process.returncode is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
