"""Pods spread over the values of a node label, within maxSkew of the emptiest domain.

kube-scheduler: PodTopologySpread, constraints with DoNotSchedule. A DaemonSet's pod is pinned: if node affinity is
honoured, only its own node counts, so it seldom fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.node_affinity import matches_node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.topology_spread import SpreadConstraint
from dslint.placement.filters.contract import POD_ADD_OR_DELETE, Check, DomainCheck, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.topology_counts import Scope, Spread
from dslint.plans import Reason

NAME = "PodTopologySpread"
READS = frozenset({"labels", "pods"})
READS_OF_POD = frozenset({"topologySpreadConstraints"})
EVENTS = POD_ADD_OR_DELETE
EVENT = "node(s) didn't match pod topology spread constraints"
EVENT_LABEL = "node(s) didn't match pod topology spread constraints (missing required label)"
SKEW = "TopologySpread"


class Domain(NamedTuple):
    """The number of pods in the node's domain and in the emptiest one, and the number of domains."""

    here: int
    minimum: int
    domains: int


class Counted(NamedTuple):
    """A constraint, how to count its pods around a node, and whether the pod matches its own selector."""

    constraint: SpreadConstraint
    domain: Callable[[NodeInfo | None, str], Domain]
    self_match: bool

    def minimum(self, domain: Domain) -> int:
        """The pods in the emptiest domain, which is an absent one where there are fewer domains than minDomains."""
        return 0 if domain.domains < self.constraint.min_domains else domain.minimum

    def skew(self, domain: Domain) -> int:
        """The skew with one more pod in the domain."""
        return domain.here + self.self_match - self.minimum(domain)


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:
    constraints = [item for item in pod.spec.spread_constraints if item.when_unsatisfiable == "DoNotSchedule"]
    if not constraints:
        return None
    keys = tuple(item.topology_key for item in constraints)
    counted = [_counted(item, keys, pod, snapshot, pinned=pinned) for item in constraints]

    def check(state: NodeInfo) -> Verdicts:
        found = [each for item in counted for each in _reasons(item, state)]
        # Upstream stops at the first constraint.
        return rejected(found, resolvable=bool(found) and found[0].code == SKEW)

    if pinned:
        return check
    return DomainCheck(check, lambda: set().union(*(_rejected(item, snapshot) for item in counted)))


def _rejected(item: Counted, snapshot: Snapshot) -> set[int]:
    """The nodes without the label, and those in domains where one more pod would make too large a skew."""
    domains = snapshot.search.domains(item.constraint.topology_key)
    found = set(range(len(snapshot.nodes))).difference(*domains.values())
    for value, nodes in domains.items():
        if item.skew(item.domain(None, value)) > item.constraint.max_skew:
            found |= nodes
    return found


def matching_pods(pod: Pod, snapshot: Snapshot) -> tuple[int, ...]:
    """How many pods each constraint counts."""
    return tuple(
        snapshot.topology_count(Spread(pod.namespace, item.selector), "").total
        for item in pod.spec.spread_constraints
        if item.when_unsatisfiable == "DoNotSchedule"
    )


def is_schedulable_after_pod_change(before: Sequence[int], now: Sequence[int]) -> bool:
    """Whether another try is worth it: the constraints count other pods."""
    return before != now


def _counted(
    constraint: SpreadConstraint, keys: tuple[str, ...], pod: Pod, snapshot: Snapshot, *, pinned: bool
) -> Counted:
    query = Spread(pod.namespace, constraint.selector)
    self_match = constraint.selector is not None and constraint.selector.matches(pod.labels)
    honours = constraint.node_affinity_policy == "Honor"
    taints = constraint.node_taints_policy == "Honor"
    if pinned and honours:
        return Counted(constraint, _own_node_only(query, keys, pod, snapshot, taints=taints), self_match)
    comparison = snapshot.release.enabled("TaintTolerationComparisonOperators")
    scope = Scope.of(pod.spec, keys, affinity=honours, taints=taints, comparison=comparison)
    topology_count = snapshot.topology_count(query, constraint.topology_key, scope)

    def domain(_: NodeInfo | None, value: str) -> Domain:
        return Domain(topology_count.of(value), topology_count.minimum, len(topology_count.counts))

    return Counted(constraint, domain, self_match)


def _own_node_only(
    query: Spread, keys: tuple[str, ...], pod: Pod, snapshot: Snapshot, *, taints: bool
) -> Callable[[NodeInfo | None, str], Domain]:
    spec = pod.spec
    comparison = snapshot.release.enabled("TaintTolerationComparisonOperators")
    scope = Scope.of(spec, keys, affinity=False, taints=taints, comparison=comparison)

    def domain(state: NodeInfo | None, _: str) -> Domain:
        assert state is not None
        node = state.node
        if not scope.includes(node) or not matches_node(spec.node_selector.items(), None, node):
            return Domain(0, 0, 0)
        own = sum(query.counts(other, snapshot) for other in state.pods)
        return Domain(own, own, 1)

    return domain


def _reasons(item: Counted, state: NodeInfo) -> Iterator[Reason]:
    constraint = item.constraint
    key = constraint.topology_key
    path: FieldPath = ("topologySpreadConstraints", constraint.position)
    value = state.node.label(key)
    if value is None:
        yield reason("TopologySpreadLabel", f"node has no label {key}", EVENT_LABEL, (*path, "topologyKey"))
        return
    domain = item.domain(state, value)
    skew = item.skew(domain)
    if skew > constraint.max_skew:
        message = (
            f"{domain.here} matching pods in its {key}, {item.minimum(domain)} in the emptiest of {domain.domains}: "
            f"one more makes a skew of {skew}, maxSkew is {constraint.max_skew}"
        )
        yield reason(SKEW, message, EVENT, path)
