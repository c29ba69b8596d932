"""The simulated DaemonSet controller: what one sync does, computed from the changes since the last one.

Kubernetes: pkg/controller/daemon (syncDaemonSet, manage, rollingUpdate, syncNodes). A sync manages every node. Only if
that leaves nothing to do, the rolling update acts on the sums over all nodes. Both look at each node by itself, so a
node is visited again only when its pods have changed: an update of 15,000 nodes one by one stays cheap.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import NamedTuple

from dslint.kubernetes.release import Release
from dslint.rollout.behaviours import Rules
from dslint.rollout.budget import Strategy
from dslint.rollout.manage import NOTHING, manage, update_role
from dslint.rollout.state import DaemonNode, DaemonPod, Role, Weight

BURST = 250
"""BurstReplicas: the most pods that one sync creates, and the most that it deletes."""


class Sync(NamedTuple):
    """What one sync does. `replacing` counts the nodes that it replaces, `chosen` those of them within the budget."""

    create: list[DaemonNode]
    delete: list[tuple[DaemonNode, DaemonPod]]
    replacing: int = 0
    chosen: int = 0

    @property
    def idle(self) -> bool:
        return not self.create and not self.delete


class Controller:
    """Takes candidates by `rank`, the lowest first; the real controller takes them at random."""

    def __init__(self, nodes: Sequence[DaemonNode], strategy: Strategy, release: Release) -> None:
        self._rules = Rules.of(release)
        self._strategy = strategy
        self.counts = strategy.counts(sum(node.should_run for node in nodes))
        self._desired = sum(node.should_run for node in nodes)
        self._surging = self.counts.surge > 0
        self._unavailable = self._surge = self._available = 0
        self._down: dict[DaemonNode, None] = {}
        self._of_role: dict[Role, dict[DaemonNode, None]] = {role: {} for role in Role}
        self._queue: dict[Role, list[tuple[int, int]]] = {Role.CANDIDATE: [], Role.NOT_WANTED: []}
        self._nodes = nodes
        self._touched: dict[DaemonNode, None] = {}
        self._place = {node: index for index, node in enumerate(nodes)}
        self._refused: dict[DaemonNode, None] = {}
        self._surge_refused = False
        self._unweighed: DaemonNode | None = None
        for node in nodes:
            self.touch(node)

    @property
    def taken(self) -> int:
        """How much of the budget is used: surging nodes, or unavailable ones."""
        self._weigh()
        return self._surge if self._surging else self._unavailable

    @property
    def down(self) -> int:
        """How many nodes had a pod, should have one, and have no available pod."""
        self._weigh()
        return len(self._down)

    def touch(self, node: DaemonNode) -> None:
        """Weigh a node again after its pods have changed; the next sync manages it."""
        self._touched[node] = None
        if node is self._unweighed:
            return  # thousands of pods of one node may change one after the other
        self._weigh()
        self._unweighed = node

    def _weigh(self) -> None:
        """Weigh the node that was touched last, before anything else is asked or touched."""
        node, self._unweighed = self._unweighed, None
        if node is None:
            return
        if node.served and node.should_run and not node.available:
            self._down[node] = None
        else:
            self._down.pop(node, None)
        before = node.weight
        after = update_role(node, self._rules, surging=self._surging)
        if after is before or after == before:
            return
        if before is not None:
            self._count(before, node, -1)
        node.weight = after
        self._count(after, node, 1)

    def _count(self, weight: Weight, node: DaemonNode, sign: int) -> None:
        self._unavailable += sign * weight.unavailable
        self._surge += sign * weight.surging
        self._available += sign * weight.available
        if weight.role is None:
            return
        if sign < 0:
            del self._of_role[weight.role][node]
            return
        self._of_role[weight.role][node] = None
        if weight.role in self._queue:
            heapq.heappush(self._queue[weight.role], (node.rank, self._place[node]))

    def refuse(self, node: DaemonNode, *, surging: bool) -> None:
        """The API server has refused the pod that the last sync creates on the node, beside an old one if `surging`."""
        if not surging:
            self._refused[node] = None
            return
        self._surge_refused = True
        heapq.heappush(self._queue[Role.CANDIDATE], (node.rank, self._place[node]))

    def try_refused_again(self) -> None:
        """The next syncs create the refused pods again."""
        self._surge_refused = False
        self._touched.update(self._refused)
        self._refused.clear()

    def sync(self) -> Sync:
        self._weigh()
        managed = self._manage()
        # A sync whose manage() fails ends there: updateDaemonSet() returns the error.
        if not managed.idle or self._refused or not self._strategy.rolls:
            return managed
        return self._surge_update() if self._surging else self._rolling_update()

    def _manage(self) -> Sync:
        done = Sync([], [])
        while self._touched and len(done.create) < BURST and len(done.delete) < BURST:
            node, _ = self._touched.popitem()
            actions = manage(node, self._rules, surging=self._strategy.rolls and self._surging)
            if actions is NOTHING:
                continue
            if actions.create:
                done.create.append(node)
            done.delete.extend((node, pod) for pod in actions.delete)
        done.create.sort(key=_rank)
        return done

    def _rolling_update(self) -> Sync:
        free = list(self._of_role[Role.FREE])[:BURST]
        budget = min(self.counts.unavailable - self._unavailable, BURST - len(free))
        taken = self._take(Role.CANDIDATE, budget)
        gone = [(node, _old(node)) for node in (*free, *taken)]
        return Sync([], gone, replacing=len(gone), chosen=len(taken))

    def _surge_update(self) -> Sync:
        doubled = [] if self._surge_refused else list(self._of_role[Role.DOUBLED])[:BURST]
        surge = 0 if self._surge_refused else min(self.counts.surge - self._surge, BURST - len(doubled))
        taken = self._take(Role.CANDIDATE, surge)
        create = [*doubled, *taken]
        free = list(self._of_role[Role.FREE])[:BURST]
        surplus = min(self._available - self._desired, BURST - len(free))
        gone = free + self._take(Role.NOT_WANTED, surplus)
        return Sync(create, [(node, _old(node)) for node in gone], replacing=len(create), chosen=len(taken))

    def _take(self, role: Role, count: int) -> list[DaemonNode]:
        """The first `count` nodes of the role by rank, or fewer if there are fewer."""
        members, queue = self._of_role[role], self._queue[role]
        taken: dict[DaemonNode, None] = {}
        while queue and len(taken) < count:
            node = self._nodes[heapq.heappop(queue)[1]]
            if node in members:
                taken[node] = None
        return list(taken)


def _rank(node: DaemonNode) -> int:
    return node.rank


def _old(node: DaemonNode) -> DaemonPod:
    return node.live(new=False)[0]
