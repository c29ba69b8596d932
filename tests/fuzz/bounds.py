"""What an input may cost: processor time and memory by the size of its files. Only what grows counts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzz.cases import Call, Case, Outcome
from tests.fuzz.mutations import slots_of

SECONDS, SECONDS_PER_KILOBYTE = 20.0, 0.5
MEGABYTES, BYTES_PER_BYTE = 300, 5_000


def excess(case: Case | Call, outcome: Outcome) -> Iterator[str]:
    """Not among the faults of the tests: no test fails on a clock, or on what others leave of a machine."""
    size = size_of(case)
    if outcome.seconds > SECONDS + SECONDS_PER_KILOBYTE * size / 1000:
        yield f"takes too long: {named(case)}"
    if outcome.grown > MEGABYTES * 1_000_000 + BYTES_PER_BYTE * size:
        yield f"takes too much memory: {named(case)}"


def size_of(case: Case | Call) -> int:
    """In bytes; of a call, about as many: its values are counted."""
    if isinstance(case, Call):
        return 20 * len(slots_of(dict(case.values)))
    return len(case.stdin) + sum(map(len, case.files.values())) + sum(map(len, case.arguments))


def named(case: Case | Call) -> str:
    return case.function if isinstance(case, Call) else case.arguments[0]
