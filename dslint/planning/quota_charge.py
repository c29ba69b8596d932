"""ResourceQuotas over a DaemonSet's pods: how many are let in, and what the others' nodes are told."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.admission.resource_quota import Quotas
from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.snapshot import Snapshot
from dslint.planning.pod_admission import TEMPLATE_PATH
from dslint.plans import Reason, State


def charge(pod: Pod, quotas: Quotas, within: FieldPath = TEMPLATE_PATH) -> Reason | None:
    """Counts one pod; why it is not let in. `within` leads to the pod in its manifest."""
    manifest = {"metadata": {"name": pod.name, "namespace": pod.namespace}, "spec": pod.spec.raw}
    rejection = quotas.charge(manifest)
    return rejection._replace(path=(*within, *(rejection.path or ()))) if rejection else None


def keep_out(placement: DaemonSetPlacement, nodes: Sequence[Node], quotas: Quotas, snapshot: Snapshot) -> str | None:
    """Takes away the pods that no quota lets in; `nodes` are those that get a pod where none was.

    The controller makes pods in no order of nodes: which nodes go without is chance, and the last ones stand for
    them here. Returns what to say of that, None where all are let in.
    """
    if not quotas.concern(placement.pod.namespace):
        return None
    answers = [charge(placement.pod, quotas) for _ in nodes]
    refused = next(filter(None, answers), None)
    if refused is None:
        return None
    admitted = answers.count(None)
    reasons = (refused,)
    for node in nodes[admitted:]:
        outcome = placement.outcomes[node.name]
        if outcome.pod is not None:
            snapshot.remove(outcome.pod)
        placement.outcomes[node.name] = Outcome(State.EXCLUDED, reasons)
    return f"quota lets {admitted} of {len(nodes)} new pods in; which nodes get one is chance: {refused.message}"
