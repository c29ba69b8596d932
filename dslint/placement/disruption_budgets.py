"""PodDisruptionBudgets: the pods whose eviction breaks one.

Kubernetes: plugins/defaultpreemption (filterPodsWithPDBViolation). If the object has no status, what the disruption
controller would write there is computed (pkg/controller/disruption).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity import whole
from dslint.kubernetes.selectors import LabelSelector
from dslint.placement.snapshot import Snapshot
from dslint.placement.topology_counts import Namespaces


class Covered(NamedTuple):
    """Pods that a budget covers; with `healthy`, only those that are ready and not terminating."""

    namespace: str
    selector: LabelSelector
    healthy: bool

    def counts(self, pod: Pod, _: Namespaces) -> bool:
        if pod.namespace != self.namespace or not self.selector.matches(pod.labels):
            return False
        return not self.healthy or (pod.ready and not pod.terminating)


def violations(pods: Sequence[Pod], snapshot: Snapshot) -> set[Pod]:
    """The pods whose eviction, one after the other, breaks a budget."""
    budgets = [budget for raw in snapshot.objects.get("PodDisruptionBudget", ()) if (budget := _budget(raw, snapshot))]
    if not budgets:
        return set()
    # Each budget that covers a pod is charged for it: `sum` asks them all, where `any` stops at the first.
    return {pod for pod in pods if pod.labels and sum(budget.broken_by(pod) for budget in budgets)}


class _Budget:
    """A PodDisruptionBudget while victims are chosen, with the number of evictions that it still allows."""

    def __init__(self, covered: Covered, allowed: int, disrupted: frozenset[str]) -> None:
        self.covered = covered
        self.allowed = allowed
        self.disrupted = disrupted

    def broken_by(self, pod: Pod) -> bool:
        covered = self.covered
        if pod.namespace != covered.namespace or pod.name in self.disrupted:
            return False
        if not covered.selector.matches(pod.labels):
            return False
        self.allowed -= 1
        return self.allowed < 0


def _budget(raw: Mapping[str, Any], snapshot: Snapshot) -> _Budget | None:
    metadata, status = raw.get("metadata") or {}, raw.get("status") or {}
    selector = LabelSelector.of((raw.get("spec") or {}).get("selector"))
    if selector is None or selector.empty:
        return None
    covered = Covered(metadata.get("namespace") or "default", selector, healthy=False)
    allowed = status.get("disruptionsAllowed")
    if allowed is None:
        allowed = _allowed(raw.get("spec") or {}, covered, snapshot)
    return _Budget(covered, int(allowed), frozenset(status.get("disruptedPods") or ()))


def _allowed(spec: Mapping[str, Any], covered: Covered, snapshot: Snapshot) -> int:
    expected = snapshot.topology_count(covered, "").total
    healthy = snapshot.topology_count(covered._replace(healthy=True), "").total
    try:
        wanted = _wanted(spec, expected)
    except ValueError:  # neither a number nor a percentage: the controller allows nothing
        return 0
    return max(0, healthy - wanted) if expected else 0


def _wanted(spec: Mapping[str, Any], expected: int) -> int:
    """How many healthy pods the budget requires. Raises ValueError."""
    if spec.get("maxUnavailable") is not None:
        return max(0, expected - scaled(spec["maxUnavailable"], expected))
    minimum = spec.get("minAvailable")
    return scaled(1 if minimum is None else minimum, expected)


def scaled(amount: int | str, of: int) -> int:
    """A count, or a percentage of the pods rounded up. Raises ValueError."""
    if isinstance(amount, str) and amount.endswith("%"):
        return -(-_number(amount[:-1]) * of // 100)
    return _number(str(amount))


def _number(text: str) -> int:
    """As Go's Atoi reads it. Raises ValueError for other text, and beyond 64 bits."""
    number = whole(text)
    if not -(2**63) <= number < 2**63:
        raise ValueError(f"{text[:20]} is out of range")
    return number
