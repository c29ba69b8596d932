"""An inventory as text: a table of pools, details of each, pods, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from dslint.report.escapes import visible
from dslint.report.terminal import Ink, Terminal, wrapped

_HEADS = ("pool", "nodes", "zones", "state", "pods", "allocatable")
_EXAMPLES = 3
_MAIN = ("cpu", "memory", "pods")


class Pool(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def nodes(self) -> Sequence[str]: ...
    @property
    def zones(self) -> Mapping[str, int]: ...
    @property
    def not_ready(self) -> int: ...
    @property
    def dead(self) -> int: ...
    @property
    def unschedulable(self) -> int: ...
    @property
    def virtual(self) -> str: ...
    @property
    def labels(self) -> Mapping[str, str]: ...
    @property
    def taints(self) -> Sequence[str]: ...
    @property
    def some_taints(self) -> Mapping[str, int]: ...
    @property
    def allocatable(self) -> Mapping[str, str]: ...
    @property
    def load(self) -> Mapping[str, str]: ...
    @property
    def pods(self) -> int: ...
    @property
    def kubelets(self) -> Mapping[str, int]: ...


class Overview(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def kubernetes_version(self) -> str | None: ...
    @property
    def pools(self) -> Sequence[Pool]: ...
    @property
    def pods(self) -> Mapping[str, int]: ...
    @property
    def objects(self) -> Mapping[str, int]: ...
    @property
    def static_folders(self) -> Mapping[str, Sequence[str]]: ...
    @property
    def assumed(self) -> Sequence[str]: ...
    @property
    def notes(self) -> Sequence[str]: ...
    @property
    def undeclared(self) -> Sequence[str] | None: ...


def lines(overview: Overview, terminal: Terminal, *, every: bool = False) -> Iterator[str]:
    """The lines of the overview. With `every`, all nodes are named."""
    yield terminal.paint(visible(_title(overview)), Ink.STRONG)
    yield ""
    yield from _table(overview.pools, terminal)
    for pool in overview.pools:
        yield ""
        yield from _details(pool, terminal, every=every)
    yield from _section("pods", [f"{count} of {owner}" for owner, count in overview.pods.items()], terminal)
    yield from _section("objects", [f"{count} {kind}" for kind, count in overview.objects.items()], terminal)
    yield from _section("manifest folders", _folders(overview), terminal)
    yield from _section("not used", overview.notes, terminal)
    yield from _section("assumed", overview.assumed, terminal)
    if overview.undeclared is not None:
        yield from _section("not declared", overview.undeclared or ["nothing that these workloads need"], terminal)


def _title(overview: Overview) -> str:
    nodes = sum(len(pool.nodes) for pool in overview.pools)
    version = f", Kubernetes {overview.kubernetes_version}" if overview.kubernetes_version else ""
    pods = sum(overview.pods.values())
    size = f"{_many(nodes, 'node')} in {_many(len(overview.pools), 'pool')}"
    return f"{overview.name}: {size}, {_many(pods, 'pod')}{version}"


def _table(pools: Sequence[Pool], terminal: Terminal) -> Iterator[str]:
    rows = [
        (visible(pool.name), str(len(pool.nodes)), _zones(pool), _state(pool), str(pool.pods), _room(pool))
        for pool in pools
    ]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    for number, row in enumerate((_HEADS, *rows)):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield terminal.paint(line, Ink.STRONG) if number == 0 else line


def _zones(pool: Pool) -> str:
    return str(len(pool.zones)) if len(pool.zones) > 1 else visible(next(iter(pool.zones), "-"))


def _state(pool: Pool) -> str:
    parts = []
    if pool.virtual:
        parts.append(visible(pool.virtual))
    if pool.not_ready > pool.dead:
        parts.append(f"{pool.not_ready - pool.dead} not ready")
    if pool.dead:
        parts.append(f"{pool.dead} dead")
    if pool.unschedulable:
        parts.append(f"{pool.unschedulable} cordoned")
    return ", ".join(parts) or "ready"


def _room(pool: Pool) -> str:
    shown = [f"{name} {pool.allocatable[name]}" for name in _MAIN if name in pool.allocatable]
    shown += [f"{name} {amount}" for name, amount in pool.allocatable.items() if name not in _MAIN and amount != "0"]
    return visible(", ".join(shown)) or "not declared"


def _details(pool: Pool, terminal: Terminal, *, every: bool) -> Iterator[str]:
    yield terminal.paint(visible(pool.name), Ink.STRONG)
    names = (
        list(pool.nodes)
        if every or len(pool.nodes) <= _EXAMPLES + 1
        else [*pool.nodes[:_EXAMPLES], f"… {pool.nodes[-1]}"]
    )
    yield from _entry("nodes", names, terminal)
    if len(pool.zones) > 1:
        yield from _entry("zones", [f"{zone} {count}" for zone, count in pool.zones.items()], terminal)
    yield from _entry("kubelet", _kubelets(pool), terminal)
    yield from _entry("labels", [f"{key}={value}" for key, value in pool.labels.items()], terminal)
    some = [f"{taint} on {count}" for taint, count in pool.some_taints.items()]
    yield from _entry("taints", [*pool.taints, *some], terminal)
    yield from _entry("load", [f"{name} {amount}" for name, amount in pool.load.items()], terminal)


def _kubelets(pool: Pool) -> list[str]:
    """The versions, with the number of nodes unless it is the one version of all."""
    of_all = list(pool.kubelets.values()) == [len(pool.nodes)]
    return [version if of_all else f"{version} on {count}" for version, count in pool.kubelets.items()]


def _entry(head: str, values: Sequence[str], terminal: Terminal) -> Iterator[str]:
    if not values:
        return
    first, *more = wrapped(visible(", ".join(values)), max(40, terminal.width - 10))
    yield f"  {terminal.paint(f'{head:<7}', Ink.RELATED)} {first}"
    yield from (f"          {line}" for line in more)


def _section(head: str, entries: Sequence[str], terminal: Terminal) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield terminal.paint(head, Ink.STRONG)
    yield from (f"  {visible(entry)}" for entry in entries)


def _folders(overview: Overview) -> list[str]:
    nodes_of: dict[str, int] = {}
    for folders in overview.static_folders.values():
        for folder in folders:
            nodes_of[folder] = nodes_of.get(folder, 0) + 1
    return [f"{folder} on {_many(count, 'node')}" for folder, count in nodes_of.items()]


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
