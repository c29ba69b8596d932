"""What the DaemonSet controller's manage() does on one node: a pod where one is missing, none where none may stay.

Kubernetes: pkg/controller/daemon/daemon_controller.go (podsShouldBeOnNode).
"""

from __future__ import annotations

from typing import NamedTuple

from dslint.rollout.behaviours import Rules
from dslint.rollout.state import FAILED, SUCCEEDED, DaemonNode, DaemonPod


class Actions(NamedTuple):
    """What is to be done on a node: whether a pod is made, and which ones are deleted."""

    create: bool = False
    delete: tuple[DaemonPod, ...] = ()


NOTHING = Actions()
CREATE = Actions(create=True)


def manage(node: DaemonNode, rules: Rules, *, surging: bool) -> Actions:
    """`surging`: whether the strategy's maxSurge is more than zero."""
    entries = _entries(node, rules)
    if node.should_run and not entries:
        return CREATE
    alive = [pod for pod in entries if not pod.terminating]
    if node.should_continue and len(alive) == 1 and not alive[0].ended:
        return NOTHING
    if not node.should_continue:
        return Actions(delete=tuple(alive))
    ended = [pod for pod in alive if _ended(pod, rules)]
    running = sorted((pod for pod in alive if pod not in ended), key=_precedence)
    gone = _not_backing_off(ended, rules)
    if not surging:
        return Actions(delete=(*gone, *running[1:]))
    return Actions(create=not running and node.should_run, delete=(*gone, *_surplus(running)))


def _not_backing_off(ended: list[DaemonPod], rules: Rules) -> list[DaemonPod]:
    """The back-off is the node's: once a failed pod is deleted, the other failed ones wait."""
    failed = [pod for pod in ended if pod.phase == FAILED]
    waiting = failed[1:] if rules.failed_pods_back_off else []
    return [pod for pod in ended if pod not in waiting]


def _entries(node: DaemonNode, rules: Rules) -> list[DaemonPod]:
    if not rules.terminal_terminating_frees_node:
        return node.pods
    return [pod for pod in node.pods if not (pod.terminating and pod.ended)]


def _ended(pod: DaemonPod, rules: Rules) -> bool:
    if pod.phase == FAILED:
        return rules.deletes_failed_pods
    return pod.phase == SUCCEEDED and rules.deletes_succeeded_pods


def _precedence(pod: DaemonPod) -> tuple[bool, int]:
    """Bound before unbound, then the oldest: which of several pods on a node stays."""
    return (not pod.bound, pod.age)


def _surplus(running: list[DaemonPod]) -> list[DaemonPod]:
    """Surging, a node keeps its oldest new and its oldest old pod, the old one until the new one is available."""
    if len(running) <= 1:
        return []
    new = next((pod for pod in running if pod.new), None)
    old = next((pod for pod in running if not pod.new), None)
    surplus = [pod for pod in running if pod is not new and pod is not old]
    if new is not None and old is not None and (not old.ready or new.ready):
        surplus.append(old)
    return surplus
