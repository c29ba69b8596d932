"""Required pod affinity terms of a DaemonSet that select its own pods.

Kubernetes: the InterPodAffinity plugin. Before the scheduler placed DaemonSet pods, the terms were ignored.
"""

from __future__ import annotations

from dslint.findings import FieldPath
from dslint.kubernetes.pod_affinity import AffinityTerm, required_terms
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import REQUIRED, Workload

HOST_NAME = "kubernetes.io/hostname"
NAMESPACE_NAME = "kubernetes.io/metadata.name"


def terms_of(workload: Workload, kind: str, release: Release) -> tuple[AffinityTerm, ...]:
    """The required terms of `podAffinity` or `podAntiAffinity` that the scheduler enforces; none for a Pod."""
    if not workload.daemonset or not release.enabled("ScheduleDaemonSetPods"):
        return ()
    return required_terms(map_of(workload.affinity, kind), workload.namespace, workload.labels, release)


def selects_own_pods(term: AffinityTerm, workload: Workload) -> bool:
    """Whether the term selects the DaemonSet's own pods, by labels and namespace."""
    if term.selector is None or not term.selector.matches(workload.labels):
        return False
    if workload.namespace in term.namespaces:
        return True
    by_label = term.namespace_selector
    return by_label is not None and by_label.matches({NAMESPACE_NAME: workload.namespace})


def path_of(workload: Workload, kind: str, term: AffinityTerm) -> FieldPath:
    return workload.at("affinity", kind, REQUIRED, term.position)
