"""The scheduler's view of a cluster while pods are placed: the pods on each node, and counts for the filters.

Bound pods count unless they are Succeeded or Failed; terminating ones count too. A node has a NodeInfo of its own only
once a pod is on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import HostPort, Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.topology_counts import AllTerms, Query, Scope, Term, TopologyCount, namespace_labels, own_label

if TYPE_CHECKING:
    from dslint.placement.daemonset import DaemonSet
    from dslint.placement.search_index import SearchIndex


class NodeInfo:
    """One node with its pods. Amounts are in base units: cpu in thousandths, others whole.

    `rank` is its place among the nodes with pods, in the order in which they got their first one.
    """

    __slots__ = ("load_pods", "node", "pods", "ports", "rank", "requested", "scoring_cpu", "scoring_memory")

    def __init__(self, node: Node, rank: int = 0) -> None:
        load = node.shape.load
        self.node = node
        self.rank = rank
        self.pods: list[Pod] = []
        self.ports: list[tuple[HostPort, Pod]] = []
        self.requested: dict[str, int] = dict(load)
        self.load_pods = self.requested.pop("pods", 0)
        self.scoring_cpu = load.get("cpu", 0)
        self.scoring_memory = load.get("memory", 0)

    @property
    def pod_count(self) -> int:
        return len(self.pods) + self.load_pods

    def add(self, pod: Pod) -> None:
        self.pods.append(pod)
        self._count(pod, 1)
        self.ports.extend((port, pod) for port in pod.spec.host_ports)

    def remove(self, pod: Pod, *, with_shared_ports: bool) -> None:
        """`with_shared_ports`: the pod's host ports are free now, even if another pod has them too.

        Raises ValueError if the pod is not on this node.
        """
        self.pods.remove(pod)
        self._count(pod, -1)
        freed = pod.spec.host_ports
        if freed:
            self.ports = [
                (port, holder)
                for port, holder in self.ports
                if holder is not pod and not (with_shared_ports and port in freed)
            ]

    def _count(self, pod: Pod, sign: int) -> None:
        requested = self.requested
        for name, amount in pod.spec.held_requests.items():
            requested[name] = requested.get(name, 0) + sign * amount
        self.scoring_cpu += sign * pod.spec.scoring_requests.get("cpu", 0)
        self.scoring_memory += sign * pod.spec.scoring_requests.get("memory", 0)


class Snapshot:
    """Nodes, the pods on them, and the objects that decide about volumes, budgets and namespaces."""

    def __init__(self, cluster: Cluster, release: Release) -> None:
        self.cluster = cluster
        self.release = release
        self.nodes = cluster.nodes
        self.by_name: dict[str, Node] = {node.name: node for node in cluster.nodes}
        self.objects: Mapping[str, list[dict[str, Any]]] = cluster.objects
        self._objects_by_name: dict[str, dict[tuple[str, str], Mapping[str, Any]]] = {}
        self._states: dict[int, NodeInfo] = {}
        self._frees_shared_ports = release.has(behaviours.PORTS_OF_SEVERAL_PODS_FREED_BY_ONE)
        self._owned: defaultdict[tuple[str, tuple[str, str] | None], set[int]] = defaultdict(set)
        self._topology_counts: dict[Hashable, TopologyCount] = {}
        self._anti_affinity: dict[Term, TopologyCount] = {}
        self._search: SearchIndex | None = None
        for pod in cluster.pods:
            self.add(pod)

    @property
    def search(self) -> SearchIndex:
        """What a search through all nodes reads; only plain Pods pay for it."""
        if self._search is None:
            from dslint.placement.search_index import SearchIndex

            self._search = SearchIndex(self)
        return self._search

    def state(self, node: Node) -> NodeInfo:
        """The node with its pods. Only `add` and `remove` may change it."""
        return self._states.get(node.index) or NodeInfo(node)

    def states(self, nodes: Iterable[Node]) -> list[NodeInfo]:
        """Each of these nodes with its pods."""
        return [self._states.get(node.index) or NodeInfo(node) for node in nodes]

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

    def add(self, pod: Pod) -> None:
        """Put a bound pod on its node. Finished pods and those of unknown nodes are ignored."""
        node = self.by_name.get(pod.node)
        if node is None or pod.finished:
            return
        state = self._states.get(node.index)
        if state is None:
            state = self._states[node.index] = NodeInfo(node, len(self._states))
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

    def take_out(self, pod: Pod) -> int:
        """Take a pod off its node. Returns its place among the node's pods, which decides between alike victims."""
        node = self.by_name.get(pod.node)
        if node is None or pod.finished:
            return 0
        place = self._states[node.index].pods.index(pod)
        self.remove(pod)
        return place

    def put_back(self, pod: Pod, place: int) -> None:
        """Put a pod back in its place among the node's pods."""
        node = self.by_name.get(pod.node)
        if node is None or pod.finished:
            return
        self.add(pod)
        pods = self._states[node.index].pods
        pods.insert(place, pods.pop())

    @contextmanager
    def trial(self, node: Node) -> Iterator[None]:
        """Pods may be removed from the node and added inside the block; afterwards its pods are as before."""
        before, ports = list(self.state(node).pods), self.state(node).ports.copy()
        try:
            yield
        finally:
            state = self.state(node)
            for pod in [pod for pod in state.pods if pod not in before]:
                self.remove(pod)
            for pod in [pod for pod in before if pod not in state.pods]:
                self.add(pod)
            state.pods[:] = before
            state.ports[:] = ports

    def _update_counts(self, pod: Pod, node: Node, by: int) -> None:
        for topology_count in self._topology_counts.values():
            if topology_count.query.counts(pod, self):
                topology_count.change(node, by)
        for term in pod.spec.required_anti_affinity:
            self._anti_affinity_of(Term.of(term)).change(node, by)
        if self._search is not None:
            self._search.update(pod, node, by)

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
