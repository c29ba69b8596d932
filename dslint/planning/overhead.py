"""What all node agents together request on the nodes, before and after the change.

Node agents are the pods of DaemonSets and static pods. A DaemonSet that is planned counts with its new pod on each node
where one runs once the change is complete. Nodes that are no machines run no agents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dslint.inventory.pools import pool_of
from dslint.kubernetes.cluster import Cluster, Shape
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.plans import PODS, HighestShare, NodeOverhead, Overhead, Plan, PoolOverhead, State, WorkloadPlan

if TYPE_CHECKING:
    from dslint.planning.run import PlanResult, PlanRun

Owner = tuple[str, str]
"""Namespace and name of a DaemonSet."""

Agents = list[tuple[Pod, Owner | None]]
"""Agents' pods on nodes, each with its DaemonSet; None for static pods."""


class Bags:
    """The pods on nodes as numbers: nodes with pods of the same specs have the same number, and 0 is no pod."""

    def __init__(self) -> None:
        self._last: list[tuple[int, PodSpec | None]] = [(0, None)]
        """The bag without its last pod, and that pod's spec: whole bags would take the square of their size."""
        self._next: dict[tuple[int, PodSpec], int] = {}

    def with_one_more(self, bag: int, spec: PodSpec) -> int:
        found = self._next.get((bag, spec))
        if found is None:
            found = self._next[bag, spec] = len(self._last)
            self._last.append((bag, spec))
        return found

    def specs(self, bag: int) -> list[PodSpec]:
        """In the order in which they were added."""
        found: list[PodSpec] = []
        bag, spec = self._last[bag]
        while spec is not None:
            found.append(spec)
            bag, spec = self._last[bag]
        return found[::-1]

    def add(self, bags: dict[str, int], names: Iterable[str], spec: PodSpec) -> None:
        """A pod of this spec on each of the nodes."""
        if not bags:
            bags.update(dict.fromkeys(names, self.with_one_more(0, spec)))
            return
        for name in names:
            bags[name] = self.with_one_more(bags.get(name, 0), spec)


def with_overhead(result: PlanResult, run: PlanRun) -> Plan:
    """The plan, with what node agents request, and the room that they leave for a workload of the requested size."""
    found = overhead_of(result, run)
    plan = result.plan._replace(overhead=found.pools)
    size = run.request.workload_size
    if not size:
        return plan
    from dslint.planning.workload_room import workload_room

    return plan._replace(workload_room=workload_room(dict(size), found.nodes))


def overhead_of(result: PlanResult, run: PlanRun) -> Overhead:
    nodes = node_overheads(result, _before(run))
    return Overhead(nodes, tuple(pool_overheads(nodes)))


def _before(run: PlanRun) -> Cluster:
    """The cluster before the change. With a former folder of static pods, their kubelets have started those."""
    folder = run.request.static_pods_before
    if folder is None or not run.before.static_folders:
        return run.before
    from dslint.planning.static_pod_plan import start_former

    former = run.inputs.inventory.cluster(run.release, nodes_needed=True)
    start_former(former, run.release, run.inputs.static_pod_folders, folder)
    return former


def node_overheads(result: PlanResult, before: Cluster) -> tuple[NodeOverhead, ...]:
    """The nodes after the change in groups that are alike."""
    made = _agents(result.current.pods())
    listed = _agents(before.pods)
    later = listed if result.cluster.pods is before.pods else _agents(result.cluster.pods)
    bags = Bags()
    running = _on_nodes((*listed, *made), bags)
    after = _after(result, (*later, *made), bags)
    known = bool(running) or bool(result.current.olds) or bool(before.pods)
    alike: dict[tuple[Shape, int, int], list[str]] = {}
    for node in result.cluster.nodes:
        key = node.shape, running.get(node.name, 0), after.get(node.name, 0)
        names = alike.get(key)
        if names is None:
            names = alike[key] = []
        names.append(node.name)
    return tuple(
        NodeOverhead(
            pool_of(shape),
            tuple(names),
            shape.allocatable if shape.resources_known else {},
            total(bags.specs(earlier)) if known else None,
            total(bags.specs(later)),
        )
        for (shape, earlier, later), names in alike.items()
        if not shape.virtual
    )


def pool_overheads(nodes: Iterable[NodeOverhead]) -> Iterator[PoolOverhead]:
    """The sum over the nodes of each pool; pools without node agents are left out."""
    pools: dict[str, list[NodeOverhead]] = {}
    for alike in nodes:
        pools.setdefault(alike.pool, []).append(alike)
    for pool, members in pools.items():
        before = _summed((member.before or {}, len(member.nodes)) for member in members)
        after = _summed((member.after, len(member.nodes)) for member in members)
        resources = {resource for resource, amount in (*before.items(), *after.items()) if amount}
        if resources:
            number = sum(len(member.nodes) for member in members)
            declared = _summed((member.allocatable, len(member.nodes)) for member in members)
            allocatable = {resource: amount for resource, amount in declared.items() if resource in resources}
            yield PoolOverhead(pool, number, before, after, allocatable, tuple(_highest(members, after)))


def total(specs: Iterable[PodSpec]) -> dict[str, int]:
    """What the pods request together, and their number."""
    found = {PODS: 0}
    for spec in specs:
        found[PODS] += 1
        for resource, amount in spec.held_requests.items():
            found[resource] = found.get(resource, 0) + amount
    return found


def _summed(parts: Iterable[tuple[Mapping[str, int], int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for amounts, number in parts:
        for resource, amount in amounts.items():
            found[resource] = found.get(resource, 0) + amount * number
    return found


def _highest(members: Sequence[NodeOverhead], after: Mapping[str, int]) -> Iterator[HighestShare]:
    for resource in after:
        with_some = [member for member in members if member.after.get(resource) and member.allocatable.get(resource)]
        if with_some:
            most = max(with_some, key=lambda member: member.after[resource] / member.allocatable[resource])
            yield HighestShare(resource, most.nodes[0], most.after[resource], most.allocatable[resource])


def _agents(pods: Iterable[Pod]) -> Agents:
    found: Agents = []
    for pod in pods:
        owner = pod.owner
        if owner is not None and owner[0] == "DaemonSet":
            if pod.node and not pod.finished:
                found.append((pod, (pod.namespace, owner[1])))
        elif pod.static and pod.node and not pod.finished:
            found.append((pod, None))
    return found


def _on_nodes(agents: Iterable[tuple[Pod, Owner | None]], bags: Bags) -> dict[str, int]:
    found: dict[str, int] = {}
    for pod, _ in agents:
        found[pod.node] = bags.with_one_more(found.get(pod.node, 0), pod.spec)
    return found


def _after(result: PlanResult, agents: Iterable[tuple[Pod, Owner | None]], bags: Bags) -> dict[str, int]:
    """The agents that are not planned and not evicted, and the new pods of those that are planned."""
    planned = dict(_planned(result))
    victims = {
        (victim.node, f"{victim.namespace}/{victim.name}")
        for plan in result.plan.workloads
        for group in plan.placement
        for victim in group.evicts
    }
    staying: Agents = []
    old: dict[Owner, dict[str, list[PodSpec]]] = {}
    for pod, owner in agents:
        if owner in planned:
            old.setdefault(owner, {}).setdefault(pod.node, []).append(pod.spec)
        elif not victims or (pod.node, pod.key) not in victims:
            staying.append((pod, owner))
    found = _on_nodes(staying, bags)
    for owner, (plan, new) in planned.items():
        for names, spec in _pods_of(plan, new, old.get(owner, {})):
            bags.add(found, names, spec)
    return found


def _planned(result: PlanResult) -> Iterator[tuple[Owner, tuple[WorkloadPlan, PodSpec | None]]]:
    """The DaemonSets with a placement, each with its new pod; a rejected one stays as it is."""
    for plan, pod in zip(result.plan.workloads, result.pods, strict=True):
        if plan.ref.kind == "DaemonSet" and not plan.rejected:
            yield (plan.ref.namespace or "default", plan.ref.name), (plan, pod.spec if pod else None)


def _pods_of(
    plan: WorkloadPlan, new: PodSpec | None, old: Mapping[str, Sequence[PodSpec]]
) -> Iterator[tuple[Sequence[str], PodSpec]]:
    """Nodes with the spec of the pod that runs there: a new one, or an old one that stays."""
    for group in plan.placement:
        if group.state is State.BOUND and new is not None:
            yield group.nodes, new
        elif group.state in (State.BOUND, State.MISSCHEDULED):
            yield from (((name,), spec) for name in group.nodes for spec in old.get(name, ()))
