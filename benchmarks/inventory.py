"""`python -m benchmarks.inventory [NODES…]`: reading and planning inventories as they grow.

Time and memory are those of a whole process; growth is the factor to the row before, with a tenth of the nodes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.dumps import write_dump
from benchmarks.inputs import manifest_of_sixty_lines, write_fleet
from benchmarks.measure import Run, run

SIZES = (1_500, 15_000, 150_000)
LARGEST_DUMP = 15_000
"""The most nodes of a dump with pods: ten times as many would be two gigabytes of text."""

READ = "import sys; from dslint.inventory.reader import read_inventory; read_inventory(sys.argv[1])"
DSLINT = (sys.executable, "-m", "dslint")


def rows(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[str, int, Run]]:
    manifest = str(manifest_of_sixty_lines(folder))
    for nodes in sizes:
        fleet = str(write_fleet(folder, nodes=nodes))
        yield "compact, read", nodes, run((sys.executable, "-c", READ, fleet))
        yield "compact, plan", nodes, run((*DSLINT, "plan", "--nodes", fleet, manifest))
        dump = write_dump(folder, nodes=nodes, pods_a_node=0)
        yield "dump, read", nodes, run((sys.executable, "-c", READ, str(dump)))
        dump.unlink()
        if nodes <= LARGEST_DUMP:
            dump = write_dump(folder, nodes=nodes, pods_a_node=10)
            yield "dump and 10 pods a node, read", nodes, run((sys.executable, "-c", READ, str(dump)))
            yield "dump and 10 pods a node, plan", nodes, run((*DSLINT, "plan", "--nodes", str(dump), manifest))
            dump.unlink()


def main(wanted: Sequence[str]) -> None:
    before: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, nodes, ran in rows(Path(folder), [int(word) for word in wanted] or SIZES):
            growth = f"{ran.seconds / before[name]:5.1f} times" if name in before else ""
            before[name] = ran.seconds
            print(f"{nodes:>8} nodes  {name:<30} {ran.seconds:7.2f} s  {ran.mebibytes:7.1f} MiB  {growth}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
