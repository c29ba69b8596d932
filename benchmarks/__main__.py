"""`python -m benchmarks [NAME…]`: each command compared with `python -c pass`, and its limit."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs import manifest_of_sixty_lines, write_fleet
from benchmarks.measure import Ratio, compare

NOTHING = (sys.executable, "-c", "pass")
DSLINT = (sys.executable, "-m", "dslint")


class Benchmark(NamedTuple):
    """A command, and its limit as a multiple of the start of the bare interpreter."""

    name: str
    command: Sequence[str]
    allowed: float


def benchmarks(folder: Path) -> Iterator[Benchmark]:
    manifest = str(manifest_of_sixty_lines(folder))
    fleet = str(write_fleet(folder, nodes=15_000))
    yield Benchmark("version", (*DSLINT, "--version"), 1.5)
    yield Benchmark("lint one file", (*DSLINT, "lint", "--no-cache", manifest), 12)
    yield Benchmark("lint one file again", (*DSLINT, "lint", manifest), 12)
    yield Benchmark("plan 15,000 compact nodes", (*DSLINT, "plan", "--nodes", fleet, manifest), 25)


def show(ratio: Ratio, allowed: float) -> str:
    return (
        f"{ratio.name:<28} {ratio.seconds * 1000:8.1f} ms  bare {ratio.other_seconds * 1000:6.1f} ms  "
        f"ratio {ratio.times:6.2f} (allowed {allowed:g})  peak {ratio.mebibytes:6.1f} MiB"
    )


def main(wanted: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, command, allowed in benchmarks(Path(folder)):
            if not wanted or any(word in name for word in wanted):
                print(show(compare(name, command, NOTHING), allowed), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
