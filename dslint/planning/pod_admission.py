"""The pods of a workload after admission, or why it rejects them: admission plugins, and ResourceQuotas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dslint.admission.defaults import defaulted
from dslint.admission.priority import BUILT_IN, shown_class
from dslint.api_server.pod_creation import created_pod
from dslint.findings import FieldPath
from dslint.inventory.other_objects import ADMISSION_KINDS
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.scheduling_annotations import read_in, with_annotated
from dslint.placement.daemonset import DaemonSet
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.plans import Reason, RolloutEnd, State

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas
    from dslint.planning.policy_admission import PolicyAdmission
    from dslint.planning.workload import Workload

TEMPLATE_PATH: FieldPath = ("spec", "template")

Refusals = Mapping[str, tuple[Reason, ...]]
"""The nodes for which the API server refuses new pods, with all reasons."""

NO_REFUSALS: Refusals = MappingProxyType({})


def pod_of(daemonset: DaemonSet, cluster: Cluster, release: Release, revision: Sequence[str] = ()) -> Pod | Reason:
    """One pod for all of a DaemonSet's pods, not bound to a node. `revision` are its hash and generation, if known."""
    pod = defaulted(daemonset.pod_manifest(*revision), release)
    return _admitted(pod, cluster, release, within=TEMPLATE_PATH)


def not_created(
    workload: Workload,
    cluster: Cluster,
    old: Mapping[str, Any] | None,
    quotas: Quotas | None,
    policies: PolicyAdmission | None,
) -> tuple[Reason, ...]:
    """Why the API server does not create a DaemonSet, or update the `old` one, or create a Pod, though it is valid."""
    namespace = workload.ref.namespace
    if not cluster.unknown("Namespace", namespace or "default"):
        from dslint.admission.namespace_lifecycle import rejection

        missing = rejection(namespace, cluster)
        if missing is not None:
            return (missing,)
    if workload.rejected or workload.ref.kind != "DaemonSet":
        return ()
    denied = policies.refusals(workload, old) if policies is not None else ()
    if denied or quotas is None or old is not None:
        return denied
    from dslint.admission.resource_quota import charge_daemonset

    refused = charge_daemonset(workload.ref, quotas)
    return () if refused is None else (refused,)


def policies_of(
    cluster: Cluster, release: Release, user: Mapping[str, Any] | None = None, *, bind_all: bool = False
) -> PolicyAdmission | None:
    """None where the cluster has neither policies nor webhooks. `user` applies the manifests.

    With `bind_all`, a policy without a binding is asked as if one denied what it refuses.
    """
    if not any(map(cluster.of_kind, ADMISSION_KINDS)):
        return None
    from dslint.admission.policies.evaluation import AdmissionPolicies
    from dslint.planning.policy_admission import PolicyAdmission

    policies = AdmissionPolicies.of(cluster, release, bind_all=bind_all)
    if policies.bound:
        policies = replace(policies, unavailable=_unavailable())
    return PolicyAdmission(policies, cluster, release, user)


def _unavailable() -> str:
    """Why no policy can be asked. A dump of a cluster may hold policies, and all else of a plan does not need them."""
    from dslint.admission.policies.cel.library import MissingLibraryError, library

    try:
        library()
    except MissingLibraryError as error:
        return str(error)
    return ""


def plain_pod(value: Mapping[str, Any], cluster: Cluster, release: Release) -> Pod | Reason:
    """A plain Pod. `value` is its object after defaulting."""
    metadata = value.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    return _admitted({**value, "metadata": {"namespace": "default", **metadata}}, cluster, release, within=())


def _admitted(pod: dict[str, Any], cluster: Cluster, release: Release, *, within: FieldPath) -> Pod | Reason:
    admitted = created_pod(pod, cluster, release)
    if isinstance(admitted, Reason):
        return admitted._replace(path=(*within, *(admitted.path or ())))
    if admitted["metadata"].get("annotations") and read_in(release):
        admitted["spec"] = with_annotated(admitted["spec"], admitted["metadata"], release)
    found = Pod.of(admitted, release)
    if _priority_is_known(found, cluster):
        return found
    return replace(found, spec=replace(found.spec, priority_known=False))


def _priority_is_known(pod: Pod, cluster: Cluster) -> bool:
    name = pod.spec.raw.get("priorityClassName")
    if not name or name in BUILT_IN or not cluster.unknown("PriorityClass", name):
        return True
    return shown_class(name, cluster.pods) is not None


def before_admission(daemonset: DaemonSet, release: Release) -> Pod:
    """One pod for all that the controller would create, though the API server refuses them."""
    return Pod.of(defaulted(daemonset.pod_manifest(), release), release)


def charge(pod: Pod, quotas: Quotas, within: FieldPath = TEMPLATE_PATH) -> Reason | None:
    """Charges one pod to the quotas; the rejection, if any. `within` is the path of the pod in its manifest."""
    rejection = quotas.charge(charged_manifest(pod))
    return rejection._replace(path=(*within, *(rejection.path or ()))) if rejection else None


def charged_manifest(pod: Pod) -> dict[str, Any]:
    """What a quota reads of a pod."""
    return {"metadata": {"name": pod.name, "namespace": pod.namespace}, "spec": pod.spec.raw}


def quotas_of(cluster: Cluster, release: Release, unlisted: Iterable[Pod] = ()) -> Quotas | None:
    """None where the cluster has no ResourceQuota. `unlisted` are pods that exist beside those of the cluster."""
    if not cluster.of_kind("ResourceQuota"):
        return None
    from dslint.admission.resource_quota import Quotas

    quotas = Quotas(cluster, release)
    for pod in unlisted:
        quotas.add(charged_manifest(pod))
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


def exclude_refused(placement: DaemonSetPlacement, refusals: Refusals, end: RolloutEnd | None) -> tuple[str, ...]:
    """Removes the pods that policies refuse on their nodes; returns these nodes.

    `end` is the end of the rollout: nodes that keep their old pods stay as they are.
    """
    without = frozenset(end.without_pod) if end is not None else refusals.keys()
    names = tuple(name for name in refusals if name in without)
    for name in names:
        outcome = placement.outcomes[name]
        if outcome.pod is not None:
            placement.snapshot.remove(outcome.pod)
        placement.change(name, Outcome(State.EXCLUDED, refusals[name]))
    return names


def exclude(placement: DaemonSetPlacement, nodes: Sequence[str], rejection: Reason) -> str | None:
    """Removes the pods on these nodes, which the API server refuses. Returns a note about that."""
    reasons = (rejection,)
    for name in nodes:
        outcome = placement.outcomes[name]
        if outcome.pod is not None:
            placement.snapshot.remove(outcome.pod)
        placement.change(name, Outcome(State.EXCLUDED, reasons))
    where = f"{len(nodes)} node{'' if len(nodes) == 1 else 's'}"
    return f"the API server refuses new pods on {where}, chosen at random: {rejection.message}" if nodes else None
