"""The pods that a kubelet evicts to admit a critical one.

Kubernetes: pkg/kubelet/preemption/preemption.go. Pods are evicted by quality of service: best effort before burstable
before guaranteed; within a class those that exceed the need least.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quality_of_service import BEST_EFFORT, BURSTABLE, GUARANTEED, quality_of_service


class Shortage(NamedTuple):
    """A resource that the node does not have enough of, in base units."""

    resource: str
    requested: int
    used: int
    capacity: int

    @property
    def missing(self) -> int:
        return self.requested - (self.capacity - self.used)

    def __str__(self) -> str:
        unit = "m" if self.resource == "cpu" else ""
        return f"needs {self.resource} {self.requested}{unit}, {self.capacity - self.used}{unit} free"


def victims(
    pod: Pod, others: Sequence[Pod], shortages: Sequence[Shortage], is_critical: Callable[[Pod], bool]
) -> tuple[Pod, ...] | None:
    """The pods to evict; None if evicting all that may be evicted is not enough."""
    evictable = [other for other in others if _is_evictable_for(other, pod, is_critical)]
    needs = {shortage.resource: shortage.missing for shortage in shortages}
    if _rest(evictable, needs):
        return None
    best_effort, burstable, guaranteed = (
        [other for other in evictable if quality_of_service(other.spec.raw) == wanted]
        for wanted in (BEST_EFFORT, BURSTABLE, GUARANTEED)
    )
    from_guaranteed = _fewest(guaranteed, _rest([*best_effort, *burstable], needs))
    from_burstable = _fewest(burstable, _rest([*best_effort, *from_guaranteed], needs))
    from_best_effort = _fewest(best_effort, _rest([*from_burstable, *from_guaranteed], needs))
    return (*from_best_effort, *from_burstable, *from_guaranteed)


def _is_evictable_for(other: Pod, pod: Pod, is_critical: Callable[[Pod], bool]) -> bool:
    if not is_critical(other):
        return True
    declared = other.spec.raw.get("priority"), pod.spec.raw.get("priority")
    return None not in declared and pod.spec.priority > other.spec.priority


def _amount(pod: Pod, resource: str) -> int:
    return 1 if resource == "pods" else pod.spec.requests.get(resource, 0)


def _rest(pods: Sequence[Pod], needs: dict[str, int]) -> dict[str, int]:
    """What is still missing without the pods: resources and amounts above zero."""
    left = {name: amount - sum(_amount(pod, name) for pod in pods) for name, amount in needs.items()}
    return {name: amount for name, amount in left.items() if amount > 0}


def _fewest(pods: Sequence[Pod], needs: dict[str, int]) -> list[Pod]:
    """Pod after pod, the one nearest to what is missing; of equals the one with smaller requests."""
    left, chosen, needed = list(pods), [], dict(needs)
    while needed and left:
        nearest = min(left, key=lambda pod: (_distance(pod, needed), _amount(pod, "memory"), _amount(pod, "cpu")))
        left.remove(nearest)
        chosen.append(nearest)
        needed = _rest([nearest], needed)
    return chosen


def _distance(pod: Pod, needs: dict[str, int]) -> float:
    # More than what is missing does not help: only what a pod falls short by counts.
    return sum(max(0.0, (amount - _amount(pod, name)) / amount) ** 2 for name, amount in needs.items())
