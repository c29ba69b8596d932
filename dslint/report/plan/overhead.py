"""What node agents request of each pool, in rows and sentences that all formats share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dslint.plans import Plan, PoolOverhead, WorkloadRoom
from dslint.report.wording import plural

CPU = "cpu"
IN_BYTES = ("memory", "ephemeral-storage", "hugepages-")
_UNITS = ((1 << 40, "Ti"), (1 << 30, "Gi"), (1 << 20, "Mi"), (1 << 10, "Ki"))
FIRST = (CPU, "memory", "ephemeral-storage", "pods")
"""The resources that come first; others follow by name."""


class OverheadRow(NamedTuple):
    """One resource of one pool; `share` is that of allocatable after the change, `highest` the worst node."""

    pool: str
    nodes: int
    resource: str
    before: str
    after: str
    share: str
    highest: str


def overhead_rows(plan: Plan) -> list[OverheadRow]:
    """In the order of the pools; resources that no agent requests are left out."""
    return [_row(pool, resource) for pool in plan.overhead for resource in _resources(pool)]


def overhead_sentences(plan: Plan, *, everything: bool = False) -> Iterator[str]:
    """For each of cpu and memory, the pool with the largest share; with `everything`, every pool and resource."""
    if plan.overhead and everything:
        yield from (_pool_sentence(pool) for pool in plan.overhead)
    elif plan.overhead:
        parts = [part for resource in (CPU, "memory") if (part := _largest(plan, resource))]
        if parts:
            most = "up to " if len(plan.overhead) > 1 else ""
            yield f"node agents request {most}{' and '.join(parts)}"
    if plan.workload_room is not None:
        yield room_sentence(plan.workload_room)


def room_sentence(room: WorkloadRoom) -> str:
    """`a pod with cpu 2, memory 4Gi fits beside the node agents on 240 of 250 nodes (before: 250); …`."""
    if not room.nodes:
        return f"no node declares allocatable, so the room for a pod with {_amounts(room.size)} is not known"
    before = "" if room.before is None else f" (before: {room.before})"
    text = (
        f"a pod with {_amounts(room.size)} fits beside the node agents on {room.after} of {plural(room.nodes, 'node')}"
    )
    if room.smallest is None:
        return f"{text}{before}"
    smallest = room.smallest
    where = f" of {smallest.pool}" if smallest.pool else ""
    return (
        f"{text}{before}; the smallest node where it no longer fits is {smallest.node}{where}, with"
        f" {_amounts(smallest.left)} left of {_amounts(smallest.allocatable)}"
    )


def shown_amount(resource: str, amount: int) -> str:
    """`300m`, `1.5`, `1.5Gi`: at most one digit after the point."""
    if resource == CPU:
        return f"{amount}m" if abs(amount) < 1000 else _short(amount / 1000)
    if resource.startswith(IN_BYTES):
        for size, unit in _UNITS:
            if abs(amount) >= size:
                return f"{_short(amount / size)}{unit}"
    return str(amount)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _share(amounts: Mapping[str, int], pool: PoolOverhead, resource: str) -> float | None:
    """None if the pool's nodes do not declare how much they have."""
    of = pool.allocatable.get(resource, 0)
    return amounts.get(resource, 0) / of if of else None


def percent(share: float) -> str:
    """`8%`, `0.4%`, `below 0.1%`."""
    if 0 < share < 0.001:
        return "below 0.1%"
    return f"{_short(share * 100) if share < 0.1 else round(share * 100)}%"


def _resources(pool: PoolOverhead) -> list[str]:
    found = {resource for amounts in (pool.before, pool.after) for resource, amount in amounts.items() if amount}
    return sorted(found, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))


def _row(pool: PoolOverhead, resource: str) -> OverheadRow:
    share = _share(pool.after, pool, resource)
    worst = next((found for found in pool.highest if found.resource == resource), None)
    return OverheadRow(
        pool.pool or "no pool",
        pool.nodes,
        resource,
        shown_amount(resource, pool.before.get(resource, 0)) if pool.before else "",
        shown_amount(resource, pool.after.get(resource, 0)),
        percent(share) if share is not None else "",
        f"{percent(worst.amount / worst.allocatable)} on {worst.node}" if worst else "",
    )


def _pool_sentence(pool: PoolOverhead) -> str:
    """`pool spot, 45 nodes: cpu 15.8 -> 6.8 (2%), memory …`."""
    parts = []
    for resource in _resources(pool):
        row = _row(pool, resource)
        change = f"{row.before} -> {row.after}" if row.before not in ("", row.after) else row.after
        parts.append(f"{resource} {change}" + (f" ({row.share})" if row.share else ""))
    name = f"pool {pool.pool}" if pool.pool else "no pool"
    return f"node agents of {name}, {plural(pool.nodes, 'node')}: {', '.join(parts)}"


def _largest(plan: Plan, resource: str) -> str:
    """`8% of cpu (pool spot, before: 7%)`; "" if no pool's share is known or above zero."""
    shares = [(share, pool) for pool in plan.overhead if (share := _share(pool.after, pool, resource))]
    if not shares:
        return ""
    share, pool = max(shares, key=lambda found: found[0])
    where = f"pool {pool.pool}" if pool.pool and len(plan.overhead) > 1 else ""
    earlier = _share(pool.before, pool, resource) if pool.before else None
    before = f"before: {percent(earlier)}" if earlier is not None and percent(earlier) != percent(share) else ""
    more = ", ".join(filter(None, (where, before)))
    return f"{percent(share)} of {resource}" + (f" ({more})" if more else "")


def _amounts(amounts: Mapping[str, int]) -> str:
    return ", ".join(f"{resource} {shown_amount(resource, amount)}" for resource, amount in amounts.items())
