"""PodDisruptionBudgets: the pods whose eviction breaks one.

Kubernetes: plugins/defaultpreemption (filterPodsWithPDBViolation). If the object has no status, what the disruption
controller would write there is computed (pkg/controller/disruption).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity import whole
from dslint.kubernetes.selectors import LabelSelector

if TYPE_CHECKING:
    from dslint.placement.snapshot import Snapshot


class Budget:
    """A PodDisruptionBudget, with the numbers of the pods that it covers: all, and those ready and not terminating."""

    def __init__(self, raw: Mapping[str, Any], selector: LabelSelector) -> None:
        metadata, status = raw.get("metadata") or {}, raw.get("status") or {}
        allowed = status.get("disruptionsAllowed")
        self.namespace = metadata.get("namespace") or "default"
        self.selector = selector
        self.disrupted = frozenset(status.get("disruptedPods") or ())
        self.expected = self.healthy = 0
        self._stated = None if allowed is None else int(allowed)
        self._spec = raw.get("spec") or {}

    @property
    def allowed(self) -> int:
        """How many evictions it allows now."""
        if self._stated is not None:
            return self._stated
        try:
            wanted = _wanted(self._spec, self.expected)
        except ValueError:  # neither a number nor a percentage: the controller allows nothing
            return 0
        return max(0, self.healthy - wanted) if self.expected else 0


class BudgetIndex:
    """The budgets of a snapshot, found by the labels of a pod: thousands of pods may meet hundreds of budgets."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._by_label: dict[tuple[str, tuple[str, str] | None], list[Budget]] = {}
        for raw in snapshot.objects.get("PodDisruptionBudget", ()):
            selector = LabelSelector.of((raw.get("spec") or {}).get("selector"))
            if selector is not None and not selector.empty:
                budget = Budget(raw, selector)
                label = next(iter(selector.match_labels), None)
                self._by_label.setdefault((budget.namespace, label), []).append(budget)
        for pod in snapshot.pods() if self._by_label else ():
            self.update(pod, 1)

    def covering(self, pod: Pod) -> Iterator[Budget]:
        """The budgets that cover the pod."""
        if not self._by_label:
            return
        for label in (None, *pod.labels.items()):
            for budget in self._by_label.get((pod.namespace, label), ()):
                if budget.selector.matches(pod.labels):
                    yield budget

    def update(self, pod: Pod, by: int) -> None:
        """A pod came (1) or went (-1)."""
        healthy = pod.ready and not pod.terminating
        for budget in self.covering(pod):
            budget.expected += by
            budget.healthy += by if healthy else 0


def violations(pods: Sequence[Pod], snapshot: Snapshot) -> set[Pod]:
    """The pods whose eviction, one after the other, breaks a budget."""
    left: dict[Budget, int] = {}
    found = set()
    for pod in pods if snapshot.objects.get("PodDisruptionBudget") else ():
        if not pod.labels:
            continue
        # Each budget that covers a pod is charged for it.
        for budget in snapshot.budgets.covering(pod):
            if pod.name not in budget.disrupted:
                left[budget] = left.get(budget, budget.allowed) - 1
                if left[budget] < 0:
                    found.add(pod)
    return found


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
