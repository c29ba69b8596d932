"""What the DaemonSet controller does on one node: manage() creates and deletes pods, rollingUpdate() weighs the node.

Kubernetes: pkg/controller/daemon/daemon_controller.go (podsShouldBeOnNode) and update.go (rollingUpdate). Each node is
weighed by itself, and only the sums decide how many candidates are taken, so a node is weighed again only when its pods
change.
"""

from __future__ import annotations

from typing import NamedTuple

from dslint.rollout.behaviours import Rules
from dslint.rollout.state import FAILED, SUCCEEDED, DaemonNode, DaemonPod, Role, Weight

UNAVAILABLE = Weight(unavailable=1)
SURGING = Weight(surging=1)
CANDIDATE = Weight(role=Role.CANDIDATE)
NO_WEIGHT = Weight()


class Actions(NamedTuple):
    """What to do on a node: whether to create a pod, and which pods to delete."""

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
    ended = [pod for pod in alive if deletes(pod.phase, rules)]
    running = sorted((pod for pod in alive if not deletes(pod.phase, rules)), key=_precedence)
    gone = _not_backing_off(ended, rules)
    if not surging:
        return Actions(delete=(*gone, *running[1:]))
    return Actions(create=not running and node.should_run, delete=(*gone, *_surplus(running)))


def _not_backing_off(ended: list[DaemonPod], rules: Rules) -> list[DaemonPod]:
    """The back-off is per node: once a failed pod is deleted, the other failed ones wait."""
    failed = [pod for pod in ended if pod.phase == FAILED]
    waiting = frozenset(failed[1:]) if rules.failed_pods_back_off else ()
    return [pod for pod in ended if pod not in waiting]


def _entries(node: DaemonNode, rules: Rules) -> list[DaemonPod]:
    if not rules.terminal_terminating_frees_node:
        return node.pods
    return [pod for pod in node.pods if not (pod.terminating and pod.ended)]


def deletes(phase: str, rules: Rules) -> bool:
    """Whether a pod is deleted for its phase."""
    if phase == FAILED:
        return rules.deletes_failed_pods
    return phase == SUCCEEDED and rules.deletes_succeeded_pods


def _precedence(pod: DaemonPod) -> tuple[bool, int]:
    """The pod that stays is bound rather than unbound, then the oldest."""
    return (not pod.bound, pod.age)


def _surplus(running: list[DaemonPod]) -> list[DaemonPod]:
    """A surging node keeps its oldest new and its oldest old pod, the old one until the new one is available."""
    if len(running) <= 1:
        return []
    new = next((pod for pod in running if pod.new), None)
    old = next((pod for pod in running if not pod.new), None)
    surplus = [pod for pod in running if pod is not new and pod is not old]
    if new is not None and old is not None and (not old.ready or new.ready):
        surplus.append(old)
    return surplus


def update_role(node: DaemonNode, rules: Rules, *, surging: bool) -> Weight:
    """`surging`: whether maxSurge, in nodes, is more than zero."""
    if not node.pods and not node.should_run:
        return NO_WEIGHT
    if surging:
        return _surging(node, rules)
    if rules.counts_nodes_without_available_pod:
        return _by_availability(node)
    return _by_revision(node, rules)


def _by_revision(node: DaemonNode, rules: Rules) -> Weight:
    new, old = node.live(new=True), node.live(new=False)
    if len(new) > 1 or len(old) > 1 or len(new) == len(old):
        return UNAVAILABLE
    if new:
        return NO_WEIGHT if new[0].ready else UNAVAILABLE
    if old[0].ready:
        return CANDIDATE
    return Weight(unavailable=int(rules.old_unavailable_take_budget), role=Role.FREE)


def _by_availability(node: DaemonNode) -> Weight:
    live = [pod for pod in node.pods if not pod.terminating]
    unavailable = int(node.should_run and not any(pod.ready for pod in live))
    old = [pod for pod in live if not pod.new]
    if not old:
        return Weight(unavailable=unavailable)
    return Weight(unavailable=unavailable, role=Role.CANDIDATE if old[0].ready else Role.FREE)


def _surging(node: DaemonNode, rules: Rules) -> Weight:
    new, old = node.live(new=True), node.live(new=False)
    if len(new) > 1 or len(old) > 1:
        return SURGING
    available = int(old[0].ready if old else bool(new) and new[0].ready)
    if not old:
        return Weight(available=available)
    if new:
        return Weight(available=available, role=Role.FREE) if new[0].ready else Weight(surging=1, available=available)
    wanted = node.should_run or not rules.surge_heeds_eligibility
    if not old[0].ready:
        return Weight(available=available, role=Role.DOUBLED if wanted else Role.FREE)
    return Weight(available=available, role=Role.CANDIDATE if wanted else Role.NOT_WANTED)
