"""What the API server answers to the new pods of a simulated rollout: it refuses them all, or as quotas allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dslint.kubernetes.pods import Pod
from dslint.planning.pod_admission import charge, charged_manifest
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

    def refusal(self) -> Reason:
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

    def refusal(self) -> Reason | None:
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


class SharedQuotas:
    """Rollouts that are simulated together are charged to the same quotas; each course starts with them anew."""

    def __init__(self, quotas: Quotas | None) -> None:
        self._quotas = quotas
        self._course = quotas

    def begin(self) -> None:
        """Another course."""
        self._course = self._quotas.copy() if self._quotas is not None else None

    def of(self, new: Pod) -> AdmissionOf | None:
        """What the API server answers to new pods of one DaemonSet."""
        quotas = self._quotas
        if quotas is None or not quotas.concern(new.namespace):
            return None
        return lambda pods: WithinQuotas(new, self._course or quotas, pods)

    def settle(self, admissions: Iterable[Admission | None]) -> None:
        """Later workloads find the quotas as this course leaves them."""
        left = next((found.quotas for found in admissions if isinstance(found, WithinQuotas)), None)
        if self._quotas is not None and left is not None:
            self._quotas.take_over(left)


def admission_in_rollout(new: Pod, quotas: Quotas | None, refusal: Reason | None) -> Refused | WithinQuotasEach | None:
    """What the API server answers to new pods in simulated rollouts; None where it accepts them all."""
    if refusal is not None:
        return Refused(refusal)
    if quotas is None or not quotas.concern(new.namespace):
        return None
    return WithinQuotasEach(new, quotas)
