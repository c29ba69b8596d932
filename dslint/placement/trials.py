"""Pods taken out of a snapshot for a question, and put back in their places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot


def take_out(pod: Pod, snapshot: Snapshot) -> int:
    """Take a pod off its node. Returns its place among the node's pods, which decides between alike victims."""
    node = snapshot.by_name.get(pod.node)
    if node is None or pod.finished:
        return 0
    place = snapshot.state(node).pods.index(pod)
    snapshot.remove(pod)
    return place


def put_back(pod: Pod, place: int, snapshot: Snapshot) -> None:
    """Put a pod back in its place among the node's pods."""
    node = snapshot.by_name.get(pod.node)
    if node is None or pod.finished:
        return
    snapshot.add(pod)
    pods = snapshot.state(node).pods
    pods.insert(place, pods.pop())


@contextmanager
def trial(node: Node, snapshot: Snapshot) -> Iterator[None]:
    """Pods may be removed from the node and added inside the block; afterwards its pods are as before."""
    before, ports = list(snapshot.state(node).pods), snapshot.state(node).ports.copy()
    try:
        yield
    finally:
        state = snapshot.state(node)
        were, now = set(before), set(state.pods)
        for pod in [pod for pod in state.pods if pod not in were]:
            snapshot.remove(pod)
        for pod in [pod for pod in before if pod not in now]:
            snapshot.add(pod)
        state.pods[:] = before
        state.ports[:] = ports
