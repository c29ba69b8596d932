"""`python -m benchmarks [NAME…]`: each command compared with `python -c pass` or another, and its limit.

`python -m benchmarks growth [NAME…]` measures how the cost of commands grows with their input.
`python -m benchmarks throughput [FILES]` measures lint of many files.
`python -m benchmarks page [SECTION…]` measures all that docs/benchmarks.md shows, and writes it there.
`python -m benchmarks soak [SESSIONS [FILES [ROUNDS]]]` looks for what grows over many runs.
"""

from __future__ import annotations

import importlib
import os
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import keystroke, soak, throughput
from benchmarks.inputs import manifest_of_sixty_lines, write_fleet, write_manifests, write_policies
from benchmarks.measure import Ratio, compare

NOTHING = (sys.executable, "-c", "pass")
DSLINT = (sys.executable, "-m", "dslint")


class Benchmark(NamedTuple):
    """A command, and its limit as a multiple of another: by default the start of the bare interpreter."""

    name: str
    command: Sequence[str]
    allowed: float
    other: Sequence[str] = NOTHING
    runs: int = 9


def benchmarks(folder: Path) -> Iterator[Benchmark]:
    manifest = str(manifest_of_sixty_lines(folder))
    fleet = str(write_fleet(folder, nodes=15_000))
    yield Benchmark("version", (*DSLINT, "--version"), 1.3)
    yield Benchmark("lint one file", (*DSLINT, "lint", "--no-cache", manifest), 12)
    yield Benchmark("lint one file again", (*DSLINT, "lint", manifest), 3)
    yield from fixing(folder)
    many = (*DSLINT, "lint", "--no-cache", str(write_manifests(folder, files=1_000, fixable=0)))
    every_version = (*many, "--kubernetes-version", "1.5..1.37")
    yield Benchmark("lint 1,000 files for 33 versions", every_version, 4, other=many, runs=3)
    policies = str(write_policies(folder, number=50))
    yield Benchmark("ask 50 policies of 1,000 files", (*many, "--cluster", policies), 3, other=many)
    yield Benchmark("plan 15,000 compact nodes", (*DSLINT, "plan", "--nodes", fleet, manifest), 25)


def fixing(folder: Path) -> Iterator[Benchmark]:
    """`--fix` over 1,000 files compared with lint, each on a new copy: nothing to fix, a tenth, and every file."""
    for fixable in (0, 100, 1_000):
        files = write_manifests(folder, files=1_000, fixable=fixable)
        lint = (*DSLINT, "lint", "--no-cache", "--format", "statistics", str(folder / "copy"))
        yield Benchmark(
            f"fix {fixable} of 1,000 files", on_a_copy(files, (*lint, "--fix")), 2, on_a_copy(files, lint), runs=3
        )


def on_a_copy(files: Path, command: Sequence[str]) -> Sequence[str]:
    """The command, after the folder was copied to the one that it names."""
    copy = shlex.quote(str(files.parent / "copy"))
    return "sh", "-c", f"rm -rf {copy}; cp -r {shlex.quote(str(files))} {copy}; {shlex.join(command)}"


def show(ratio: Ratio, allowed: float) -> str:
    return (
        f"{ratio.name:<30} {ratio.seconds * 1000:8.1f} ms ({ratio.fastest * 1000:.0f} to {ratio.slowest * 1000:.0f})  "
        f"other {ratio.other_seconds * 1000:6.1f} ms  "
        f"ratio {ratio.times:6.2f} (allowed {allowed:g})  peak {ratio.mebibytes:6.1f} MiB"
    )


GROWTH = ("benchmarks.lint_growth", "benchmarks.plan_growth")
"""The modules with growths."""


def growth(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    from benchmarks.growth import lines

    for name in GROWTH:
        yield from lines(importlib.import_module(name).growths(), folder, wanted)


def throughput_of(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    return throughput.lines(folder, int(wanted[0]) if wanted else throughput.FILES)


def page_of(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    from benchmarks import page

    return page.lines(folder, wanted)


def ratios(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    for name, command, allowed, other, runs in benchmarks(folder):
        if not wanted or any(word in name for word in wanted):
            yield show(compare(name, command, other, runs=runs), allowed)
    if not wanted or any(word in "keystroke" for word in wanted):
        yield from keystroke.shown(folder)


OTHERS = {"growth": growth, "throughput": throughput_of, "page": page_of, "soak": soak.lines}
"""What is measured besides ratios, by the first word."""


def main(wanted: Sequence[str]) -> None:
    measure = OTHERS.get(wanted[0]) if wanted else None
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        for line in measure(Path(folder), wanted[1:]) if measure else ratios(Path(folder), wanted):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
