"""Counts of pods by topology value, kept up to date as pods enter and leave, so that nothing scans all pods twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.node_affinity import matches_node
from dslint.kubernetes.pod_affinity import AffinityTerm
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import LabelSelector, NodeSelectorTerm
from dslint.kubernetes.taints import Toleration, untolerated
from dslint.placement import behaviours

NAMESPACE_NAME = "kubernetes.io/metadata.name"


class Query(Protocol):
    """Which pods are counted. Hashable: equal queries share one count."""

    def counts(self, pod: Pod, namespaces: Namespaces) -> bool: ...


class Namespaces(Protocol):
    """Labels of a namespace by its name; None for one that the inventory does not declare."""

    def labels_of(self, namespace: str) -> Mapping[str, str]: ...


class Term(NamedTuple):
    """A pod (anti-)affinity term without its position and weight."""

    topology_key: str
    selector: LabelSelector | None
    namespaces: frozenset[str]
    namespace_selector: LabelSelector | None

    @classmethod
    def of(cls, term: AffinityTerm) -> Term:
        return cls(term.topology_key, term.selector, term.namespaces, term.namespace_selector)

    def matches(self, pod: Pod, namespaces: Namespaces) -> bool:
        """A nil selector matches no pod; a namespace selector adds to the namespaces listed."""
        if self.selector is None or not self.selector.matches(pod.labels):
            return False
        if pod.namespace in self.namespaces:
            return True
        selector = self.namespace_selector
        return selector is not None and selector.matches(namespaces.labels_of(pod.namespace))


class AllTerms(NamedTuple):
    """Pods that every one of the terms matches."""

    terms: tuple[Term, ...]

    def counts(self, pod: Pod, namespaces: Namespaces) -> bool:
        return all(term.matches(pod, namespaces) for term in self.terms)


class Spread(NamedTuple):
    """Pods that a topology spread constraint counts: of the namespace, not terminating.

    A nil or empty selector counts none.
    """

    namespace: str
    selector: LabelSelector | None

    def counts(self, pod: Pod, _: Namespaces) -> bool:
        selector = self.selector
        if selector is None or selector.empty or pod.terminating or pod.namespace != self.namespace:
            return False
        return selector.matches(pod.labels)


class Scope(NamedTuple):
    """Nodes that count: they have all keys, and match node selection and taints if the constraint's policies say so."""

    keys: tuple[str, ...]
    node_selector: tuple[tuple[str, str], ...] = ()
    required_node_terms: tuple[NodeSelectorTerm, ...] | None = None
    tolerations: tuple[Toleration, ...] | None = None
    comparison: bool = False

    @classmethod
    def of(cls, spec: PodSpec, keys: Iterable[str], *, affinity: bool, taints: bool, comparison: bool) -> Scope:
        """`comparison`: whether the gate TaintTolerationComparisonOperators is on."""
        return cls(
            tuple(sorted(set(keys))),
            tuple(sorted(spec.node_selector.items())) if affinity else (),
            spec.required_node_terms if affinity else None,
            spec.tolerations if taints else None,
            comparison,
        )

    def includes(self, node: Node) -> bool:
        if any(node.label(key) is None for key in self.keys):
            return False
        if not matches_node(self.node_selector, self.required_node_terms, node):
            return False
        if self.tolerations is None:
            return True
        return not untolerated(node.shape.taints, self.tolerations, comparison=self.comparison)


class TopologyCount:
    """The number of the query's pods in each domain. A domain is one value of the topology key.

    With an empty topology key the whole cluster is one domain. With a scope, `counts` has every domain of its nodes,
    also those without pods; otherwise only domains with pods.
    """

    def __init__(self, query: Query, topology_key: str, nodes: frozenset[int] | None) -> None:
        self.query = query
        self.topology_key = topology_key
        self.nodes = nodes
        self.counts: dict[str, int] = {}
        self.total = 0
        self._domains_with: dict[int, int] = {}
        self._minimum = 0

    @classmethod
    def opened(cls, query: Query, topology_key: str, scope: Scope | None, nodes: Sequence[Node]) -> TopologyCount:
        """Without pods; with a scope, every domain of its nodes is open."""
        if scope is None:
            return cls(query, topology_key, None)
        included = [node for node in nodes if scope.includes(node)]
        found = cls(query, topology_key, frozenset(node.index for node in included))
        values = (node.label(topology_key) for node in included)
        found.open(value for value in values if value is not None)
        return found

    def open(self, domains: Iterable[str]) -> None:
        """Add domains that have no pod yet."""
        for value in domains:
            if value not in self.counts:
                self.counts[value] = 0
                self._domains_with[0] = self._domains_with.get(0, 0) + 1

    def change(self, node: Node, by: int) -> None:
        """Count `by` more pods on the node."""
        if self.nodes is not None and node.index not in self.nodes:
            return
        value = node.label(self.topology_key) if self.topology_key else ""
        if value is None:
            return
        before = self.counts.get(value)
        now = self.counts[value] = (before or 0) + by
        self.total += by
        if before is not None:
            self._domains_with[before] -= 1
        self._domains_with[now] = self._domains_with.get(now, 0) + 1
        self._minimum = min(self._minimum, now)

    def of(self, value: str) -> int:
        return self.counts.get(value, 0)

    @property
    def minimum(self) -> int:
        """The smallest count of a domain; 0 without domains."""
        if not self.counts:
            return 0
        while not self._domains_with.get(self._minimum):
            self._minimum += 1
        return self._minimum


def namespace_labels(cluster: Cluster, release: Release) -> dict[str, dict[str, str]]:
    """The labels of the declared namespaces, by name."""
    declared: dict[str, dict[str, str]] = {}
    for raw in cluster.of_kind("Namespace"):
        metadata = raw.get("metadata") or {}
        name = metadata.get("name") or ""
        declared[name] = {**(metadata.get("labels") or {}), **own_label(name, release)}
    return declared


def own_label(namespace: str, release: Release) -> dict[str, str]:
    """The label that every namespace has, with its name."""
    return {NAMESPACE_NAME: namespace} if release.has(behaviours.NAMESPACE_NAME_LABEL) else {}
