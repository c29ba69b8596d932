"""make fuzz: all targets in turn on all cores, for as long as wanted.

python -m tests.fuzz --minutes 60               all of them
python -m tests.fuzz plans --minutes 5          one
python -m tests.fuzz plans --seed 7 --input 12  one input once more, with all that is said of it
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.fuzzing import Tally, for_seconds, fuzz, made, smallest, with_bounds
from tests.fuzz.running import ran
from tests.fuzz.targets import TARGETS

FOUND = Path("build/fuzz")


def main() -> int:
    asked = _arguments()
    if asked.input is not None:
        return _once_more(asked)
    if len(asked.targets) == 1 and asked.jobs == 1:
        return _worked(asked.targets[0], asked)
    return _shared(asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Run dslint on random inputs.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(TARGETS)}; default: all")
    parser.add_argument("--minutes", type=float, default=1.0, help="for all targets together; default: 1")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once; default: one a core")
    parser.add_argument("--seed", type=int, help="default: the time, so that each run makes inputs of its own")
    parser.add_argument("--input", type=int, metavar="NUMBER", help="run this one input of one target once more")
    parser.add_argument("--found", type=Path, default=FOUND, help=f"where failing inputs go; default: {FOUND}")
    asked = parser.parse_args()
    unknown = [target for target in asked.targets if target not in TARGETS]
    if unknown or (asked.input is not None and len(asked.targets) != 1):
        parser.error(f"the targets are {', '.join(TARGETS)}")
    asked.targets = asked.targets or list(TARGETS)
    asked.seed = int(time.time()) if asked.seed is None else asked.seed
    return asked


def _shared(asked: argparse.Namespace) -> int:
    """Each target in a process of its own: one that crashes or eats all memory leaves the others alone."""
    each = asked.minutes * asked.jobs / len(asked.targets)
    rest = ["--jobs", "1", "--minutes", str(each), "--seed", str(asked.seed), "--found", str(asked.found)]
    print(f"seed {asked.seed}; {len(asked.targets)} targets, {each:.1f} minutes each, {asked.jobs} at once", flush=True)

    def run(target: str) -> int:
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", target, *rest], check=False, capture_output=True, text=True
        )
        complete = done.returncode in (0, 1) and done.stdout
        died = "" if complete else f"{target}: the process ended with {done.returncode}\n{done.stderr}"
        print(done.stdout + died, end="", flush=True)
        return done.returncode

    with ThreadPoolExecutor(asked.jobs) as pool:
        codes = list(pool.map(run, asked.targets))
    bad = sum(code != 0 for code in codes)
    print(f"{bad} of {len(codes)} targets found something; see {asked.found}" if bad else "nothing found")
    return 1 if bad else 0


def _worked(target: str, asked: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="dslint-fuzz-") as scratch:
        tally = fuzz(TARGETS[target], target, asked.seed, for_seconds(asked.minutes * 60), Path(scratch), with_bounds)
        print(_summary(target, asked.seed, tally), flush=True)
        for place, failure in enumerate(tally.failures.values()):
            kept = asked.found / f"{target}-{place:02}"
            smallest(failure, Path(scratch)).kept(kept)
            again = _again(target, failure.seed, failure.number)
            (kept / "fault.txt").write_text(f"{failure.fault}\n{again}\n", encoding="utf-8")
            print(f"  {tally.often[failure.fault]:6} times {failure.fault}\n         {kept}; {again}", flush=True)
    return 1 if tally.failures else 0


def _summary(target: str, seed: int, tally: Tally) -> str:
    codes = ", ".join(f"{count} ended in {code}" for code, count in sorted(tally.codes.items()))
    slow = "".join(f"\n  slow: {seconds:.0f} s; {_again(target, seed, number)}" for number, seconds in tally.slow)
    return f"{target}: {tally.inputs} inputs ({codes}), {len(tally.failures)} faults{slow}"


def _again(target: str, seed: int, number: int) -> str:
    return f"python -m tests.fuzz {target} --seed {seed} --input {number}"


def _once_more(asked: argparse.Namespace) -> int:
    target = asked.targets[0]
    case = made(TARGETS[target], target, asked.seed, asked.input)
    with tempfile.TemporaryDirectory(prefix="dslint-fuzz-") as scratch:
        outcome = ran(case, Path(scratch))
    kept = asked.found / f"{target}-{asked.seed}-{asked.input}"
    case.kept(kept)
    told = list(with_bounds(case, outcome))
    print(
        f"{outcome.out}\n{outcome.err}\nexit code {outcome.code} after {outcome.seconds:.2f} s; the input is in {kept}"
    )
    print("\n".join(told) or "nothing wrong")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
