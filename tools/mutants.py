"""`python -m tools.mutants --minutes 60`: changes dslint in small ways, and counts the changes that the tests notice.

cosmic-ray knows all mutants of the rooms that decide. A sample of them, drawn with a fixed seed, is made one by one in
copies of the checkout, and each is tested until a test fails: first by the tests of its module, then by those of its
room, then by what uses the room. A mutant that survives all of them is printed, and written to build/mutants.jsonl;
those of tests/mutants.yaml change nothing that can be seen, and do not count. Before that, all these tests must pass
without a change: a test that fails anyway notices nothing.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import yaml

from tools.checkout_copy import copied_checkout
from tools.requirements import TOP

ROOMS = ("placement", "rollout", "validation", "kubelet", "admission", "policy", "source")
EQUIVALENT = TOP / "tests" / "mutants.yaml"
KNOWN = TOP / "build" / "mutants.json"
RESULTS = TOP / "build" / "mutants.jsonl"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-n0")
SECONDS = 600
"""How long one step of testing a mutant may take: one that makes a test run for ever is noticed."""

NEIGHBOURS = {
    "placement": ("planning", "conformance/test_placement.py", "conformance/test_new_placement.py"),
    "rollout": ("planning", "conformance/test_rollout.py", "conformance/test_rollback.py"),
    "validation": ("golden", "linting", "conformance/test_validation.py"),
    "kubelet": ("linting", "planning", "conformance/test_static_pods.py"),
    "admission": ("linting", "planning", "conformance/test_admission.py", "conformance/test_admission_pods.py"),
    "policy": ("golden", "linting", "cli"),
    "source": ("golden", "linting", "edit", "conformance/test_static_pods.py"),
}
"""The tests of what uses a room; names that are not there are passed over."""


class Mutant(NamedTuple):
    """A change of a file: the `occurrence`th place where an operator of cosmic-ray applies, at a line."""

    file: str
    operator: str
    occurrence: int
    line: int
    column: int


class Result(NamedTuple):
    mutant: Mutant
    diff: str
    noticed_by: str
    """The step of testing that failed; empty for a mutant that survived."""
    reason: str = ""
    """Why it cannot be noticed, if it is known to be equivalent."""


def all_mutants(top: Path, jobs: int = 1) -> list[Mutant]:
    """All mutants of the rooms, in order, without those in annotations, which are never evaluated.

    To find them takes minutes: those of a file are kept in build/ for as long as it stays as it is.
    """
    files = sorted(file for room in ROOMS for file in (top / "dslint" / room).rglob("*.py"))
    digests = {file: hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest() for file in files}
    known = json.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.is_file() else {}
    new = [file for file in files if digests[file] not in known]
    with ProcessPoolExecutor(jobs) as pool:
        for file, places in zip(new, pool.map(_places, new), strict=True):
            known[digests[file]] = places
    KNOWN.parent.mkdir(exist_ok=True)
    KNOWN.write_text(json.dumps({digest: known[digest] for digest in digests.values()}), encoding="utf-8")
    return [Mutant(str(file.relative_to(top)), *place) for file in files for place in known[digests[file]]]


def _places(file: Path) -> list[tuple[str, int, int, int]]:
    """The operators that apply to a file, each with the number of the place, its line and its column."""
    from cosmic_ray.commands import init
    from cosmic_ray.work_db import WorkDB, use_db

    annotations = _annotations(file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, use_db(Path(folder, "all.sqlite"), WorkDB.Mode.create) as found:
        init([file], found, {})
        mutations = [mutation for item in found.work_items for mutation in item.mutations]
    return sorted(
        (one.operator_name, one.occurrence, *one.start_pos)
        for one in mutations
        if not any(start <= tuple(one.start_pos) < end for start, end in annotations)
    )


Span = tuple[tuple[int, int], tuple[int, int]]


def _annotations(text: str) -> list[Span]:
    """Where annotations begin and end: line and column."""
    nodes: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.AnnAssign, ast.arg)):
            nodes.append(node.annotation)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            nodes.append(node.returns)
    known = [node for node in nodes if node is not None]
    return [((one.lineno, one.col_offset), (one.end_lineno or 0, one.end_col_offset or 0)) for one in known]


def mutated(mutant: Mutant, text: str) -> str | None:
    """The text of the file with the change; None if the operator finds no such place."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    return mutate_code(text, get_operator(mutant.operator)(), mutant.occurrence)  # type: ignore[no-any-return]


def steps(file: str, top: Path) -> Iterator[tuple[str, list[str]]]:
    """The steps of testing a mutant of a file: their names, and the tests of each that are there."""
    module = Path(file).relative_to("dslint")
    room = module.parts[0]
    mirror = f"tests/{module.with_name('test_' + module.name)}"
    for name, tests in (
        ("its module's tests", [mirror]),
        ("its room's tests", [f"tests/{room}"]),
        ("the tests of what uses it", [f"tests/{other}" for other in NEIGHBOURS[room]]),
    ):
        there = [test for test in tests if (top / test).exists()]
        if there:
            yield name, there


def outcome(mutant: Mutant, top: Path, reasons: dict[tuple[str, str], str]) -> Result | None:
    """What becomes of a mutant in a copy of the checkout; None if there is no such change."""
    file = top / mutant.file
    text = file.read_text(encoding="utf-8")
    changed = mutated(mutant, text)
    if changed is None or changed == text:
        return None
    diff = "".join(list(unified_diff(text.splitlines(True), changed.splitlines(True), n=0))[2:])
    reason = reasons.get((mutant.file, _of_lines(diff)), "")
    if reason:
        return Result(mutant, diff, "", reason)
    file.write_text(changed, encoding="utf-8")
    try:
        return Result(mutant, diff, next((name for name, tests in steps(mutant.file, top) if _fails(tests, top)), ""))
    finally:
        file.write_text(text, encoding="utf-8")


def _of_lines(diff: str) -> str:
    """The lines of a diff without where they are, so that a reason lasts while other lines move."""
    return "\n".join(line.rstrip() for line in diff.splitlines() if not line.startswith("@@"))


def _fails(tests: Sequence[str], top: Path) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(top), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - pytest, with names of ours
            [*PYTEST, *tests], cwd=top, env=environment, check=False, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)


def known_equivalent() -> dict[tuple[str, str], str]:
    """Why a mutant changes nothing that can be seen, by its file and the lines of its diff."""
    entries = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {(entry["file"], entry["change"].strip("\n")): entry["reason"] for entry in entries}


def results(mutants: Iterable[Mutant], until: float, jobs: int) -> Iterator[Result]:
    """What becomes of the mutants, as many as end before a time."""
    reasons = known_equivalent()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            (Path(folder) / str(number)).mkdir()
            copies.put(copied_checkout(Path(folder) / str(number)))

        unchanged = copies.get()
        if _fails(
            sorted({test for room in ROOMS for _, tests in steps(f"dslint/{room}/_", unchanged) for test in tests}),
            unchanged,
        ):
            raise SystemExit("mutants: the tests fail without any change; mend them first")
        copies.put(unchanged)

        def tested(mutant: Mutant) -> Result | None:
            if time.monotonic() > until:
                return None
            copy = copies.get()
            try:
                return outcome(mutant, copy, reasons)
            finally:
                copies.put(copy)

        yield from (result for result in pool.map(tested, mutants) if result is not None)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--first", type=int, help="only so many of the sample")
    given = parser.parse_args(arguments)
    found = all_mutants(TOP, given.jobs)
    random.Random(given.seed).shuffle(found)  # noqa: S311 - a sample that can be drawn again
    RESULTS.parent.mkdir(exist_ok=True)
    noticed = survived = 0
    with RESULTS.open("w", encoding="utf-8") as written:
        for result in results(found[: given.first], time.monotonic() + given.minutes * 60, given.jobs):
            written.write(json.dumps(result) + "\n")
            written.flush()
            noticed += bool(result.noticed_by)
            survived += not result.noticed_by and not result.reason
            if not result.noticed_by:
                print(
                    f"{result.mutant.file}:{result.mutant.line}: {result.reason or 'SURVIVED'}\n{result.diff}",
                    flush=True,
                )
    tried = noticed + survived
    print(f"{noticed} of {tried} noticed ({noticed / max(tried, 1):.1%}), of {len(found):,} mutants, seed {given.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
