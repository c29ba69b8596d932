"""Several rollouts at once: their controllers take turns, and their pods wait in one queue for the room of the nodes.

Kubernetes: pkg/controller/daemon (the workers take DaemonSets from one queue, each sync does what its budget allows).
A pod that waits is tried before the pods that controllers create once room is free: an event wakes it at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dslint.rollout.shared_room import Obstruction, SharedFit, SharedRoom
from dslint.rollout.simulation import KILL, READY, UPDATE, Simulation, take_turns
from dslint.rollout.state import DaemonNode, DaemonPod


class Part(NamedTuple):
    """One DaemonSet's rollout in the joint one."""

    simulation: Simulation
    fit: SharedFit


class JointSimulation:
    """`parts` come in the order in which their controllers' syncs take turns."""

    def __init__(self, parts: Sequence[Part], room: SharedRoom) -> None:
        self._parts = parts
        self._room = room
        for part in parts:
            part.fit.delete = part.simulation.delete

    def run(self) -> None:
        """Run until all rollouts complete or stall."""
        self._retry()
        self._end_turn(UPDATE)
        take_turns(((KILL, self._kill), (READY, self._ready)), self._end_turn)
        for part in self._parts:
            part.simulation.finish()

    def _end_turn(self, name: str) -> None:
        # Each list is one round: no controller waits until another has nothing to do.
        while any([part.simulation.sync() for part in self._parts]):  # noqa: C419
            pass
        for part in self._parts:
            part.simulation.end_turn(name)

    def _kill(self) -> bool:
        freed = [node for part in self._parts for node in part.simulation.end_pods()]
        self._retry()
        return bool(freed)

    def _ready(self) -> bool:
        return any([part.simulation.start_pods() for part in self._parts])  # noqa: C419

    def _retry(self) -> None:
        """The scheduler tries pending pods again, in the order of its queue."""
        waiting = [(part, node, pod) for part in self._parts for node, pod in part.simulation.pending]
        for part, node, pod in sorted(waiting, key=lambda item: self._room.turn_in_queue(item[0].fit, item[2])):
            part.simulation.try_again(node, pod)

    def obstructions(self, part: Part) -> list[Obstruction]:
        """Why the pods of a DaemonSet wait at the end."""
        return [part.fit.obstruction(node, pod) for node, pod in by_name(part.simulation.pending)]


def by_name(pending: Sequence[tuple[DaemonNode, DaemonPod]]) -> list[tuple[DaemonNode, DaemonPod]]:
    return sorted(pending, key=lambda item: item[0].name)
