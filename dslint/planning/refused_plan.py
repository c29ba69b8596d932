"""A DaemonSet that the API server accepts, but whose pods it refuses."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.cluster import Node
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.snapshot import Snapshot
from dslint.planning.daemonset_plan import UpdateContext, plan_update
from dslint.planning.explanations import of_refused
from dslint.planning.node_outcomes import NodeOutcome, grouped
from dslint.planning.pod_admission import before_admission
from dslint.planning.workload import Workload
from dslint.plans import Reason, Rollout, State, WorkloadPlan


def refused_plan(workload: Workload, refusal: Reason, snapshot: Snapshot, context: UpdateContext) -> WorkloadPlan:
    """No node gets a new pod; an update deletes old ones until that shows."""
    daemonset = DaemonSet.of(workload.value, snapshot.release)
    decisions = decide_all(daemonset.spec, snapshot.nodes, snapshot.release)
    rollout: Rollout | None = None
    assumed: tuple[str, ...] = ()
    if context.updates:
        pod = before_admission(daemonset, snapshot.release)
        rollout, assumed = plan_update(workload, pod, snapshot, context, refusal)
    answers = dict(_answers(snapshot.nodes, decisions, refusal, _kept(context, rollout), context))
    bound = sum(answer.state is State.BOUND for answer in answers.values())
    notes = [f"the DaemonSet is accepted, but its pods are rejected: {refusal.message}"]
    if bound:
        nodes = f"{bound} node{'' if bound == 1 else 's'}"
        chosen = "; the controller chooses at random which it deletes first" if rollout and rollout.waves else ""
        notes.append(f"the present pods stay on {nodes}{chosen}")
    return WorkloadPlan(
        workload.ref,
        desired=sum(decision.should_run for decision in decisions),
        bound=bound,
        placement=grouped(answers.items()),
        rollout=rollout._replace(end=None) if rollout else None,
        notes=(*notes, *assumed),
        explanations=of_refused(refusal, context.options.explain, workload.line),
    )


def _kept(context: UpdateContext, rollout: Rollout | None) -> frozenset[str]:
    """The nodes whose present pod runs on."""
    without = rollout.end.without_pod if rollout and rollout.end else ()
    return frozenset(item.node for item in context.present if item.pod.node).difference(without)


def _answers(
    nodes: list[Node], decisions: list[Decision], refusal: Reason, kept: frozenset[str], context: UpdateContext
) -> Iterator[tuple[str, NodeOutcome]]:
    bound = NodeOutcome(State.BOUND)
    for node, decision in zip(nodes, decisions, strict=True):
        if decision.should_run:
            refused = NodeOutcome(State.EXCLUDED, context.refused.get(node.name, (refusal,)))
            yield node.name, bound if node.name in kept else refused
        elif node.name in kept:
            state = State.MISSCHEDULED if decision.should_continue else State.REMOVED
            yield node.name, NodeOutcome(state, decision.reasons)
        else:
            yield node.name, NodeOutcome(State.EXCLUDED, decision.reasons)
