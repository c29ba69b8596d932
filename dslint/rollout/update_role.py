"""How a node counts in a rolling update, and what may be done with its old pod.

Kubernetes: pkg/controller/daemon/update.go (rollingUpdate). Each node is weighed by itself; only the sums decide how
many candidates are taken, so a simulation weighs a node again only when its pods change.
"""

from __future__ import annotations

from dslint.rollout.behaviours import Rules
from dslint.rollout.state import DaemonNode, Role, Weight

UNAVAILABLE = Weight(unavailable=1)
SURGING = Weight(surging=1)
CANDIDATE = Weight(role=Role.CANDIDATE)
NONE = Weight()


def update_role(node: DaemonNode, rules: Rules, *, surging: bool) -> Weight:
    """`surging`: whether maxSurge, in nodes, is more than zero."""
    if not node.pods and not node.should_run:
        return NONE
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
        return NONE if new[0].ready else UNAVAILABLE
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
