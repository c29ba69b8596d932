"""The courses of nodes through a rollout: the states that their pods pass through, and in which step that begins.

Nodes that pass through the same states with the same pauses are one course, so that thousands of steps stay short.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from dslint.plans import Rollout, Step

NO_POD = "no pod"


class NodeCourse(NamedTuple):
    """`states` has the first state and one for each of the `pauses`: the steps from the beginning until it.

    `nodes` are those that begin in the same step, by that step; 0 where nothing changes. `leaves`: the nodes lose their
    pod.
    """

    states: tuple[str, ...]
    pauses: tuple[int, ...]
    leaves: bool
    nodes: Mapping[int, tuple[str, ...]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of node in each of its states, as in glyphs.DURING."""
        return tuple(kind_of(state, leaves=self.leaves, first=self.states[0]) for state in self.states)


def courses(rollout: Rollout) -> list[NodeCourse]:
    """In the order of their beginnings; empty without a trace."""
    if not rollout.steps:
        return []
    first, events = _first(rollout), _events(rollout)
    kept = frozenset(rollout.nodes.kept) if rollout.nodes else frozenset()
    found: dict[tuple[tuple[str, ...], tuple[int, ...], bool], dict[int, list[str]]] = {}
    leaving = _leaving(rollout)
    for name, state in first.items():
        if name in kept and name not in events:
            continue
        changes = [(step, after) for step, _, after in events.get(name, ())]
        begin = changes[0][0] if changes else 0
        key = ((state, *(after for _, after in changes)), tuple(step - begin for step, _ in changes), name in leaving)
        found.setdefault(key, {}).setdefault(begin, []).append(name)
    made = [
        NodeCourse(*key, {step: tuple(names) for step, names in sorted(nodes.items())}) for key, nodes in found.items()
    ]
    return sorted(made, key=lambda course: (not course.pauses, min(course.nodes)))


def kind_of(state: str, *, leaves: bool, first: str) -> str:
    """The kind of a node, as in glyphs.DURING: by the states of its pods, and by its state before the rollout."""
    pods = state.split(", ")
    if "new ready" in pods:
        return "new"
    if "old ready" in pods:
        starting = any(pod.startswith("new ") and not pod.endswith("terminating") for pod in pods)
        return "both" if starting else "old"
    if leaves and all(pod == NO_POD or pod.endswith("terminating") for pod in pods):
        return "gone"
    return "none" if state == first == NO_POD else "down"


def _leaving(rollout: Rollout) -> Collection[str]:
    nodes = rollout.nodes
    return frozenset((*nodes.removed, *nodes.removed_in_turn, *nodes.away)) if nodes else frozenset()


def _first(rollout: Rollout) -> dict[str, str]:
    """The state of each node before the first step."""
    first = {name: NO_POD for group in rollout.nodes or () for name in group}
    first.update((name, before) for _, name, before, _ in reversed(list(_changes(rollout))))
    if rollout.start is not None:
        first.update(_by_node(rollout.start))
    return first


def _events(rollout: Rollout) -> dict[str, list[tuple[int, str, str]]]:
    """For each node the steps that change it, with the state before and after."""
    events: dict[str, list[tuple[int, str, str]]] = {}
    for number, name, before, after in _changes(rollout):
        events.setdefault(name, []).append((number, before, after))
    return events


def _changes(rollout: Rollout) -> Iterator[tuple[int, str, str, str]]:
    steps: Sequence[Step] = rollout.steps or ()
    before = _by_node(rollout.start or steps[0])
    for number, step in enumerate(steps, 1):
        if step.states is None:
            for change in step.changes or ():
                yield number, change.node, change.before or NO_POD, change.after or NO_POD
            continue
        now = _by_node(step)
        for name in dict.fromkeys((*before, *now)):
            old, new = before.get(name, NO_POD), now.get(name, NO_POD)
            if old != new:
                yield number, name, old, new
        before = now


def _by_node(step: Step) -> dict[str, str]:
    """`new unready, old ready terminating` by the name of each node that has a pod; above 500 nodes, that gets one."""
    found = {change.node: [change.after] for change in step.changes or () if change.after}
    for state, names in (step.states or {}).items():
        for name in names:
            found.setdefault(name, []).append(state)
    return {name: ", ".join(states) for name, states in found.items()}
