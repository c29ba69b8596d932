"""Whether a test notices a mutant: the tests that run its line, those of its module first."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from difflib import unified_diff
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tools.mutants.forked_run import exit_code
from tools.mutants.listing import Mutant, mutated
from tools.mutants.reach import Reach
from tools.requirements import TOP

EQUIVALENT = TOP / "tests" / "mutants.yaml"
NO_TESTS = 5
"""pytest's exit code where it found no test."""
MOST_SECONDS = 30
"""A line that all run is tried on the quickest tests only, in each step but the first and the last."""
FACTOR = 10
SECONDS = 60
"""A step may take so many seconds, and so many times what it takes without a change: one that makes a test run for ever
is noticed."""


class Result(NamedTuple):
    mutant: Mutant
    diff: str
    noticed_by: str
    """The step of testing that failed; empty for a mutant that survived."""
    in_time: bool = True
    """Whether the step that noticed it came to its end."""
    reason: str = ""
    """Why it cannot be noticed, if it is known to be equivalent."""


class Step(NamedTuple):
    """Files of tests, and those of their tests that run first, in order."""

    name: str
    files: list[str]
    first: list[str]
    others: bool
    """Whether the other tests of the files run, too."""


def steps(mutant: Mutant, reach: Reach) -> Iterator[Step]:
    """How a mutant is tested, until a test fails: what costs little and is likely to notice it comes first.

    At last its room's tests run all: what a function remembers is reached only by the first test that asks.
    """
    module = Path(mutant.file).relative_to("dslint")
    mirror, room = f"tests/{module.with_name('test_' + module.name)}", f"tests/{module.parts[0]}/"
    tests = reach.tests(mutant.file, mutant.line)
    if (reach.top / mirror).is_file():
        yield Step("its module's tests", [mirror], tests, others=True)
    recorded = "tests/conformance/"
    for name, reaching in (
        ("its room's tests", [test for test in tests if test.startswith(room) and _file(test) != mirror]),
        ("other tests", [test for test in tests if not test.startswith((room, recorded))]),
        ("recordings", [test for test in tests if test.startswith(recorded)]),
    ):
        chosen = _quickest(reaching, reach)
        if chosen:
            yield Step(name, sorted({_file(test) for test in chosen}), chosen, others=False)
    yield Step("all of its room's tests", [room], [], others=True)


def _quickest(tests: list[str], reach: Reach) -> list[str]:
    """As many of the tests as take MOST_SECONDS together, of which there is always one."""
    ends = list(accumulate(reach.seconds.get(test, 0) for test in tests))
    return tests[: max(bisect_right(ends, MOST_SECONDS), 1)]


def _file(test: str) -> str:
    return test.partition("::")[0]


def outcome(mutant: Mutant, copy: Path, reach: Reach, reasons: dict[tuple[str, str], str]) -> Result | None:
    """What becomes of a mutant in a copy of the checkout; None if there is no such change."""
    file = copy / mutant.file
    text = file.read_text(encoding="utf-8")
    changed = mutated(mutant, text)
    if changed is None:
        return None
    diff = "".join(list(unified_diff(text.splitlines(True), changed.splitlines(True), n=0))[2:])
    reason = reasons.get((mutant.file, _of_lines(diff)), "")
    if reason:
        return Result(mutant, diff, "", reason=reason)
    before, planned = file.stat(), list(steps(mutant, reach))
    file.write_text(changed, encoding="utf-8")
    try:
        for step in planned:
            code = _exit_code(step, copy, reach)
            if code not in (0, NO_TESTS):
                return Result(mutant, diff, step.name, in_time=code is not None)
        return Result(mutant, diff, "")
    finally:
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _of_lines(diff: str) -> str:
    """The lines of a diff without where they are, so that a reason lasts while other lines move."""
    return "\n".join(line.rstrip() for line in diff.splitlines() if not line.startswith("@@"))


def _exit_code(step: Step, copy: Path, reach: Reach) -> int | None:
    files = tuple(f"{name}" for name in step.files)
    usual = sum(seconds for test, seconds in reach.seconds.items() if test.startswith(files))
    return exit_code(copy, step.files, [_InOrder(step)], SECONDS + FACTOR * usual)


class _InOrder:
    """A plugin of pytest: runs the tests of a step in its order."""

    def __init__(self, step: Step) -> None:
        self.place = {test: place for place, test in enumerate(step.first)}
        self.others = step.others

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = [item for item in items if self.others or item.nodeid in self.place]
        items[:] = sorted(wanted, key=lambda item: self.place.get(item.nodeid, len(self.place)))


def known_equivalent() -> dict[tuple[str, str], str]:
    """Why a mutant changes nothing that can be seen, by its file and the lines of its diff."""
    entries = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {(entry["file"], entry["change"].strip("\n")): entry["reason"] for entry in entries}
