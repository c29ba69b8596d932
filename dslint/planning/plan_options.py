"""The options of a plan: which nodes they mean, and which of them change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.plans import State, WorkloadPlan

if TYPE_CHECKING:
    from dslint.planning.request import Request
    from dslint.planning.run import PlanResult, PlanRun

SAY_WHAT_RUNS = "; give what runs now with --from"


class PlanOptions(NamedTuple):
    """The options of a whole run, with the nodes that they mean.

    `unready` are the names of nodes whose current pod is not ready, `broken` those of nodes whose new pod never gets
    ready. `explain` are the nodes to explain, `user` applies the manifests, if that is known. With `bind_all`,
    admission policies without a binding are asked too.
    """

    unready: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    trace: bool = False
    scores: bool = False
    explain: Sequence[Node] = ()
    user: Mapping[str, Any] | None = None
    bind_all: bool = False


def nodes(option: str, targets: Sequence[str], cluster: Cluster) -> list[Node]:
    """The nodes that the targets of an option select, as for --what-if. Raises WhatIfError."""
    if not targets:
        return []
    from dslint.inventory.what_if import indices_of
    from dslint.inventory.what_if_operations import WhatIfError

    try:
        wanted = sorted({index for target in targets for index in indices_of(target, cluster.nodes)})
    except WhatIfError as error:
        raise WhatIfError(f"{option}: {error}") from error
    return [cluster.nodes[index] for index in wanted]


def names(option: str, targets: Sequence[str], cluster: Cluster) -> frozenset[str]:
    """The names of the nodes that the targets select. Raises WhatIfError."""
    known = {node.name for node in cluster.nodes} if targets else frozenset()
    named = {target for target in targets if target in known}
    others = {node.name for node in nodes(option, [target for target in targets if target not in known], cluster)}
    return frozenset(named | others)


def without_effect(run: PlanRun, result: PlanResult) -> Iterator[str]:
    """One sentence for each option that has no effect."""
    request, workloads = run.request, result.plan.workloads
    if not workloads:
        return
    yield from _shown(request, workloads)
    for target in request.unready:
        if result.held.isdisjoint(names("--unready", (target,), run.before)):
            more = "" if result.held else SAY_WHAT_RUNS
            yield f"--unready {target} has no effect: no pod of these workloads runs there now{more}"
    starting = _starting(workloads)
    for target in request.broken:
        if starting.isdisjoint(names("--broken", (target,), run.after)):
            more = "" if _updated(workloads) else SAY_WHAT_RUNS
            yield f"--broken {target} has no effect: no update starts a new pod there{more}"
    lost = _lost(workloads) if request.allow_removal else frozenset()
    for target in request.allow_removal:
        if lost.isdisjoint(names("--allow-removal", (target,), run.after)):
            yield f"--allow-removal {target} has no effect: no node of these loses a pod"
    yield from _of_nodes(run)
    if request.baseline or not run.static_pods:
        yield from request.baseline.unmatched([workload.value for workload in result.workloads])


def _of_nodes(run: PlanRun) -> Iterator[str]:
    if run.request.keep_node_labels and not any(node.shape.kubeadm for node in run.before.nodes):
        yield "--keep-node-labels has no effect: the inventory says of no node that kubeadm has made it"
    if run.request.inventory_after is not None and _alike(run):
        yield "--nodes-after has no effect: the nodes are the same as in --nodes"


def _shown(request: Request, workloads: Sequence[WorkloadPlan]) -> Iterator[str]:
    """The options that ask for an output that the plan does not have."""
    placed = [plan for plan in workloads if not plan.rejected]
    if request.trace and not _updated(workloads):
        yield f"--trace has no effect: no workload is updated{SAY_WHAT_RUNS}"
    if request.scores and not any(plan.ref.kind == "Pod" for plan in placed):
        yield "--scores has no effect: no workload is a plain Pod, and the scheduler scores only those"
    if request.explain and not any(plan.explanations for plan in workloads):
        yield "--explain has no effect: no workload is placed"
    if request.what_if and not placed:
        yield "--what-if has no effect: no workload is placed"


def _updated(workloads: Sequence[WorkloadPlan]) -> bool:
    return any(plan.rollout is not None for plan in workloads)


def _starting(workloads: Sequence[WorkloadPlan]) -> frozenset[str]:
    """Nodes where an update starts a new pod."""
    return frozenset(
        node
        for plan in workloads
        if plan.rollout is not None and (plan.rollout.replaced or plan.rollout.added)
        for group in plan.placement
        if group.state in (State.BOUND, State.PENDING)
        for node in group.nodes
    )


def _lost(workloads: Sequence[WorkloadPlan]) -> frozenset[str]:
    """Nodes that lose a pod, at once or during the rollout."""
    changes = (plan.rollout.nodes for plan in workloads if plan.rollout is not None)
    return frozenset(name for nodes in changes if nodes for name in (*nodes.removed, *nodes.removed_in_turn))


def _alike(run: PlanRun) -> bool:
    before, after = run.before, run.declared_after
    if (before.pods, before.objects, before.static_folders) != (after.pods, after.objects, after.static_folders):
        return False
    known: dict[tuple[Shape, Shape], bool] = {}
    pairs = zip(before.nodes, after.nodes, strict=False)
    return len(before.nodes) == len(after.nodes) and all(_same(one, other, known) for one, other in pairs)


def _same(one: Node, other: Node, known: dict[tuple[Shape, Shape], bool]) -> bool:
    """Shapes are compared once for each pair: thousands of nodes share them."""
    if (one.name, one.own_labels, one.own_images) != (other.name, other.own_labels, other.own_images):
        return False
    key = (one.shape, other.shape)
    if key not in known:
        named = (field.name for field in fields(one.shape) if field.name != "source")
        known[key] = all(getattr(one.shape, name) == getattr(other.shape, name) for name in named)
    return known[key]
