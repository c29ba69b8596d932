"""Several rollouts at once: their controllers take turns, and their pods wait in one queue for the room of the nodes.

Kubernetes: pkg/controller/daemon (the workers take DaemonSets from one queue, each sync does what its budget allows).
A pod that waits is tried before the pods that controllers create once room is free: an event wakes it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from dslint.rollout.shared_room import Obstruction, SharedFit, SharedRoom
from dslint.rollout.simulation import KILL, READY, UPDATE, Simulation, take_turns
from dslint.rollout.state import DaemonNode, DaemonPod

MOST_OBSTRUCTIONS = 20


class Part(NamedTuple):
    """One DaemonSet's rollout in the joint one, with its nodes by name."""

    simulation: Simulation
    fit: SharedFit
    nodes: Mapping[str, DaemonNode]

    def waiting(self, freed: Collection[str]) -> list[tuple[DaemonNode, DaemonPod]]:
        """The pending pods that room on these nodes may help; where other nodes matter too, all of them."""
        if not self.fit.independent:
            return self.simulation.pods.pending
        there = (self.nodes[name] for name in sorted(freed) if name in self.nodes)
        return [(node, pod) for node in there for pod in node.pods if not pod.bound]


class JointSimulation:
    """`parts` come in the order in which their controllers' syncs take turns."""

    def __init__(self, parts: Sequence[Part], room: SharedRoom) -> None:
        self._parts = parts
        self._room = room
        self._started = False
        for part in parts:
            part.fit.delete = part.simulation.pods.delete

    def run(self) -> None:
        """Run until all rollouts complete or stall."""
        self._room.freed.update(name for part in self._parts for name in part.nodes)
        self._retry()
        self._started = True
        self._end_turn(UPDATE)
        take_turns(((KILL, self._kill), (READY, self._ready)), self._end_turn)
        for part in self._parts:
            part.simulation.finish()

    def _end_turn(self, name: str) -> None:
        for part in self._parts:
            part.simulation.try_refused_again()
        # Each list is one round: no controller waits until another has nothing to do.
        while any([part.simulation.sync() for part in self._parts]):  # noqa: C419
            pass
        for part in self._parts:
            part.simulation.end_turn(name)

    def _kill(self) -> bool:
        freed = [node for part in self._parts for node in part.simulation.pods.end_pods()]
        self._retry()
        return bool(freed)

    def _ready(self) -> bool:
        return any([part.simulation.pods.start_pods() for part in self._parts])  # noqa: C419

    def _retry(self) -> None:
        """The scheduler tries pending pods again, in the order of its queue.

        Pods of other workloads have waited longer than those that fail here.
        """
        room = self._room
        freed, room.freed = room.freed, set()
        queue: list[tuple[tuple[int, int], Callable[[], bool]]] = [
            (room.turn_in_queue(part.fit, pod), partial(part.simulation.pods.try_again, node, pod))
            for part in self._parts
            for node, pod in part.waiting(freed)
        ]
        if self._started:
            queue += [((-pod.spec.priority, 0), partial(room.bind_waiting, pod, freed)) for pod in room.waiting]
        for _, bind in sorted(queue, key=itemgetter(0)):
            bind()

    def obstructions(self, part: Part) -> list[Obstruction]:
        """Why the first pods of a DaemonSet, by name of their nodes, wait at the end."""
        waiting = sorted(part.simulation.pods.pending, key=lambda item: item[0].name)
        return [part.fit.obstruction(node, pod) for node, pod in waiting[:MOST_OBSTRUCTIONS]]
