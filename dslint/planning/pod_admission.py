"""The pods of a workload after admission, or why admission refuses them: admission plugins, and ResourceQuotas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.admission.admission_chain import admit_pod
from dslint.admission.defaults import defaulted
from dslint.admission.refusal import Refusal
from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.snapshot import Snapshot
from dslint.plans import Decider, Reason, State

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas

TEMPLATE_PATH: FieldPath = ("spec", "template")
CODES = {
    "Priority": "PriorityClass",
    "LimitRanger": "LimitRange",
}


class Refused(NamedTuple):
    """Admission rejects the pod. `said` is the API server's whole answer to the client that creates it."""

    said: str
    code: str
    path: FieldPath

    def reason(self) -> Reason:
        return Reason(self.code, Decider.API_SERVER, self.said, path=self.path)


def pod_of(daemonset: DaemonSet, cluster: Cluster, release: Release) -> Pod | Refused:
    """One pod for all of a DaemonSet's pods, not bound to a node."""
    return _admitted(daemonset.pod_manifest(), cluster, release, within=TEMPLATE_PATH)


def plain_pod(value: Mapping[str, Any], cluster: Cluster, release: Release) -> Pod | Refused:
    """A plain Pod. `value` is its object after defaulting."""
    return _admitted(value, cluster, release, within=())


def _admitted(manifest: Mapping[str, Any], cluster: Cluster, release: Release, *, within: FieldPath) -> Pod | Refused:
    metadata = manifest.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    named = {**manifest, "metadata": {"namespace": "default", **metadata}}
    pod = defaulted(named, release)
    admitted = admit_pod(pod, cluster, release)
    if isinstance(admitted, Refusal):
        code = CODES.get(admitted.plugin, admitted.plugin)
        return Refused(admitted.said(pod), code, (*within, *admitted.path))
    return Pod.of(admitted, release)


def charge(pod: Pod, quotas: Quotas, within: FieldPath = TEMPLATE_PATH) -> Refused | None:
    """Charges one pod to the quotas; the refusal, if any. `within` is the path of the pod in its manifest."""
    manifest = {"metadata": {"name": pod.name, "namespace": pod.namespace}, "spec": pod.spec.raw}
    refusal = quotas.charge(manifest)
    return Refused(refusal.said(manifest), refusal.plugin, (*within, *refusal.path)) if refusal else None


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
    refused = next(filter(None, answers), None)
    if refused is None:
        return None
    admitted = answers.count(None)
    reasons = (refused.reason(),)
    for node in nodes[admitted:]:
        outcome = placement.outcomes[node.name]
        if outcome.pod is not None:
            snapshot.remove(outcome.pod)
        placement.outcomes[node.name] = Outcome(State.EXCLUDED, reasons)
    return f"quota admits {admitted} of {len(nodes)} new pods, on random nodes: {refused.said}"
