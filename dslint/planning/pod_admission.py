"""The pods of a workload after admission, or why it rejects them: admission plugins, and ResourceQuotas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dslint.admission.defaults import defaulted
from dslint.api_server.pod_creation import created_pod
from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.snapshot import Snapshot
from dslint.plans import Reason, State

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas

TEMPLATE_PATH: FieldPath = ("spec", "template")


def pod_of(daemonset: DaemonSet, cluster: Cluster, release: Release) -> Pod | Reason:
    """One pod for all of a DaemonSet's pods, not bound to a node."""
    pod = defaulted(daemonset.pod_manifest(), release)
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


def charge(pod: Pod, quotas: Quotas, within: FieldPath = TEMPLATE_PATH) -> Reason | None:
    """Charges one pod to the quotas; the rejection, if any. `within` is the path of the pod in its manifest."""
    manifest = {"metadata": {"name": pod.name, "namespace": pod.namespace}, "spec": pod.spec.raw}
    rejection = quotas.charge(manifest)
    return rejection._replace(path=(*within, *(rejection.path or ()))) if rejection else None


def exclude_over_quota(
    placement: DaemonSetPlacement, nodes: Sequence[Node], quotas: Quotas, snapshot: Snapshot
) -> str | None:
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
    reasons = (rejection,)
    for node in nodes[admitted:]:
        outcome = placement.outcomes[node.name]
        if outcome.pod is not None:
            snapshot.remove(outcome.pod)
        placement.outcomes[node.name] = Outcome(State.EXCLUDED, reasons)
    return f"quota admits {admitted} of {len(nodes)} new pods, on random nodes: {rejection.message}"
