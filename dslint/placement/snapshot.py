"""The scheduler's view of a cluster while pods are placed: the pods on each node, and counts for the filters.

Bound pods count unless they are Succeeded or Failed; terminating ones count too. A node has a NodeInfo of its own only
once a pod is on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.pod_resources import Amounts
from dslint.kubernetes.pods import HostPort, Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.topology_counts import AllTerms, Query, Scope, Term, TopologyCount, namespace_labels, own_label

if TYPE_CHECKING:
    from dslint.placement.daemonset import DaemonSet
    from dslint.placement.disruption_budgets import BudgetIndex
    from dslint.placement.search_index import SearchIndex

Objects = Mapping[str, list[dict[str, Any]]]
"""Those of a cluster, by kind."""

Index = TypeVar("Index")


class NodeInfo:
    """One node with its pods. `rank` is its place among the nodes with pods, in the order they got their first one."""

    __slots__ = ("_amounts", "load_pods", "node", "pods", "ports", "rank")

    def __init__(self, node: Node, amounts: Amounts, rank: int = 0) -> None:
        self.node = node
        self.rank = rank
        self.pods: list[Pod] = []
        self.ports: list[tuple[HostPort, Pod]] = []
        self.load_pods = node.shape.load.get("pods", 0)
        self._amounts = amounts

    @property
    def pod_count(self) -> int:
        return len(self.pods) + self.load_pods

    @property
    def requested(self) -> Mapping[str, int]:
        return self._amounts.requested

    @property
    def scoring_cpu(self) -> int:
        return self._amounts.scoring_cpu

    @property
    def scoring_memory(self) -> int:
        return self._amounts.scoring_memory

    @property
    def alike(self) -> Hashable:
        """Equal for nodes of one shape whose pods have the same specs; None where nothing says so."""
        return self._amounts if self._amounts.after is not None else None

    def add(self, pod: Pod) -> None:
        self.pods.append(pod)
        spec, amounts = pod.spec, self._amounts
        if amounts.after is None:
            amounts.change(spec.held_requests, spec.scoring_requests, 1)
        else:
            known = amounts.after.get(spec)
            if known is None:
                known = amounts.after[spec] = amounts.copy(shared=True)
                known.change(spec.held_requests, spec.scoring_requests, 1)
            self._amounts = known
        if spec.host_ports:
            self.ports.extend((port, pod) for port in spec.host_ports)

    def remove(self, pod: Pod, *, with_shared_ports: bool) -> None:
        """`with_shared_ports`: the pod's host ports are free now, even if another pod has them too.

        Raises ValueError if the pod is not on this node.
        """
        self.pods.remove(pod)
        if self._amounts.after is not None:
            self._amounts = self._amounts.copy(shared=False)
        self._amounts.change(pod.spec.held_requests, pod.spec.scoring_requests, -1)
        freed = pod.spec.host_ports
        if freed:
            self.ports = [
                (port, holder)
                for port, holder in self.ports
                if holder is not pod and not (with_shared_ports and port in freed)
            ]


class Snapshot:
    """Nodes, the pods on them, and the objects that decide about volumes, budgets and namespaces."""

    def __init__(self, cluster: Cluster, release: Release) -> None:
        self.cluster = cluster
        self.release = release
        self.nodes = cluster.nodes
        self.by_name: dict[str, Node] = {node.name: node for node in cluster.nodes}
        self.objects: Objects = cluster.objects
        self._objects_by_name: dict[str, dict[tuple[str, str], Mapping[str, Any]]] = {}
        self._states: dict[int, NodeInfo] = {}
        self._empty: dict[Shape, Amounts] = {}
        self._frees_shared_ports = release.has(behaviours.PORTS_OF_SEVERAL_PODS_FREED_BY_ONE)
        self._owned: defaultdict[tuple[str, tuple[str, str] | None], set[int]] = defaultdict(set)
        self._topology_counts: dict[Hashable, TopologyCount] = {}
        self._anti_affinity: dict[Term, TopologyCount] = {}
        self._search: SearchIndex | None = None
        self._budgets: BudgetIndex | None = None
        self._indices: dict[Callable[[Objects], Any], Any] = {}
        for pod in cluster.pods:
            # Hardly ever are the pods of two nodes alike.
            self.add(pod, shared=False)

    @property
    def search(self) -> SearchIndex:
        """What a search through all nodes reads; only plain Pods pay for it."""
        if self._search is None:
            from dslint.placement.search_index import SearchIndex

            self._search = SearchIndex(self)
        return self._search

    @property
    def budgets(self) -> BudgetIndex:
        """The disruption budgets; only preemption pays for them."""
        if self._budgets is None:
            from dslint.placement.disruption_budgets import BudgetIndex

            self._budgets = BudgetIndex(self)
        return self._budgets

    def index(self, make: Callable[[Objects], Index]) -> Index:
        """An index of the objects, made once: they do not change while pods are placed."""
        found: Index | None = self._indices.get(make)
        if found is None:
            found = self._indices[make] = make(self.objects)
        return found

    def state(self, node: Node) -> NodeInfo:
        """The node with its pods. Only `add` and `remove` may change it."""
        return self._states.get(node.index) or NodeInfo(node, self._amounts(node))

    def _amounts(self, node: Node) -> Amounts:
        """Shared by the nodes of its shape without pods."""
        known = self._empty.get(node.shape)
        if known is None:
            known = self._empty[node.shape] = Amounts.of(node.shape.load, shared=True)
        return known

    def object(self, kind: str, name: str, namespace: str = "") -> Mapping[str, Any] | None:
        """An object by kind and name; `namespace` is "" for cluster-scoped kinds."""
        by_name = self._objects_by_name.get(kind)
        if by_name is None:
            by_name = {_key(raw, namespaced=bool(namespace)): raw for raw in self.objects.get(kind, ())}
            self._objects_by_name[kind] = by_name
        return by_name.get((namespace, name))

    def unknown(self, kind: str, name: str, namespace: str = "") -> bool:
        """Whether nothing says if the cluster has an object of this name."""
        if self.object(kind, name, namespace) is not None:
            return False
        return self.cluster.unknown(kind, name, namespace)

    def occupied(self, node: Node) -> bool:
        """Whether a pod was ever put on the node; nodes of one shape without any are alike."""
        return node.index in self._states

    def holds(self, pod: Pod) -> bool:
        """Whether this pod is still on its node, and has not been evicted."""
        node = self.by_name.get(pod.node)
        return node is not None and pod in self.state(node).pods

    def pods(self) -> Iterator[Pod]:
        for state in self._states.values():
            yield from state.pods

    def pods_of(self, daemonset: DaemonSet) -> list[Pod]:
        """Its pods and the orphans that it adopts, in the order of `pods`."""
        indices = self._owned[daemonset.namespace, None] | self._owned[daemonset.namespace, daemonset.owner]
        states = sorted((self._states[index] for index in indices), key=lambda state: state.rank)
        return [pod for state in states for pod in state.pods if daemonset.owns(pod)]

    def add(self, pod: Pod, *, shared: bool = True) -> None:
        """Put a bound pod on its node. Finished pods and those of unknown nodes are ignored.

        `shared`: other nodes of its shape are expected to get pods of the same specs.
        """
        node = self.by_name.get(pod.node)
        if node is None or pod.finished:
            return
        state = self._states.get(node.index)
        if state is None:
            state = self._states[node.index] = NodeInfo(
                node, self._amounts(node) if shared else Amounts.of(node.shape.load, shared=False), len(self._states)
            )
        state.add(pod)
        self._owned[pod.namespace, pod.owner].add(node.index)
        self._update_counts(pod, node, 1)

    def remove(self, pod: Pod) -> None:
        """Take a pod off its node. Raises ValueError if it is not there."""
        node = self.by_name.get(pod.node)
        if node is None or pod.finished:
            return
        self._states[node.index].remove(pod, with_shared_ports=self._frees_shared_ports)
        self._update_counts(pod, node, -1)

    def _update_counts(self, pod: Pod, node: Node, by: int) -> None:
        for topology_count in self._topology_counts.values():
            if topology_count.query.counts(pod, self):
                topology_count.change(node, by)
        for term in pod.spec.required_anti_affinity:
            self._anti_affinity_of(Term.of(term)).change(node, by)
        if self._search is not None:
            self._search.update(pod, node, by)
        if self._budgets is not None:
            self._budgets.update(pod, by)

    def labels_of(self, namespace: str) -> Mapping[str, str]:
        """The labels of a namespace; for one that is not declared, only its name."""
        return self._namespaces.get(namespace) or own_label(namespace, self.release)

    @cached_property
    def _namespaces(self) -> dict[str, dict[str, str]]:
        return namespace_labels(self.cluster, self.release)

    def topology_count(self, query: Query, topology_key: str, scope: Scope | None = None) -> TopologyCount:
        """The query's pods by value of the topology key, kept up to date from now on."""
        key = (query, topology_key, scope)
        known = self._topology_counts.get(key)
        if known is None:
            known = self._topology_counts[key] = TopologyCount.opened(query, topology_key, scope, self.nodes)
            for state in self._states.values():
                found = sum(query.counts(pod, self) for pod in state.pods)
                if found:
                    known.change(state.node, found)
        return known

    def anti_affinity_against(self, pod: Pod) -> list[tuple[Term, TopologyCount]]:
        """The required anti-affinity terms of pods in the snapshot that match this pod, with the counts of those pods.

        The pod's own terms are included, so that the list stays right while pods like it are added.
        """
        for term in pod.spec.required_anti_affinity:
            self._anti_affinity_of(Term.of(term))
        return [(term, count) for term, count in self._anti_affinity.items() if term.matches(pod, self)]

    @property
    def has_anti_affinity(self) -> bool:
        """Whether a pod in the snapshot has, or had, required anti-affinity."""
        return bool(self._anti_affinity)

    def _anti_affinity_of(self, term: Term) -> TopologyCount:
        if term not in self._anti_affinity:
            self._anti_affinity[term] = TopologyCount(AllTerms((term,)), term.topology_key, None)
        return self._anti_affinity[term]


def _key(raw: Mapping[str, Any], *, namespaced: bool) -> tuple[str, str]:
    metadata = raw.get("metadata") or {}
    return (metadata.get("namespace") or "default") if namespaced else "", metadata.get("name") or ""
