"""What the API server answers to the new pods of a simulated rollout: it refuses them all, or as quotas allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dslint.kubernetes.pods import Pod
from dslint.planning.pod_admission import NO_REFUSALS, Refusals, charge, charged_manifest
from dslint.plans import Reason

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas
    from dslint.rollout.existing_pods import AdmissionOf, NodePods
    from dslint.rollout.pod_states import Admission
    from dslint.rollout.state import DaemonPod


class Refused:
    """The API server refuses every new pod."""

    def __init__(self, reason: Reason) -> None:
        self._reason = reason

    def __call__(self, pods: NodePods) -> Refused:  # noqa: ARG002
        return self

    def refusal(self, node: str) -> Reason:  # noqa: ARG002
        return self._reason

    def gone(self, pod: DaemonPod) -> None:
        """It changes nothing."""

    def settle(self) -> None:
        """It changes nothing."""


class WithinQuotas:
    """New pods in one simulated rollout, charged to `quotas`, which get back what a pod used once it is gone.

    The quota controller counts anew when a pod is gone; creations fail until then, and are repeated.
    """

    def __init__(self, new: Pod, quotas: Quotas, pods: NodePods) -> None:
        self.quotas = quotas
        self._new = new
        self._old = {pod: existing for items in pods.values() for pod, existing in items}

    def refusal(self, node: str) -> Reason | None:  # noqa: ARG002
        return charge(self._new, self.quotas)

    def gone(self, pod: DaemonPod) -> None:
        self.quotas.free(charged_manifest(self._old.get(pod, self._new)), finished=pod.ended)


class WithinQuotasEach:
    """Each simulated rollout starts with the same quotas; what the first one leaves is what later workloads find."""

    def __init__(self, new: Pod, quotas: Quotas) -> None:
        self._new = new
        self._quotas = quotas
        self._first: WithinQuotas | None = None

    def __call__(self, pods: NodePods) -> WithinQuotas:
        found = WithinQuotas(self._new, self._quotas.copy(), pods)
        self._first = self._first or found
        return found

    def settle(self) -> None:
        if self._first is not None:
            self._quotas.take_over(self._first.quotas)


class RefusedOnNodes:
    """Policies refuse new pods on some nodes, whatever else there is; `others` answer for all other nodes."""

    def __init__(self, reasons: Refusals, others: Admission | None) -> None:
        self._reasons = reasons
        self.others = others

    def refusal(self, node: str) -> Reason | None:
        if node in self._reasons:
            return self._reasons[node][0]
        return self.others.refusal(node) if self.others is not None else None

    def gone(self, pod: DaemonPod) -> None:
        if self.others is not None:
            self.others.gone(pod)


class RefusedOnNodesEach:
    """The same in each simulated rollout."""

    def __init__(self, reasons: Refusals, others: WithinQuotasEach | None) -> None:
        self._reasons = reasons
        self._others = others

    def __call__(self, pods: NodePods) -> RefusedOnNodes:
        return RefusedOnNodes(self._reasons, self._others(pods) if self._others is not None else None)

    def settle(self) -> None:
        if self._others is not None:
            self._others.settle()


class SharedQuotas:
    """Rollouts that are simulated together are charged to the same quotas; each course starts with them anew."""

    def __init__(self, quotas: Quotas | None) -> None:
        self._quotas = quotas
        self._course = quotas

    def begin(self) -> None:
        """Another course."""
        self._course = self._quotas.copy() if self._quotas is not None else None

    def of(self, new: Pod, refusals: Refusals = NO_REFUSALS) -> AdmissionOf | None:
        """What the API server answers to new pods of one DaemonSet; it refuses those for some nodes."""
        quotas = self._quotas
        if quotas is None or not quotas.concern(new.namespace):
            return (lambda _: RefusedOnNodes(refusals, None)) if refusals else None

        def within(pods: NodePods) -> Admission:
            of_quotas = WithinQuotas(new, self._course or quotas, pods)
            return RefusedOnNodes(refusals, of_quotas) if refusals else of_quotas

        return within

    def settle(self, admissions: Iterable[Admission | None]) -> None:
        """Later workloads find the quotas as this course leaves them."""
        each = [found.others if isinstance(found, RefusedOnNodes) else found for found in admissions]
        left = next((found.quotas for found in each if isinstance(found, WithinQuotas)), None)
        if self._quotas is not None and left is not None:
            self._quotas.take_over(left)


def admission_in_rollout(
    new: Pod, quotas: Quotas | None, refusal: Reason | None, refusals: Refusals = NO_REFUSALS
) -> Refused | WithinQuotasEach | RefusedOnNodesEach | None:
    """What the API server answers to new pods in simulated rollouts; None where it accepts them all.

    It refuses all with a `refusal`, and those for some nodes with `refusals`.
    """
    if refusal is not None:
        return Refused(refusal)
    concerned = quotas is not None and quotas.concern(new.namespace)
    within = WithinQuotasEach(new, quotas) if quotas is not None and concerned else None
    return RefusedOnNodesEach(refusals, within) if refusals else within
