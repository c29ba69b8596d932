"""Which tests run which lines of dslint: one run of each folder of tests, with a coverage context for each test.

It takes half an hour on one core, most of it for the recordings, and is kept in build/ for as long as dslint stays as
it is. The tests must pass in it: one that fails anyway notices nothing.
"""

from __future__ import annotations

import ast
import hashlib
import json
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest

from tools.mutants.forked_run import OPTIONS, exit_code
from tools.mutants.listing import BUILD, ROOMS

SECONDS = 7200
"""How long a folder of tests may take."""
OTHERS = (
    "conformance", "cli", "api_server", "edit", "expectations", "kubectl", "linting", "planning", "policy_tests",
    "properties", "report",
)  # fmt: skip
"""The folders of tests that notice what the rooms do, beside their own."""


class Reach(NamedTuple):
    """The lines that each test runs, in one file of coverage a folder of tests, and how long each test takes."""

    top: Path
    measured: tuple[Path, ...]
    seconds: dict[str, float]

    def tests(self, file: str, line: int) -> list[str]:
        """The tests that run a line of a function; for a line that runs on import, those that run any of the file."""
        reached = [_reached(folder, file) for folder in self.measured]
        lines = _lines(self.top / file, line)
        tests = {test for folder in reached for number in lines or folder for test in folder.get(number, ())}
        return sorted(tests, key=lambda test: self.seconds.get(test, 0))


@cache
def _reached(measured: Path, file: str) -> dict[int, list[str]]:
    from coverage import CoverageData

    data = CoverageData(str(measured))
    data.read()
    return {line: [test for test in tests if test] for line, tests in data.contexts_by_lineno(file).items()}


def _lines(file: Path, line: int) -> range | None:
    """The lines of the statement at a line, without the statements within it; None if it is not within a function."""
    around = [one for one in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(one, ast.stmt)]
    around = [one for one in around if one.lineno <= line <= (one.end_lineno or 0)]
    innermost = max(around, key=lambda one: one.lineno, default=None)
    if innermost is None or not any(
        isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one is not innermost and one.body[0].lineno <= line
        for one in around
    ):
        return None
    within = [one.lineno for field in ("body", "handlers", "orelse") for one in getattr(innermost, field, ())[:1]]
    return range(innermost.lineno, max(min(within, default=(innermost.end_lineno or 0) + 1), innermost.lineno + 1))


def measured_reach(copy: Path, folders: Iterable[str] = (*OTHERS, *ROOMS), kept: Path = BUILD, jobs: int = 1) -> Reach:
    """What the tests in some folders reach, measured in a copy of the checkout unless that is known."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted((copy / "dslint").rglob("*.py")):
        digest.update(file.read_bytes())
    kept = kept / f"reach-{digest.hexdigest()}"
    kept.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        measured = tuple(pool.map(partial(_measured, copy, kept), folders))
    seconds: dict[str, float] = {}
    for folder in measured:
        seconds |= json.loads(folder.with_suffix(".json").read_text(encoding="utf-8"))
    return Reach(copy, measured, seconds)


def _measured(copy: Path, kept: Path, folder: str) -> Path:
    """The file of coverage of a folder of tests; beside it is how long they take."""
    measured, times = kept / f"{folder}.coverage", kept / f"{folder}.json"
    if not times.is_file() and exit_code(copy, [f"tests/{folder}"], [_Recorder(measured, times)], SECONDS) != 0:
        raise SystemExit(f"mutants: tests/{folder} fails with {' '.join(OPTIONS)}, and without any change")
    return measured


class _Recorder:
    """A plugin of pytest: notes the lines of dslint that each test runs, and its time."""

    def __init__(self, measured: Path, times: Path) -> None:
        from coverage import Coverage

        self.times = times
        self.seconds: dict[str, float] = {}
        self.coverage = Coverage(data_file=str(measured), config_file=False, messages=False)
        self.coverage.set_option("run:relative_files", True)
        self.coverage.set_option("run:source", ["dslint"])

    def pytest_sessionstart(self) -> None:
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = round(self.seconds.get(report.nodeid, 0) + report.duration, 3)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self.coverage.stop()
        self.coverage.save()
        if exitstatus == 0:
            self.times.write_text(json.dumps(self.seconds), encoding="utf-8")
