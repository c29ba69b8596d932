"""Nodes of a DaemonSet in a few words, for the tests of the simulated controller."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.release import Release
from dslint.plans import Decider, Reason
from dslint.rollout.budget import Strategy
from dslint.rollout.simulation import Course, Simulation
from dslint.rollout.state import DaemonNode, DaemonPod

NEWEST = Release.of("1.36")


def pod(words: str, age: int = 0) -> DaemonPod:
    """`old ready`, `new unready terminating`, `old pending`, `old failed`, `old succeeded`."""
    said = words.split()
    phase = {"failed": "Failed", "succeeded": "Succeeded"}.get(said[1], "Running")
    return DaemonPod(
        new=said[0] == "new",
        age=age,
        ready=said[1] == "ready",
        bound=said[1] != "pending",
        terminating="terminating" in said,
        phase=phase,
    )


def node(
    name: str, *pods: str, run: bool = True, stay: bool = True, broken: bool = False, silent: bool = False
) -> DaemonNode:
    """Pods from the oldest to the youngest."""
    found = [pod(words, age) for age, words in enumerate(pods)]
    return DaemonNode(name, run, stay, broken=broken, silent=silent, served=bool(found), pods=found)


def nodes(count: int, *pods: str) -> list[DaemonNode]:
    return [node(f"n{index:02}", *pods) for index in range(count)]


def rolling(max_unavailable: int | str = 1, max_surge: int | str = 0) -> Strategy:
    return Strategy("RollingUpdate", max_unavailable, max_surge, 0)


ON_DELETE = Strategy("OnDelete", 1, 0, 0)


class Roomy:
    """Every node takes every pod, but those that are `full` as long as a pod is there, and those that are `small`."""

    local = True

    def __init__(self, *, full: Sequence[str] = (), small: Sequence[str] = ()) -> None:
        self.full, self.small = full, small

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        others = [other for other in node.pods if other is not pod and other.bound]
        return node.name not in self.small and not (others and node.name in self.full)

    def unbind(self, pod: DaemonPod) -> None:
        pass

    def end_evicted(self) -> list[DaemonNode]:
        return []


REFUSAL = Reason("Refused", Decider.API_SERVER, "no")


class Quota:
    """The API server accepts so many new pods; a pod that is gone makes room for as many as it is worth."""

    def __init__(self, accepted: int, *, worth: int = 0) -> None:
        self.left, self.worth = accepted, worth

    def refusal(self, node: str) -> Reason | None:  # noqa: ARG002
        if self.left <= 0:
            return REFUSAL
        self.left -= 1
        return None

    def gone(self, pod: DaemonPod) -> None:  # noqa: ARG002
        self.left += self.worth


def course(
    of: Sequence[DaemonNode],
    strategy: Strategy,
    node_fit: Roomy | None = None,
    release: Release = NEWEST,
    quota: Quota | None = None,
) -> Course:
    for rank, each in enumerate(of):
        each.rank = rank
    return Simulation(of, strategy, release, node_fit or Roomy(), admission=quota, trace=True).run()


def told(found: Course) -> list[str]:
    """Each step in one line: `kill: 2 new unready, 3 old ready`."""
    return [
        f"{step.after}: " + ", ".join(f"{len(names)} {state}" for state, names in step.states.items())
        for step in found.steps
    ]
