"""The cure under a reason: the change to the manifest with which the pod runs on those nodes.

Each is placed again before it is offered. A pod that waits is always worth one; a node that gets no pod only if it had
one, or if a toleration nearly matches: what is excluded on purpose needs no cure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.quantity_text import show
from dslint.kubernetes.taints import Taint, Toleration, removal_of, untolerated
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import decide
from dslint.placement.filter_run import FilterRun
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import controller_binds, strategy_of
from dslint.planning.workload import Workload
from dslint.plans import Placement, Reason, State, WorkloadPlan

MOST_GROUPS, MOST_SHAPES = 20, 10
"""Only the largest groups are looked at; a group with more kinds of nodes gets no cure."""

HIGHEST_USER_PRIORITY, NODE_CRITICAL = 1_000_000_000, 2_000_001_000
"""Kubernetes: pkg/apis/scheduling/types.go (HighestUserDefinablePriority, system-node-critical)."""
OWN_RULES = frozenset({"PodAntiAffinity", "ExistingPodAntiAffinity", "TopologySpread", "TopologySpreadLabel"})
ROOM = frozenset({"InsufficientResource", "TooManyPods"})

Change = Callable[[PodSpec], PodSpec]


class Cure(NamedTuple):
    """`text` is empty if nobody needs to change anything: the reason goes away by itself."""

    text: str
    change: Change


class _Patient(NamedTuple):
    """A workload that does not run everywhere. `spec` is its template's, which the controller reads."""

    workload: Workload
    spec: PodSpec
    pod: Pod
    snapshot: Snapshot
    daemon: bool

    def runs_on(self, node: Node, changes: Sequence[Change]) -> bool:
        """Whether it does with these changes, perhaps by evicting others."""
        spec, pod = self.spec, self.pod
        for change in changes:
            spec, pod = change(spec), replace(pod, spec=change(pod.spec))
        if self.daemon and controller_binds(self.snapshot.release):
            return self._controller_binds(spec, pod, node)
        if self.daemon and not decide(spec, node, self.snapshot.release).should_run:
            return False
        if _without_rules not in changes:
            return self._fits(pod, node)
        from dslint.planning.explanations import without_pods_of

        # Its other pods have no rules then either, and without them they keep nothing away.
        daemonset = DaemonSet.of(self.workload.value, self.snapshot.release)
        with without_pods_of(daemonset, self.snapshot.nodes, self.snapshot):
            return self._fits(pod, node)

    def _controller_binds(self, spec: PodSpec, pod: Pod, node: Node) -> bool:
        """Up to 1.11. The scheduler is not asked, so nothing is evicted."""
        daemonset = replace(DaemonSet.of(self.workload.value, self.snapshot.release), spec=spec)
        return bool(strategy_of(daemonset, pod, self.snapshot).attempt(node).nodes)

    def _fits(self, pod: Pod, node: Node) -> bool:
        filter_run = FilterRun(pod, self.snapshot, pinned=self.daemon)
        return filter_run.verdict(node).fits or bool(_victims(filter_run, node))


def with_cures(plan: WorkloadPlan, workload: Workload, pod: Pod, snapshot: Snapshot) -> WorkloadPlan:
    """`snapshot` is as the plan ends."""
    daemon = workload.ref.kind == "DaemonSet"
    spec = DaemonSet.of(workload.value, snapshot.release).spec if daemon else pod.spec
    patient = _Patient(workload, spec, pod, snapshot, daemon)
    groups = list(plan.placement)
    worth = [index for index, group in enumerate(groups) if _worth(group)]
    for index in sorted(worth, key=lambda index: -groups[index].number)[:MOST_GROUPS]:
        groups[index] = _cured(groups[index], patient)
    return plan._replace(placement=tuple(groups))


def _worth(group: Placement) -> bool:
    return group.state in (State.PENDING, State.REMOVED, State.MISSCHEDULED, State.EXCLUDED)


def _cured(group: Placement, patient: _Patient) -> Placement:
    nodes = list({node.shape: node for node in map(patient.snapshot.by_name.__getitem__, group.nodes)}.values())
    if len(nodes) > MOST_SHAPES or any(node.shape.virtual for node in nodes):
        return group
    found = {index: _cure(reason, group, nodes[0], patient) for index, reason in enumerate(group.reasons)}
    cures = {index: cure for index, cure in found.items() if cure is not None}
    changes = [cure.change for cure in cures.values()]
    if not cures or not all(patient.runs_on(node, changes) for node in nodes):
        return group
    reasons = (
        reason._replace(help=cures[index].text or None) if index in cures else reason
        for index, reason in enumerate(group.reasons)
    )
    return group._replace(reasons=tuple(reasons))


def _cure(reason: Reason, group: Placement, node: Node, patient: _Patient) -> Cure | None:
    if reason.code == "UntoleratedTaint":
        return _tolerating(reason, group, node, patient)
    if reason.code == "NodeSelector" and reason.path:
        return _selecting(str(reason.path[-1]), group, node, patient)
    if group.state is not State.PENDING:
        return None
    if reason.code in ROOM:
        return _room(reason, node, patient)
    return Cure(_WITHOUT_RULES, _without_rules) if patient.daemon and reason.code in OWN_RULES else None


def _tolerating(reason: Reason, group: Placement, node: Node, patient: _Patient) -> Cure | None:
    comparison = patient.snapshot.release.enabled("TaintTolerationComparisonOperators")
    taints = untolerated(node.shape.taints, patient.spec.tolerations, comparison=comparison)
    taint = next((taint for taint in taints if reason.message.endswith(f" {taint}")), None)
    if taint is None:
        return None
    near = next(_near(taint, patient), "")
    if group.state is State.EXCLUDED and not near:
        return None
    added = Toleration(taint.key, "Equal", taint.value, taint.effect)
    text = "" if removal_of(taint) else f"tolerate {taint}{near}"
    return Cure(text, lambda spec: replace(spec, tolerations=(*spec.tolerations, added)))


def _near(taint: Taint, patient: _Patient) -> Iterator[str]:
    """The template's own toleration of the same key, and what keeps it from matching."""
    path = SPEC_PATH if patient.daemon else ("spec",)
    spec = patient.workload.value
    for key in path:
        spec = spec.get(key) or {}
    for index, raw in enumerate(spec.get("tolerations") or ()):
        toleration = Toleration.of(raw)
        if toleration.key != taint.key:
            continue
        line = patient.workload.line((*path, "tolerations", index))
        which = f"the toleration at line {line.line}" if line else f"tolerations[{index}]"
        if toleration.effect not in ("", taint.effect):
            yield f"; {which} has effect {toleration.effect}"
        else:
            yield f"; {which} has operator {toleration.operator} and value {toleration.value or 'none'}"


def _selecting(key: str, group: Placement, node: Node, patient: _Patient) -> Cure | None:
    value, seen = patient.spec.node_selector.get(key, ""), node.label(key)
    if seen is not None and _plain(seen) == _plain(value):
        return Cure(f"the nodes have {key}={seen}; select that", lambda spec: _with_selector(spec, key, seen))
    if group.state is State.EXCLUDED:
        return None
    text = f"label the nodes {key}={value}, or remove {key} from nodeSelector"
    return Cure(text, lambda spec: _with_selector(spec, key, None))


def _plain(text: str) -> str:
    """Without what is easily mistaken: upper case, and the kind of dash."""
    return text.casefold().replace("_", "-")


def _with_selector(spec: PodSpec, key: str, value: str | None) -> PodSpec:
    selector = {name: wanted for name, wanted in spec.node_selector.items() if name != key}
    return replace(spec, node_selector=selector if value is None else {**selector, key: value})


def _room(reason: Reason, node: Node, patient: _Patient) -> Cure | None:
    """Smaller requests that fit, or a priority that evicts others."""
    offers: list[tuple[str, Change]] = []
    missing = ""
    if reason.code == "InsufficientResource" and reason.path:
        name = str(reason.path[-1])
        wanted, free = patient.pod.spec.requests.get(name, 0), _free(name, node, patient.snapshot)
        missing = f"{name} {show(name, wanted - free)} is missing: " if wanted > free else ""
        if 0 < free < wanted:
            offers.append((f"request at most {name} {show(name, free)}", _requesting(name, free)))
    offers += _preempting(node, patient)
    if not offers:
        return None
    return Cure(missing + ", or ".join(text for text, _ in offers), offers[0][1])


def _free(name: str, node: Node, snapshot: Snapshot) -> int:
    return node.shape.allocatable.get(name, 0) - snapshot.state(node).requested.get(name, 0)


def _requesting(name: str, amount: int) -> Change:
    return lambda spec: replace(
        spec,
        requests={**spec.requests, name: amount},
        held_requests={**spec.held_requests, name: amount},
    )


def _preempting(node: Node, patient: _Patient) -> Iterator[tuple[str, Change]]:
    """The lowest priority above which others are evicted, if there is one and if the scheduler is asked at all."""
    if patient.daemon and controller_binds(patient.snapshot.release):
        return
    own = patient.pod.spec.priority
    above = sorted({pod.spec.priority for pod in patient.snapshot.state(node).pods if pod.spec.priority >= own})
    for priority in above:
        named = priority < HIGHEST_USER_PRIORITY
        change = _prioritised(priority + 1 if named else NODE_CRITICAL)
        changed = replace(patient.pod, spec=change(patient.pod.spec))
        victims = _victims(FilterRun(changed, patient.snapshot, pinned=patient.daemon), node)
        if victims:
            which = f"a priority class above {priority}" if named else "priority class system-node-critical"
            more = f" and {len(victims) - 1} more" if len(victims) > 1 else ""
            effect = f"which would evict {victims[0]}{more} on {node.name} (priority {own} evicts nobody)"
            yield f"use {which}, {effect}", change
            return


def _prioritised(priority: int) -> Change:
    return lambda spec: replace(spec, priority=priority, preemption_policy="PreemptLowerPriority")


def _victims(filter_run: FilterRun, node: Node) -> list[str]:
    if not filter_run.verdict(node).resolvable:
        return []
    from dslint.placement.preemption import evictions

    return [eviction.pod.key for eviction in evictions(filter_run, node)]


_WITHOUT_RULES = "remove the required anti-affinity and spread constraints (a DaemonSet has one pod on a node anyway)"


def _without_rules(spec: PodSpec) -> PodSpec:
    return replace(spec, required_anti_affinity=(), spread_constraints=())
