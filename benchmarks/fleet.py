"""`python -m benchmarks.fleet [CLUSTERS]`: one plan of many clusters of 250 nodes, compared with the plan of one.

The two commands run in turn. Elapsed time shows what processes gain; processor time is that of all processes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.dumps import write_dump
from benchmarks.inputs import manifest_of_sixty_lines, write_fleet
from benchmarks.measure import run

CLUSTERS = 40
NODES = 250
ALLOWED = 5
RUNS = 5
DSLINT = (sys.executable, "-m", "dslint", "plan")


def inventories(folder: Path, clusters: int) -> Iterator[tuple[str, list[Path]]]:
    """Kinds of fleets: the same inventory again and again, compact ones of many sizes, and dumps with pods."""
    same = write_fleet(folder, nodes=NODES)
    yield "equal, compact", [same] * clusters
    sizes = [NODES - clusters // 2 + number for number in range(clusters)]
    yield "different, compact", [write_fleet(folder, nodes=size) for size in sizes]
    yield "different, dumps", [write_dump(folder, nodes=size, pods_a_node=8) for size in sizes]


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Elapsed and processor seconds."""
    start = time.perf_counter()
    used = run(command).seconds
    return time.perf_counter() - start, used


def row(name: str, files: Sequence[Path], manifest: str) -> str:
    one = (*DSLINT, "--nodes", str(files[len(files) // 2]), manifest)
    named = [word for number, file in enumerate(files) for word in ("--cluster-inventory", f"c{number}={file}")]
    many = (*DSLINT, *named, manifest)
    pairs = [(timed(one), timed(many)) for _ in range(RUNS)]
    elapsed = statistics.median(after[0] / before[0] for before, after in pairs)
    processor = statistics.median(after[1] / before[1] for before, after in pairs)
    seconds = statistics.median(after[0] for _, after in pairs)
    return (
        f"{len(files)} clusters, {name:<20} {seconds:6.2f} s  elapsed {elapsed:5.2f} times one (allowed {ALLOWED})  "
        f"processor {processor:5.2f} times one"
    )


def main(wanted: Sequence[str]) -> None:
    clusters = int(wanted[0]) if wanted else CLUSTERS
    with tempfile.TemporaryDirectory() as folder:
        manifest = str(manifest_of_sixty_lines(Path(folder)))
        for name, files in inventories(Path(folder), clusters):
            print(row(name, files, manifest), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
