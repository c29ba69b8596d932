"""`python -m benchmarks growth [NAME…]`: how the cost of a command grows with its input, as an exponent.

Each command runs on three sizes, of which the last is four times the first. The exponent is the slope of the logarithm
of its processor seconds over that of the size: 1 is linear, 2 is quadratic. What the command costs for a `least` size,
such as its start, is subtracted first: it would hide how the rest grows.
"""

from __future__ import annotations

import importlib
import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Run, apart, run

ALLOWED = 1.15

MODULES = ("benchmarks.lint_growth", "benchmarks.plan_growth")
"""Imported late: they need this one."""

_TICK = 0.001
"""Seconds that processor time cannot tell from none."""


class Growth(NamedTuple):
    """A command for an input of each of three sizes; `command` writes the input into a folder.

    The cost of the size `least` is not counted, if that is above 0.
    """

    name: str
    sizes: tuple[int, int, int]
    command: Callable[[Path, int], Sequence[str]]
    allowed: float = ALLOWED
    least: int = 0


class Measured(NamedTuple):
    """Processor seconds and peak MiB of each size, and the exponent."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    mebibytes: tuple[float, ...]
    exponent: float


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of log(seconds) over log(size), by least squares."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(one) for one in seconds]).slope


def measured(growth: Growth, folder: Path, *, runs: int = 3) -> Measured:
    """The least of some runs of each size: other work on the machine only adds to it."""
    costs = [_cost(growth, folder, size, runs) for size in growth.sizes]
    seconds = tuple(cost.seconds for cost in costs)
    least = _cost(growth, folder, growth.least, runs).seconds if growth.least else 0
    grown = [max(each - least, _TICK) for each in seconds]
    peaks = tuple(cost.mebibytes for cost in costs)
    return Measured(growth.name, growth.sizes, seconds, peaks, exponent(growth.sizes, grown))


def _cost(growth: Growth, folder: Path, size: int, runs: int) -> Run:
    command = apart(partial(growth.command, folder, size))
    found = [run(command) for _ in range(runs)]
    return Run(min(one.seconds for one in found), max(one.mebibytes for one in found))


def shown(found: Measured, allowed: float) -> str:
    costs = ", ".join(
        f"{size:,}: {seconds:.2f} s {peak:.0f} MiB"
        for size, seconds, peak in zip(found.sizes, found.seconds, found.mebibytes, strict=True)
    )
    return f"{found.name:<40} exponent {found.exponent:5.2f} (allowed {allowed:g})  {costs}"


def growths() -> Iterator[Growth]:
    """Of all modules that have some."""
    for name in MODULES:
        yield from importlib.import_module(name).growths()


def lines(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    """A line for each that is wanted: all, or those whose name has one of the words."""
    for growth in growths():
        if not wanted or any(word in growth.name for word in wanted):
            yield shown(measured(growth, folder), growth.allowed)
