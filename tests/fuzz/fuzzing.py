"""Inputs of a target, one after the other, each from a seed of its own."""

from __future__ import annotations

import dataclasses
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.fuzz.bounds import excess
from tests.fuzz.cases import Call, Case, Outcome, Twin
from tests.fuzz.chances import happens
from tests.fuzz.oracle import faults
from tests.fuzz.running import ran
from tests.fuzz.shrinking import shrunk

Make = Callable[[Random], Case | Call]
Faults = Callable[[Case | Call, Outcome], Iterable[str]]
SLOW = 10.0
STUCK = 120


class Failure(NamedTuple):
    """A fault, and the first input that had it."""

    fault: str
    seed: int
    number: int
    case: Case | Call


@dataclass(slots=True)
class Tally:
    """What a target came to. Only the first input of each fault is kept."""

    inputs: int = 0
    codes: dict[int, int] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    often: dict[str, int] = field(default_factory=dict)
    slow: list[tuple[int, float]] = field(default_factory=list)


class Stuck(BaseException):
    """An input took so long that it was given up; no except clause of ours or a library's catches it."""


def made(make: Make, target: str, seed: int, number: int) -> Case | Call:
    """The same input for the same target, seed and number, on every machine."""
    return beside_twin(make, Random(f"{target}/{seed}/{number}"))


def beside_twin(make: Make, random: Random) -> Case | Call:
    """An input; every third one gets a twin."""
    case = make(random)
    if isinstance(case, Case) and happens(random, 0.33):
        return dataclasses.replace(case, twin=random.choice([twin for twin in Twin if twin is not Twin.NONE]))
    return case


def fuzz(make: Make, target: str, seed: int, numbers: Iterable[int], folder: Path, told: Faults = faults) -> Tally:
    """`told` says what is wrong with an outcome."""
    tally = Tally()
    for number in numbers:
        case = made(make, target, seed, number)
        outcome = _bounded(case, folder)
        tally.inputs += 1
        tally.codes[outcome.code] = tally.codes.get(outcome.code, 0) + 1
        if outcome.seconds > SLOW:
            tally.slow.append((number, outcome.seconds))
        for fault in told(case, outcome):
            tally.failures.setdefault(fault, Failure(fault, seed, number, case))
            tally.often[fault] = tally.often.get(fault, 0) + 1
    return tally


def with_bounds(case: Case | Call, outcome: Outcome) -> Iterator[str]:
    """Faults, and what costs too much."""
    yield from faults(case, outcome)
    yield from excess(case, outcome)


def smallest(failure: Failure, folder: Path) -> Case | Call:
    def fails(case: Any) -> bool:
        return failure.fault in with_bounds(case, _bounded(case, folder))

    return shrunk(failure.case, fails)


def for_seconds(seconds: float) -> Iterator[int]:
    """0, 1, 2 … until the time is up."""
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        yield number
        number += 1


def _bounded(case: Case | Call, folder: Path) -> Outcome:
    """An input that does not end is given up, and told by what it took until then."""
    began = time.process_time()
    try:
        with _alarm():
            return ran(case, folder)
    except Stuck:
        return Outcome(0, "", "", seconds=time.process_time() - began)


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Stuck

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, STUCK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
