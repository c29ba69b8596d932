"""maxSurge with anti-affinity to the own pods: old and new pod wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem, Related
from dslint.kubernetes.pod_affinity import AffinityTerm
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.rules.self_anti_affinity import KIND
from dslint.traps.support.own_pods import path_of, selects_own_pods, terms_of
from dslint.traps.support.surge import MAX_SURGE, max_surge, surges
from dslint.traps.support.workload import REQUIRED, Workload, problem

CODE = "DS508"
OF_ONE_REVISION = frozenset({"controller-revision-hash", "pod-template-generation"})
"""Labels that the controller adds to a pod, with other values for another template."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not surges(workload, release):
        return
    for term in terms_of(workload, KIND, release):
        if selects_own_pods(term, workload) and not _of_one_revision(workload, term, release):
            message = (
                f"maxSurge {max_surge(workload)} with self anti-affinity: the new pod cannot run beside the old one"
            )
            related = (
                Related("this term keeps the new pod off the node of the old one", path_of(workload, KIND, term)),
            )
            yield problem(CODE, message, MAX_SURGE, related=related)


def _of_one_revision(workload: Workload, term: AffinityTerm, release: Release) -> bool:
    """Whether the term selects only pods of the same revision, so that old and new pod can share a node."""
    written = map_of(workload.affinity, KIND)[REQUIRED][term.position]
    return release.enabled("MatchLabelKeysInPodAffinity") and not OF_ONE_REVISION.isdisjoint(
        written.get("matchLabelKeys") or ()
    )
