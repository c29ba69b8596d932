"""Workloads of one run put into a cluster one after the other, each admitted, placed and settled before the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dslint.admission.defaults import defaulted
from dslint.admission.pods import admit_pod
from dslint.admission.refusal import Refusal
from dslint.inventory.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import decide_all
from dslint.placement.settlement import DaemonSetPlacement, Outcome, Settlement, grouped
from dslint.placement.world import World
from dslint.planning.refused import reason_of
from dslint.planning.workload import Workload
from dslint.plans import State, WorkloadPlan


@dataclass(slots=True)
class _Placed:
    workload: Workload
    placement: DaemonSetPlacement | None = None
    plan: WorkloadPlan | None = None


class Placing:
    """What becomes of workloads: `add` them in order, then read `plans`; later ones may change earlier answers."""

    def __init__(self, cluster: Cluster, release: Release) -> None:
        self.cluster = cluster
        self.release = release
        self.settlement = Settlement(World(cluster, release))
        self._placed: list[_Placed] = []

    def add(self, workload: Workload) -> None:
        if workload.rejected:
            self._placed.append(_Placed(workload, plan=WorkloadPlan(workload.ref, rejected=workload.rejected)))
            return
        self._placed.append(self._daemonset(workload))

    def plans(self) -> Iterator[WorkloadPlan]:
        for placed in self._placed:
            if placed.placement is not None:
                yield _plan_of(placed.workload, placed.placement)
            elif placed.plan is not None:
                yield placed.plan

    def _daemonset(self, workload: Workload) -> _Placed:
        daemonset = DaemonSet.of(workload.value, self.release)
        manifest = defaulted(daemonset.pod_manifest(), self.release)
        admitted = admit_pod(manifest, self.cluster, self.release)
        if isinstance(admitted, Refusal):
            return _Placed(workload, plan=self._refused(workload, daemonset, admitted, admitted.said(manifest)))
        pod = Pod.of(admitted, self.release)
        return _Placed(workload, placement=self.settlement.place(daemonset, pod))

    def _refused(self, workload: Workload, daemonset: DaemonSet, refusal: Refusal, said: str) -> WorkloadPlan:
        """The DaemonSet exists, its controller wants its pods, and the API server takes none of them."""
        reason = reason_of(refusal, said)
        outcomes = []
        decisions = decide_all(daemonset.spec, self.cluster.nodes, self.release)
        for node, decision in zip(self.cluster.nodes, decisions, strict=True):
            reasons = (reason,) if decision.should_run else decision.reasons
            outcomes.append((node.name, Outcome(State.EXCLUDED, reasons)))
        return WorkloadPlan(
            workload.ref,
            desired=sum(decision.should_run for decision in decisions),
            placement=grouped(outcomes),
            notes=(f"the DaemonSet is accepted, its pods are not: {said}",),
        )


def _plan_of(workload: Workload, placement: DaemonSetPlacement) -> WorkloadPlan:
    return WorkloadPlan(
        workload.ref,
        desired=placement.desired,
        bound=placement.count(State.BOUND),
        pending=placement.count(State.PENDING),
        placement=placement.placements(),
    )
