"""Measures whole commands from outside: processor seconds and peak memory, in turn with another command."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from dslint.processes import Ended, Failed, answers

DSLINT = (sys.executable, "-m", "dslint")
NOTHING = (sys.executable, "-c", "pass")
"""The start of the bare interpreter."""

Made = TypeVar("Made")


class Run(NamedTuple):
    """One finished run: processor seconds (user and system), peak resident memory in MiB, and seconds on the clock."""

    seconds: float
    mebibytes: float
    wall: float = 0.0


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


class Comparison(NamedTuple):
    """A command beside another; the ratios that are allowed of processor and of wall-clock seconds, and of memory.

    `beside` is what people call the other command, which is None where it is not installed.
    """

    name: str
    command: Sequence[str]
    other: Sequence[str] | None = NOTHING
    processor: float | None = None
    wall: float | None = None
    mebibytes: float | None = None
    runs: int = 3
    beside: str = "`python -c pass`"


class Pairs(NamedTuple):
    """Runs of a command and of the other in turn."""

    ours: Sequence[Run]
    theirs: Sequence[Run]

    @classmethod
    def of(cls, one: Comparison) -> Pairs:
        """After a run of each that does not count."""
        run(one.command)
        if one.other is not None:
            run(one.other)
        pairs = [(run(one.command), run(one.other) if one.other else None) for _ in range(one.runs)]
        return cls([mine for mine, _ in pairs], [other for _, other in pairs if other is not None])

    def times(self, kind: str) -> tuple[float, float, float]:
        """The median of the ratios, the least and the largest, of `seconds` or of `wall`."""
        pairs = zip(self.ours, self.theirs, strict=True)
        found = sorted(getattr(mine, kind) / getattr(other, kind) for mine, other in pairs)
        return statistics.median(found), found[0], found[-1]


def shown(one: Comparison) -> str:
    """A line with the medians, after the runs."""
    pairs = Pairs.of(one)
    text = (
        f"{one.name:<32} {_median(pairs.ours, 'seconds'):7.3f} s processor, {_median(pairs.ours, 'wall'):7.3f} s wall, "
        f"{max(each.mebibytes for each in pairs.ours):5.0f} MiB{_allowed(one.mebibytes)}"
    )
    if not pairs.theirs:
        return f"{text}; no ratio: {one.beside} is not installed"
    beside = f"; {one.beside} {_median(pairs.theirs, 'seconds'):.3f} s and {_median(pairs.theirs, 'wall'):.3f} s"
    processor, wall = pairs.times("seconds")[0], pairs.times("wall")[0]
    return f"{text}{beside}: {processor:.2f}{_allowed(one.processor)} and {wall:.2f}{_allowed(one.wall)} times"


def _median(runs: Sequence[Run], kind: str) -> float:
    return float(statistics.median(getattr(one, kind) for one in runs))


def _allowed(limit: float | None) -> str:
    return "" if limit is None else f" (allowed {limit:g})"
