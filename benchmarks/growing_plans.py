"""Plans of so many workloads, clusters, versions, expectations or operations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.growing import Value, container, daemonset, pod_spec, times
from benchmarks.growing_clusters import PLAN, Cluster, Command, node, nodes, of_cluster, planned, requesting
from benchmarks.growth import Growth
from benchmarks.inputs import manifest_of_sixty_lines, write_fleet
from dslint.report.plan.formats import FORMATS


def growths() -> Iterator[Growth]:
    for name, (size, command) in commands().items():
        yield Growth(f"plan: {name}", (size, 2 * size, 4 * size), command, least=1)


def commands() -> dict[str, tuple[int, Command]]:
    """The smallest number and the command, by what is many."""
    found = {f"workloads as {name}": (100, of_cluster(workloads, "--format", name)) for name in FORMATS}
    found |= {f"findings as {name}": (800, of_cluster(rejected, "--format", name)) for name in FORMATS}
    found |= {f"expectations of {name}": (size, expecting(entry)) for name, (size, entry) in EXPECTATIONS.items()}
    found |= {f"clusters of a fleet as {name}": (10, fleet("--format", name)) for name in FORMATS}
    found |= {f"versions as {name}": (8, versions("--format", name)) for name in ("text", "json", "html")}
    return found | {
        "rejected workloads": (200, of_cluster(rejected_workloads)),
        "workloads that are removed": (200, of_cluster(left_out)),
        "workloads for two versions": (100, of_cluster(workloads, "-k", "1.25,1.36")),
        "workloads that miss an expectation": (100, expecting_of_each),
        "what-if operations": (50, what_if()),
        "what-if operations as HTML": (50, what_if("--format", "html")),
        "nodes named by options": (500, naming_nodes),
        "equal clusters of a fleet": (10, fleet(equal=True)),
    }


def workloads(number: int) -> Cluster:
    """Each on other nodes: the selector asks for the label of one of ten pools, or a size that few nodes have."""
    there = nodes(30, lambda index: {"pool": f"p{index % 10}"}, cpu="4000")
    made = times(
        number,
        lambda index: daemonset(
            pod_spec(container(**requesting(f"{index % 7 + 1}")), nodeSelector={"pool": f"p{index % 11}"}),
            name=f"agent-{index}",
        ),
    )
    return Cluster(there, made)


def rejected(number: int) -> Cluster:
    return Cluster([node("n")], [daemonset(labels={f"-{index}-": "x" for index in range(number)})])


def rejected_workloads(number: int) -> Cluster:
    return Cluster([node("n")], times(number, lambda i: daemonset(name=f"agent-{i}", labels={f"-{i}-": "x"})))


def left_out(number: int) -> Cluster:
    """All but one of those that run."""
    made = times(number, lambda index: daemonset(name=f"agent-{index}"))
    return Cluster([node("n")], made[:1], before=made)


EXPECTATIONS: dict[str, tuple[int, Value]] = {
    "desired nodes": (500, {"desired": {"min": 2}}),
    "nodes": (200, {"mustRunOn": {"group": "general"}}),
    "requests": (500, {"perNodeRequests": {"cpu": {"max": "1m"}}}),
    "what-if": (10, {"whatIf": "cordon group=general", "desired": {"min": 1}}),
}
"""The smallest number and an entry, by what it is about."""


def expectations(folder: Path, entries: Sequence[Value]) -> str:
    document = {"apiVersion": "dslint.dev/v1", "kind": "Expectations", "metadata": {"name": "many"}, "expect": entries}
    place = folder / "expectations.json"
    place.write_text(json.dumps(document), encoding="utf-8")
    return str(place)


def expecting(entry: Value) -> Command:
    def command(folder: Path, number: int) -> Sequence[str]:
        entries = times(number, lambda index: {"name": f"e{index}", **entry})
        return (*of_fleet(folder), "--expect", expectations(folder, entries))

    return command


def of_fleet(folder: Path) -> Sequence[str]:
    return (*PLAN, "--nodes", str(write_fleet(folder, nodes=300)), str(manifest_of_sixty_lines(folder)))


def expecting_of_each(folder: Path, number: int) -> Sequence[str]:
    """Of each workload one that it does not satisfy."""
    entries = [{"name": "e", "desired": {"min": 1_000}}]
    return planned(folder, workloads(number), "--expect", expectations(folder, entries))


def what_if(*options: str) -> Command:
    def command(folder: Path, number: int) -> Sequence[str]:
        cordoned = [word for index in range(number) for word in ("--what-if", f"cordon n{index}")]
        there = nodes(1_000, lambda index: {"pool": f"p{index % 10}"})
        return planned(folder, Cluster(there, [daemonset()]), *cordoned, *options)

    return command


def naming_nodes(folder: Path, number: int) -> Sequence[str]:
    names = [word for index in range(number) for word in ("--unready", f"n{index}", "--broken", f"n{index + 1}")]
    return planned(folder, Cluster(nodes(3_000), [daemonset()]), *names)


def fleet(*options: str, equal: bool = False) -> Command:
    """Clusters of some hundred nodes, in one process."""

    def command(folder: Path, number: int) -> Sequence[str]:
        files = [write_fleet(folder, nodes=300 if equal else 300 + index) for index in range(number)]
        named = [word for index, file in enumerate(files) for word in ("--cluster-inventory", f"c{index}={file}")]
        return (*PLAN, *named, "--jobs", "1", str(manifest_of_sixty_lines(folder)), *options)

    return command


def versions(*options: str) -> Command:
    """The newest so many."""
    return lambda folder, number: (*of_fleet(folder), "-k", f"1.{37 - number}..1.36", *options)
