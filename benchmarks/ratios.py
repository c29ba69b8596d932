"""`python -m benchmarks [NAME…]`: each command beside `python -c pass` or another, and its limit."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import keystroke
from benchmarks.corpus import write_corpus
from benchmarks.inputs import manifest_of_sixty_lines, write_fleet, write_manifests, write_policies
from benchmarks.measure import DSLINT, Comparison, shown

LINT_ALONE = "lint alone"


def comparisons(folder: Path) -> Iterator[Comparison]:
    yield from starts(folder)
    yield from fixing(folder)
    drawn = (*DSLINT, "lint", "--no-cache", "--jobs", "1", str(write_corpus(folder / "drawn", 1_000)))
    every_version = (*drawn, "--kubernetes-version", "1.5..1.37")
    yield Comparison("lint 1,000 files for 33 versions", every_version, drawn, 4, beside=LINT_ALONE)
    many = (*DSLINT, "lint", "--no-cache", str(write_manifests(folder, files=1_000, fixable=0)))
    policies = (*many, "--cluster", str(write_policies(folder, number=50)))
    yield Comparison("ask 50 policies of 1,000 files", policies, many, 3, runs=9, beside=LINT_ALONE)
    fleet, manifest = write_fleet(folder, nodes=15_000), manifest_of_sixty_lines(folder)
    plan = (*DSLINT, "plan", "--nodes", str(fleet), str(manifest))
    yield Comparison("plan 15,000 compact nodes", plan, processor=25, runs=9)


def starts(folder: Path) -> Iterator[Comparison]:
    one = str(next(write_corpus(folder / "one", 1).iterdir()))
    yield Comparison("one file", (*DSLINT, "lint", "--no-cache", one), processor=7.5, runs=9)
    yield Comparison("one file again", (*DSLINT, "lint", one), processor=3, runs=9)
    yield Comparison("version", (*DSLINT, "--version"), processor=1.3, runs=9)


def fixing(folder: Path) -> Iterator[Comparison]:
    """`--fix` over 1,000 files compared with lint, each on a new copy: nothing to fix, a tenth, and every file."""
    for fixable in (0, 100, 1_000):
        files = write_manifests(folder, files=1_000, fixable=fixable)
        lint = (*DSLINT, "lint", "--no-cache", "--format", "statistics", str(folder / "copy"))
        fix, alone = on_a_copy(files, (*lint, "--fix")), on_a_copy(files, lint)
        yield Comparison(f"fix {fixable} of 1,000 files", fix, alone, 2, beside=LINT_ALONE)


def on_a_copy(files: Path, command: Sequence[str]) -> Sequence[str]:
    """The command, after the folder was copied to the one that it names."""
    copy = shlex.quote(str(files.parent / "copy"))
    return "sh", "-c", f"rm -rf {copy}; cp -r {shlex.quote(str(files))} {copy}; {shlex.join(command)}"


def lines(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    """A line for each that is wanted: all, or those whose name has one of the words."""
    for one in comparisons(folder):
        if not wanted or any(word in one.name for word in wanted):
            yield shown(one)
    if not wanted or any(word in "keystroke" for word in wanted):
        yield from keystroke.shown(folder)
