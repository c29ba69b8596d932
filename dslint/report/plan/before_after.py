"""Where a workload has a pod before and after its rollout, by pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dslint.plans import Rollout
from dslint.report.plan.digest import Digest
from dslint.report.plan.wording import Answer

STAYS = frozenset({Answer.REPLACED, Answer.ADDED, Answer.RUNS, Answer.CANDIDATE, Answer.KEPT, Answer.MISSCHEDULED})
"""The answers of nodes where a pod runs in the end."""


class PoolRow(NamedTuple):
    """The numbers of nodes of one pool: with a pod before and after, and the most that can be down at once.

    `at_worst` is None if it is not known.
    """

    pool: str
    nodes: int
    before: int
    after: int
    at_worst: int | None


def before_after(rollout: Rollout, digests: Sequence[Digest], pools: Mapping[str, str]) -> list[PoolRow]:
    """In the order of the inventory, the sum last if there are several pools; empty if the nodes are not known."""
    if rollout.nodes is None:
        return []
    changes = rollout.nodes
    had = (changes.kept, changes.replaced, changes.removed, changes.removed_in_turn, changes.away)
    before = _by_pool((name for names in had for name in names), pools)
    after = _by_pool((name for digest in digests if digest.answer in STAYS for name in digest.nodes), pools)
    down = {share.name: share.down for share in rollout.unavailable.pools} if rollout.unavailable else {}
    nodes = _by_pool(pools, pools)
    rows = [PoolRow(pool, nodes[pool], before[pool], after[pool], down.get(pool)) for pool in nodes]
    if len(rows) > 1:
        worst = rollout.unavailable.at_worst if rollout.unavailable else None
        rows.append(PoolRow("all", nodes.total(), before.total(), after.total(), worst))
    return rows


def _by_pool(names: Iterable[str], pools: Mapping[str, str]) -> Counter[str]:
    return Counter(pools[name] for name in names if name in pools)
