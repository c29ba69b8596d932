"""Required pod affinity and anti-affinity: pods in or out of the topology domain of others.

kube-scheduler: InterPodAffinity. The same pods must match all required affinity terms; where no pod matches yet, a pod
that matches its own terms may be the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.pod_affinity import AffinityTerm
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.filters.contract import POD_ADD_OR_DELETE, Check, DomainCheck, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.topology_counts import AllTerms, Term, TopologyCount
from dslint.plans import Reason

NAME = "InterPodAffinity"
READS = frozenset({"labels", "pods"})
READS_OF_POD = frozenset({"podAffinity", "podAntiAffinity", "antiAffinityOfOthers"})
EVENTS = POD_ADD_OR_DELETE
EVENT_AFFINITY = "node(s) didn't match pod affinity rules"
EVENT_ANTI_AFFINITY = "node(s) didn't match pod anti-affinity rules"
EVENT_EXISTING = "node(s) didn't satisfy existing pods anti-affinity rules"
EVENT_GENERIC = "node(s) didn't match pod affinity/anti-affinity rules"
EVENT_GENERIC_BEFORE = "node(s) didn't match pod affinity/anti-affinity"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


class Counted(NamedTuple):
    """A term of the pod with the count of the pods that match it."""

    term: AffinityTerm
    topology_count: TopologyCount


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    spec = pod.spec
    every = AllTerms(tuple(Term.of(term) for term in spec.required_affinity))
    affinity = [Counted(term, snapshot.topology_count(every, term.topology_key)) for term in spec.required_affinity]
    first = bool(affinity) and every.counts(pod, snapshot)
    anti = [
        Counted(term, snapshot.topology_count(AllTerms((Term.of(term),)), term.topology_key))
        for term in spec.required_anti_affinity
    ]
    existing = snapshot.anti_affinity_against(pod)
    if not affinity and not anti and not existing:
        return None
    generic = _generic(snapshot.release)

    def check(state: NodeInfo) -> Verdicts:
        absent = [*_affinity(affinity, state, first=first)]
        found = [*absent, *_anti_affinity(anti, state), *_existing(existing, state)]
        if found and generic:
            found.insert(0, found[0]._replace(event=generic))
        return rejected(found, resolvable=not absent)

    def all_rejected() -> set[int]:
        near = (*(count for _, count in anti), *(count for _, count in existing))
        return _without(affinity, snapshot, first=first).union(*(_with_pod(count, snapshot) for count in near))

    return DomainCheck(check, all_rejected)


def _with_pod(topology_count: TopologyCount, snapshot: Snapshot) -> set[int]:
    """The nodes in domains with a pod."""
    domains = snapshot.search.domains(topology_count.topology_key)
    found: set[int] = set()
    return found.union(*(domains.get(value, ()) for value, number in topology_count.counts.items() if number > 0))


def _without(terms: list[Counted], snapshot: Snapshot, *, first: bool) -> set[int]:
    """The nodes that do not satisfy the affinity."""
    found: set[int] = set()
    anywhere = first and not any(topology_count.total for _, topology_count in terms)
    for term, topology_count in terms:
        labelled = snapshot.search.domains(term.topology_key).values()
        satisfied = labelled if anywhere else (_with_pod(topology_count, snapshot),)
        found.update(set(range(len(snapshot.nodes))).difference(*satisfied))
    return found


def matching_pods(pod: Pod, snapshot: Snapshot) -> tuple[int, ...]:
    """How many pods the pod's affinity terms match, and how many the anti-affinity of it and against it."""
    spec = pod.spec
    anti = sum(count.total for _, count in snapshot.anti_affinity_against(pod))
    for term in spec.required_anti_affinity:
        anti += snapshot.topology_count(AllTerms((Term.of(term),)), term.topology_key).total
    every = AllTerms(tuple(Term.of(term) for term in spec.required_affinity))
    return (snapshot.topology_count(every, "").total if spec.required_affinity else 0), anti


def is_schedulable_after_pod_change(before: Sequence[int], now: Sequence[int]) -> bool:
    """Whether another try is worth it: other pods match the affinity, or fewer the anti-affinity."""
    return now[0] != before[0] or now[1] < before[1]


def _generic(release: Release) -> str:
    if not release.has(behaviours.GENERIC_AFFINITY_TEXT):
        return ""
    return EVENT_GENERIC if release.has(behaviours.GENERIC_AFFINITY_TEXT_OF_RULES) else EVENT_GENERIC_BEFORE


def _affinity(terms: list[Counted], state: NodeInfo, *, first: bool) -> Iterator[Reason]:
    if not terms:
        return
    missing = [term for term, _ in terms if state.node.label(term.topology_key) is None]
    for term in missing:
        message = f"node has no label {term.topology_key} for the pod affinity to {term.selector or 'no pod'}"
        yield reason("PodAffinity", message, EVENT_AFFINITY, _path("podAffinity", term))
    unmet = [
        term
        for term, topology_count in terms
        if term not in missing and not _here(term.topology_key, topology_count, state)
    ]
    if not missing and first and not any(topology_count.total for _, topology_count in terms):
        return
    for term in unmet:
        message = f"no pod {_wanted(term, terms)} in its {term.topology_key}"
        yield reason("PodAffinity", message, EVENT_AFFINITY, _path("podAffinity", term))


def _wanted(term: AffinityTerm, terms: list[Counted]) -> str:
    what = f"matches {term.selector}" if term.selector else "can match a term without labelSelector"
    return what if len(terms) == 1 else f"{what} and the other terms"


def _anti_affinity(terms: list[Counted], state: NodeInfo) -> Iterator[Reason]:
    for term, topology_count in terms:
        if _here(term.topology_key, topology_count, state):
            message = f"a pod that matches {term.selector} is in its {term.topology_key}"
            path = _path("podAntiAffinity", term)
            yield reason("PodAntiAffinity", message, EVENT_ANTI_AFFINITY, path)


def _existing(terms: list[tuple[Term, TopologyCount]], state: NodeInfo) -> Iterator[Reason]:
    for term, topology_count in terms:
        if _here(term.topology_key, topology_count, state):
            message = f"a pod there has anti-affinity to {term.selector} in its {term.topology_key}"
            yield reason("ExistingPodAntiAffinity", message, EVENT_EXISTING, ())


def _here(key: str, topology_count: TopologyCount, state: NodeInfo) -> bool:
    value = state.node.label(key)
    return value is not None and topology_count.of(value) > 0


def _path(kind: str, term: AffinityTerm) -> FieldPath:
    return ("affinity", kind, REQUIRED, term.position)
