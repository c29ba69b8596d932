"""Whether a test notices a mutant: the tests that run its line, those of its module first."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from functools import cache
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
PASSED = (0, 5)
"""pytest's exit codes where no test failed: there may be none, too."""
MOST_SECONDS = 30
"""A line that many tests run is tried on the quickest of them only, in each step but the first and the last."""
FACTOR = 10
SECONDS = 60
"""A step may take so many seconds, and so many times what it takes without a change: one that makes a test run for ever
is noticed."""
LONGEST = 3600


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
    """Files of tests, and those of their tests that run; all of them if none is named."""

    name: str
    files: tuple[str, ...]
    tests: frozenset[str] = frozenset()


def steps(mutant: Mutant, reach: Reach) -> Iterator[Step]:
    """How a mutant is tested, until a test fails: what costs little and is likely to notice it comes first.

    At last its room's tests run all: what a function remembers is reached only by the first test that asks.
    """
    module = Path(mutant.file).relative_to("dslint")
    mirror, room = f"tests/{module.with_name('test_' + module.name)}", f"tests/{module.parts[0]}/"
    tests = reach.tests(mutant.file, mutant.line)
    if (reach.top / mirror).is_file():
        yield Step("its module's tests", (mirror,))
    recorded = "tests/conformance/"
    for name, reaching in (
        ("its room's tests", [test for test in tests if test.startswith(room) and _file(test) != mirror]),
        ("other tests", [test for test in tests if not test.startswith((room, recorded))]),
        ("recordings", [test for test in tests if test.startswith(recorded)]),
    ):
        chosen = _quickest(reaching, reach)
        if chosen:
            yield Step(name, tuple(dict.fromkeys(map(_file, chosen))), frozenset(chosen))
    yield Step("all of its room's tests", (room,))


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
    for step in list(steps(mutant, reach)):
        with _changed(file, changed):
            code = _exit_code(step, copy, reach)
        if code not in PASSED and _passes(step, copy):
            return Result(mutant, diff, step.name, in_time=code is not None)
    return Result(mutant, diff, "")


@contextmanager
def _changed(file: Path, text: str) -> Iterator[None]:
    """The file has another text for a while. After that its age is as before, so that its compiled form is used."""
    before, known = file.stat(), file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(known, encoding="utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _of_lines(diff: str) -> str:
    """The lines of a diff without where they are, so that a reason lasts while other lines move."""
    return "\n".join(line.rstrip() for line in diff.splitlines() if not line.startswith("@@"))


def _exit_code(step: Step, copy: Path, reach: Reach) -> int | None:
    tests = step.tests or [test for test in reach.seconds if test.startswith(step.files)]
    return _run(step, copy, SECONDS + FACTOR * sum(reach.seconds.get(test, 0) for test in tests))


@cache
def _passes(step: Step, copy: Path) -> bool:
    """Whether the tests pass without a change: without others they may fail for that reason alone."""
    return _run(step, copy, LONGEST) in PASSED


def _run(step: Step, copy: Path, seconds: float) -> int | None:
    return exit_code(copy, step.files, [_Only(step.tests)] if step.tests else [], seconds)


class _Only:
    """A plugin of pytest: runs some tests of the files only, in the order of their files."""

    def __init__(self, tests: frozenset[str]) -> None:
        self.tests = tests

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.tests]


def known_equivalent() -> dict[tuple[str, str], str]:
    """Why a mutant changes nothing that can be seen, by its file and the lines of its diff."""
    entries = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {(entry["file"], entry["change"].strip("\n")): entry["reason"] for entry in entries}
