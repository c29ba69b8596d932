"""The pods of a workload after admission, or why it rejects them: admission plugins, and ResourceQuotas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dslint.admission.defaults import defaulted
from dslint.api_server.pod_creation import created_pod
from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.plans import Reason, State

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas
    from dslint.rollout.existing_pods import AdmissionOf, NodePods
    from dslint.rollout.pod_states import Admission
    from dslint.rollout.state import DaemonPod

TEMPLATE_PATH: FieldPath = ("spec", "template")


def pod_of(daemonset: DaemonSet, cluster: Cluster, release: Release, revision: Sequence[str] = ()) -> Pod | Reason:
    """One pod for all of a DaemonSet's pods, not bound to a node. `revision` are its hash and generation, if known."""
    pod = defaulted(daemonset.pod_manifest(*revision), release)
    return _admitted(pod, cluster, release, within=TEMPLATE_PATH)


def plain_pod(value: Mapping[str, Any], cluster: Cluster, release: Release) -> Pod | Reason:
    """A plain Pod. `value` is its object after defaulting."""
    metadata = value.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    return _admitted({**value, "metadata": {"namespace": "default", **metadata}}, cluster, release, within=())


def _admitted(pod: dict[str, Any], cluster: Cluster, release: Release, *, within: FieldPath) -> Pod | Reason:
    admitted = created_pod(pod, cluster, release)
    if isinstance(admitted, Reason):
        return admitted._replace(path=(*within, *(admitted.path or ())))
    return Pod.of(admitted, release)


def before_admission(daemonset: DaemonSet, release: Release) -> Pod:
    """One pod for all that the controller would create, though the API server refuses them."""
    return Pod.of(defaulted(daemonset.pod_manifest(), release), release)


def charge(pod: Pod, quotas: Quotas, within: FieldPath = TEMPLATE_PATH) -> Reason | None:
    """Charges one pod to the quotas; the rejection, if any. `within` is the path of the pod in its manifest."""
    rejection = quotas.charge(_manifest(pod))
    return rejection._replace(path=(*within, *(rejection.path or ()))) if rejection else None


def _manifest(pod: Pod) -> dict[str, Any]:
    return {"metadata": {"name": pod.name, "namespace": pod.namespace}, "spec": pod.spec.raw}


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
        self.quotas.free(_manifest(self._old.get(pod, self._new)), finished=pod.ended)


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


def quotas_of(cluster: Cluster, release: Release, unlisted: Iterable[Pod] = ()) -> Quotas | None:
    """None where the cluster has no ResourceQuota. `unlisted` are pods that exist beside those of the cluster."""
    if not cluster.of_kind("ResourceQuota"):
        return None
    from dslint.admission.resource_quota import Quotas

    quotas = Quotas(cluster, release)
    for pod in unlisted:
        quotas.add(_manifest(pod))
    return quotas


def exclude_over_quota(placement: DaemonSetPlacement, nodes: Sequence[Node], quotas: Quotas) -> str | None:
    """Removes the pods that exceed a ResourceQuota. `nodes` are those that get a pod and had none before.

    The controller creates pods in no particular order of nodes, so which nodes go without is random; here it is the
    last ones. Returns a note about that, None where all pods are admitted.
    """
    if not quotas.concern(placement.pod.namespace):
        return None
    answers = [charge(placement.pod, quotas) for _ in nodes]
    rejection = next(filter(None, answers), None)
    if rejection is None:
        return None
    admitted = answers.count(None)
    exclude(placement, [node.name for node in nodes[admitted:]], rejection)
    return f"quota admits {admitted} of {len(nodes)} new pods, on random nodes: {rejection.message}"


def exclude(placement: DaemonSetPlacement, nodes: Sequence[str], rejection: Reason) -> str | None:
    """Removes the pods on these nodes, which the API server refuses. Returns a note about that."""
    reasons = (rejection,)
    for name in nodes:
        outcome = placement.outcomes[name]
        if outcome.pod is not None:
            placement.snapshot.remove(outcome.pod)
        placement.outcomes[name] = Outcome(State.EXCLUDED, reasons)
    where = f"{len(nodes)} node{'' if len(nodes) == 1 else 's'}"
    return f"the API server refuses new pods on {where}, chosen at random: {rejection.message}" if nodes else None
