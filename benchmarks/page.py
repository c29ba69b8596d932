"""`python -m benchmarks page [SECTION…]`: measures, and writes what it finds into docs/benchmarks.md.

The sections are files, start, versions, plans, others, editor and growth; all are measured by default. `--files N`
makes the many files so many, to try it. A section keeps what was measured before, with its date, until it is measured
again. What is not installed here, such as kubeconform, is named in its row.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import keystroke, plan_growth, ratios, throughput
from benchmarks.dumps import write_dump
from benchmarks.growing_clusters import PLAN
from benchmarks.growth import Growth, growths, measured
from benchmarks.inputs import manifest_of_sixty_lines
from benchmarks.measure import Comparison, Pairs, apart
from dslint.version import __version__

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"

NODES = 15_000
LOAD = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"
NOT_YET = "not measured yet"

FIGURES = ("What", "Limit", "Measured", "Cost", "Cost of the other")
GROWTHS = ("What, and how many", "Limit", "Exponent", "Cost")


class Row(NamedTuple):
    """One row of a table: what is measured, its limit, and a function that measures the other columns."""

    name: str
    limit: str
    measure: Callable[[], tuple[str, ...]]
    columns: int


class Section(NamedTuple):
    """A part of the page: the heads of its table, and its rows for a folder and a number of files."""

    heads: tuple[str, ...]
    rows: Callable[[Path, int], Iterator[Row]]


def files(folder: Path, number: int) -> Iterator[Row]:
    return map(figure, throughput.throughputs(folder, number))


def start(folder: Path, _: int) -> Iterator[Row]:
    return map(figure, ratios.starts(folder))


def versions(folder: Path, _: int) -> Iterator[Row]:
    return (row for row in compared_commands(folder) if "versions" in row.name)


def others(folder: Path, _: int) -> Iterator[Row]:
    return (row for row in compared_commands(folder) if row.name.startswith(("fix", "ask")))


def compared_commands(folder: Path) -> Iterator[Row]:
    """Of `python -m benchmarks`."""
    return map(figure, ratios.comparisons(folder))


def plans(folder: Path, _: int) -> Iterator[Row]:
    yield from (row for row in compared_commands(folder) if row.name.startswith("plan"))
    dump, manifest = write_dump(folder, nodes=NODES, pods_a_node=0), manifest_of_sixty_lines(folder)
    load = (sys.executable, "-c", LOAD, str(dump))
    of_dump = (*PLAN, "--nodes", str(dump), str(manifest))
    yield figure(Comparison(f"plan on a dump of {NODES:,} nodes", of_dump, load, 1.0, beside="`json.load` of the dump"))
    plain, traced = plan_growth.of_nodes(update=True), plan_growth.of_nodes("--trace", update=True)
    yield figure(
        Comparison(
            f"plan with `--trace` on {NODES:,} nodes",
            traced(folder, NODES),
            plain(folder, NODES),
            3.0,
            mebibytes=200,
            beside="the plan without it",
        )
    )
    many, few = (apart(partial(plan_growth.daemonsets, folder, number)) for number in (200, 20))
    named = f"plan of 200 DaemonSets on {NODES:,} nodes"
    yield figure(Comparison(named, many, few, 10.0, beside="the plan of 20 DaemonSets"))
    pods = apart(partial(plan_growth.pods, folder, 40))
    one = (*PLAN, "--nodes", pods[pods.index("--nodes") + 1], str(manifest))
    named = "plan of 40 Pods on 5,000 nodes with 50,000 pods"
    yield figure(Comparison(named, pods, one, 4.0, beside="the plan of one DaemonSet"))


def editor(folder: Path, _: int) -> Iterator[Row]:
    text = keystroke.large_file()
    for kind, one in (("DaemonSets", text), ("DaemonSets in one List", keystroke.one_document(text))):
        name = f"from a key to the diagnostics, {keystroke.DOCUMENTS} {kind}"
        yield Row(name, f"{keystroke.ALLOWED * 1000:.0f} ms", partial(waited, folder, one), 3)


def waited(folder: Path, text: str) -> tuple[str, ...]:
    found = keystroke.waits(folder, text)
    keys = sorted(1000 * one for one in found.keys)
    busy = "" if found.busy is None else f"{found.busy * 1000:.0f} ms of processor time for a key; "
    cost = f"{busy}{found.first:.2f} s for the first result"
    return f"{statistics.median(keys):.0f} ms ({keys[0]:.0f} to {keys[-1]:.0f})", cost, "nothing"


def growth(folder: Path, _: int) -> Iterator[Row]:
    for one in growths():
        sizes = ", ".join(f"{size:,}" for size in one.sizes)
        yield Row(f"{one.name} ({sizes})", f"{one.allowed:g}", partial(grown, folder, one), 2)


def grown(folder: Path, one: Growth) -> tuple[str, ...]:
    found = measured(one, folder)
    costs = zip(found.seconds, found.mebibytes, strict=True)
    return f"{found.exponent:.2f}", ", ".join(f"{seconds:.2f} s {peak:.0f} MiB" for seconds, peak in costs)


SECTIONS = {
    "files": Section(FIGURES, files),
    "start": Section(FIGURES, start),
    "versions": Section(FIGURES, versions),
    "plans": Section(FIGURES, plans),
    "others": Section(FIGURES, others),
    "editor": Section(FIGURES, editor),
    "growth": Section(GROWTHS, growth),
}


def figure(one: Comparison) -> Row:
    """The row of a command beside another."""
    bounds = {"processor time": one.processor, "wall-clock time": one.wall}
    limits = [f"{bound:g} times the {kind} of {one.beside}" for kind, bound in bounds.items() if bound is not None]
    limits += [f"{one.mebibytes:g} MiB"] if one.mebibytes is not None else []
    return Row(one.name, ", ".join(limits), partial(compared, one), 3)


def compared(one: Comparison) -> tuple[str, ...]:
    pairs = Pairs.of(one)
    kind = "wall" if one.wall is not None else "seconds"
    ours, called = (
        [getattr(each, kind) for each in pairs.ours],
        "on the clock" if kind == "wall" else "of processor time",
    )
    peak = f"{max(each.mebibytes for each in pairs.ours):.0f} MiB"
    cost = f"{shown(ours)} {called}, {peak}"
    if not pairs.theirs:
        return f"{peak}; no ratio", cost, "not installed here"
    times, least, most = pairs.times(kind)
    said = f"{times:.2f} times ({least:.2f} to {most:.2f})" + (f"; {peak}" if one.mebibytes is not None else "")
    return said, cost, shown([getattr(each, kind) for each in pairs.theirs])


def shown(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds):.3g} s ({min(seconds):.3g} to {max(seconds):.3g})"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def machine() -> str:
    """What was measured when and where."""
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        found = re.search(r"(?m)^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
        model = found[1] if found else model
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"Measured on {time.strftime('%Y-%m-%d', time.gmtime())} with dslint {__version__} and Python "
        f"{platform.python_version()}: {model}, {cores} cores{load}."
    )


def empty(name: str, folder: Path, number: int) -> str:
    """A section of which nothing is measured."""
    heads, rows = SECTIONS[name]
    return table(heads, [(row.name, row.limit, *[NOT_YET] * row.columns) for row in rows(folder, number)])


def filled(name: str, folder: Path, number: int) -> Iterator[str]:
    """A section as it is measured now, after a line for each row."""
    heads, rows = SECTIONS[name]
    about, measured_rows = machine(), []
    for row in rows(folder, number):
        measured_rows.append((row.name, row.limit, *row.measure()))
        yield " | ".join(measured_rows[-1])
    yield f"{about}\n\n{table(heads, measured_rows)}"


def replaced(page: str, name: str, content: str) -> str:
    """The page with another content of a section. Raises ValueError if the page does not have it."""
    begin, end = f"<!-- {name}: measured -->\n", "<!-- end -->"
    before, found, rest = page.partition(begin)
    if not found or end not in rest:
        raise ValueError(name)
    return f"{before}{begin}\n{content}\n\n{end}{rest.partition(end)[2]}"


def lines(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    """Measure sections and write them; gives each row as soon as it is there."""
    words, number = list(wanted), throughput.FILES
    if "--files" in words:
        at = words.index("--files")
        number = int(words[at + 1])
        del words[at : at + 2]
    sections = [word for word in words if word != "--empty"]
    for name in sections:
        if name not in SECTIONS:
            sys.exit(f"the page has no section {name}; expected {', '.join(SECTIONS)}")
    for name in sections or SECTIONS:
        found = [empty(name, folder, number)] if "--empty" in words else filled(name, folder, number)
        content = ""
        for content in found:
            yield content
        PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), name, content), encoding="utf-8")
