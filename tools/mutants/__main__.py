"""`python -m tools.mutants --minutes 60`: changes dslint in small ways, and counts the changes that the tests notice.

cosmic-ray knows all mutants of the rooms that decide. A sample of them, the same for a seed, is made one by one in
copies of the checkout, and each is tested until a test fails. A mutant that survives is printed; what became of each is
written to build/mutants/results.jsonl. Those of tests/mutants.yaml change nothing that can be seen, and do not count.
`--survivors` tries those that survived the last time once more.
"""

from __future__ import annotations

import argparse
import compileall
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tools.checkout_copy import copied_checkout
from tools.mutants.forked_run import import_heavy_packages
from tools.mutants.listing import BUILD, Mutant, all_mutants, sample
from tools.mutants.reach import Reach, measured_reach
from tools.mutants.trial import Result, known_equivalent, outcome
from tools.requirements import TOP

RESULTS = BUILD / "results.jsonl"
AT_ONCE = 8
"""How many mutants each worker is given at a time."""


def results(mutants: Sequence[Mutant], minutes: float, jobs: int) -> Iterator[Result]:
    """What becomes of the mutants, as many as begin within some minutes."""
    import_heavy_packages()
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder, "first")
        first.mkdir()
        copied_checkout(first)
        for name in ("dslint", "tests", "tools"):
            compileall.compile_dir(first / name, quiet=2)
        reach = measured_reach(first, jobs=jobs)
        until = time.monotonic() + minutes * 60
        known = partial(_result, reach=reach, reasons=known_equivalent(), until=until)
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, mp_context=fork, initializer=_take_copy, initargs=(first,)) as pool:
            # A few at a time: each carries what the tests reach to its worker, and most are never tried.
            for start in range(0, len(mutants), AT_ONCE * jobs):
                yield from filter(None, pool.map(known, mutants[start : start + AT_ONCE * jobs]))
                if time.monotonic() > until:
                    return


def _take_copy(first: Path) -> None:
    """Each worker changes a copy of its own, which is its current folder."""
    os.chdir(shutil.copytree(first, tempfile.mkdtemp(dir=first.parent), dirs_exist_ok=True))


def _result(mutant: Mutant, *, reach: Reach, reasons: dict[tuple[str, str], str], until: float) -> Result | None:
    return outcome(mutant, Path.cwd(), reach, reasons) if time.monotonic() < until else None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--first", type=int, help="only so many of the sample")
    parser.add_argument("--survivors", action="store_true", help="only those that survived the last time")
    given = parser.parse_args(arguments)
    found = all_mutants(TOP, jobs=given.jobs)
    drawn = sample(found, given.seed)[: given.first]
    if given.survivors:
        drawn = [result.mutant for result in last_results() if not result.noticed_by]
    with RESULTS.open("a" if given.survivors else "w", encoding="utf-8") as written:
        for result in results(drawn, given.minutes, given.jobs):
            written.write(json.dumps(result) + "\n")
            written.flush()
            if not result.noticed_by:
                place = f"{result.mutant.file}:{result.mutant.line}"
                print(f"{place}: {result.reason or 'SURVIVED'}\n{result.diff}", flush=True)
    print(f"{summary(last_results())}, of {len(found):,} mutants, seed {given.seed}")
    return 0


def last_results() -> list[Result]:
    """What became of each mutant the last time that it was tried."""
    read = [json.loads(line) for line in RESULTS.read_text(encoding="utf-8").splitlines()]
    found = {Mutant(*mutant): Result(Mutant(*mutant), *rest) for mutant, *rest in read}
    return list(found.values())


def summary(tried: list[Result]) -> str:
    steps = Counter(one.noticed_by for one in tried if one.noticed_by)
    noticed, equivalent = steps.total(), sum(bool(one.reason) for one in tried)
    by = ", ".join(f"{count} by {step}" for step, count in steps.most_common())
    late = sum(not one.in_time for one in tried)
    share = noticed / max(len(tried) - equivalent, 1)
    return (
        f"{noticed} of {len(tried) - equivalent} noticed ({share:.1%}: {by}; {late} because a test did not end), "
        f"{equivalent} equivalent"
    )


if __name__ == "__main__":
    sys.exit(main())
