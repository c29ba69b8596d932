"""Measures whole commands from outside: processor seconds and peak memory, in turn with another command."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from dslint.processes import Ended, Failed, answers

Made = TypeVar("Made")


class Run(NamedTuple):
    """One finished run: processor seconds (user and system), peak resident memory in MiB, and seconds on the clock."""

    seconds: float
    mebibytes: float
    wall: float = 0.0


class Ratio(NamedTuple):
    """A command compared with another: the medians of both, and the median of the ratios of each pair.

    `fastest` and `slowest` are the seconds of the command at best and at worst.
    """

    name: str
    seconds: float
    fastest: float
    slowest: float
    other_seconds: float
    times: float
    mebibytes: float


def run(command: Sequence[str]) -> Run:
    """Run a command and discard its output. Raises ChildProcessError for exit codes above 1."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise ChildProcessError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, wall)


def apart(make: Callable[[], Made]) -> Made:
    """What a process of its own makes, such as a command and its input.

    The memory that this process has taken would count as that of the commands that it starts. Raises RuntimeError.
    """
    ((_, made),) = answers(lambda _: make(), [0], 1)
    if isinstance(made, (Ended, Failed)):
        raise RuntimeError(made)  # noqa: TRY004 - not a wrong type: the process has failed
    return made


def compare(name: str, command: Sequence[str], other: Sequence[str], *, runs: int = 9) -> Ratio:
    """Run the two commands in turn, after one warm-up run of each."""
    run(command)
    run(other)
    pairs = [(run(command), run(other)) for _ in range(runs)]
    seconds = sorted(ours.seconds for ours, _ in pairs)
    return Ratio(
        name,
        statistics.median(seconds),
        seconds[0],
        seconds[-1],
        statistics.median(theirs.seconds for _, theirs in pairs),
        statistics.median(ours.seconds / theirs.seconds for ours, theirs in pairs),
        max(ours.mebibytes for ours, _ in pairs),
    )
