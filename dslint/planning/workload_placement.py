"""Workloads of one run put into a cluster one after the other, each admitted, placed and settled before the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from dslint.findings import Finding
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.snapshot import Snapshot
from dslint.planning import daemonset_plan
from dslint.planning.current_pods import CurrentPods, Victims
from dslint.planning.daemonset_plan import UpdateContext
from dslint.planning.node_outcomes import finished
from dslint.planning.plan_options import PlanOptions
from dslint.planning.pod_admission import not_created, pod_of, policies_of, quotas_of
from dslint.planning.workload import Key, Workload
from dslint.plans import Reason, WorkloadPlan

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas
    from dslint.placement.scheduling import SchedulingRun
    from dslint.rollout.existing_pods import ExistingPod
    from dslint.rollout.joint_rollouts import JointRollouts


class Placed(Protocol):
    def plan(self) -> WorkloadPlan: ...


class FinishedPlan(NamedTuple):
    """The plan of a workload that later ones cannot change."""

    found: WorkloadPlan

    def plan(self) -> WorkloadPlan:
        return self.found


class WorkloadPlacement:
    """Places workloads: `add` them in order, then read `plans`. A later workload may change earlier answers.

    `pods` are those after admission, in this order, None if refused. `held` are the nodes that have their pods before.
    """

    def __init__(self, cluster: Cluster, release: Release, current: CurrentPods, options: PlanOptions) -> None:
        self._cluster = cluster
        self._release = release
        self._current = current
        self._options = options
        self._snapshot = Snapshot(cluster, release)
        for pod in current.pods():
            self._snapshot.add(pod)
        known = {*self._snapshot.by_name, *current.before}
        ports = [(pod.node, port) for pod in cluster.pods for port in pod.spec.host_ports]
        self._moving = len(set(ports)) < len(ports) or any(pod.moving for pod in cluster.pods)
        self._uncounted = [pod for pod in cluster.pods if pod.finished or not pod.node]
        self._elsewhere = [pod for pod in cluster.pods if pod.node and pod.node not in known]
        self._end_evicted()
        self._joint: JointRollouts | None = None
        self._started: dict[Key, tuple[UpdateContext, Pod | Reason]] = {}
        self._settled: SchedulingRun | None = None
        self._quotas = quotas_of(cluster, release, current.unlisted())
        self._policies = policies_of(cluster, release, options.user, bind_all=options.bind_all)
        self._placed: list[tuple[Workload, Placed]] = []
        self.pods: list[Pod | None] = []
        self.held: set[str] = set()

    def _end_evicted(self) -> None:
        """The pods that the current DaemonSets have evicted are gone."""
        if gone := self._current.gone():
            for pod in [pod for pod in self._snapshot.pods() if (pod.node, pod.key) in gone]:
                self._snapshot.remove(pod)

    def change_together(self, workloads: Sequence[Workload]) -> None:
        """Simulate the rollouts of all DaemonSets at once, where they take room from each other; before any `add`."""
        from dslint.planning.joint_change import members_of, rollouts_of
        from dslint.planning.rollout_admission import SharedQuotas

        quotas = SharedQuotas(self._quotas)
        charged = self._quotas.copy() if self._quotas is not None else None
        created = [workload for workload in workloads if not self._not_created(workload, charged)]
        members = members_of(created, self._release, self._current, self._start_together, quotas)
        self._joint = rollouts_of(members, self._snapshot, quotas, trace=self._options.trace)
        if self._joint is None:
            self._started.clear()

    def add(self, workload: Workload, *, last: bool = False) -> None:
        """`last`: no workload comes after this one, so nothing has to be kept for it."""
        self._admitted: Pod | None = None
        self._placed.append((workload, self._place(workload, last=last)))
        self.pods.append(self._admitted)

    def plans(self) -> Iterator[WorkloadPlan]:
        for (workload, placed), pod in zip(self._placed, self.pods, strict=True):
            plan = finished(placed.plan(), workload, pod, self._snapshot)
            notes = (*plan.notes, *workload.notes, *self._notes(workload), *self._notes_on_pods(workload, plan))
            yield plan._replace(notes=notes)

    @property
    def remarks(self) -> tuple[str, ...]:
        return () if self._policies is None else self._policies.remarks

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        return () if self._policies is None else self._policies.unchecked

    def _notes(self, workload: Workload) -> Iterator[str]:
        """What the cluster adds to the workload's pods, what its policies say, and what the plan leaves out."""
        yield from self._policies.notes(workload) if self._policies else ()
        annotated = any(namespace["metadata"].get("annotations") for namespace in self._cluster.of_kind("Namespace"))
        if not (annotated or self._elsewhere or any(map(self._cluster.of_kind, ("LimitRange", "ResourceQuota")))):
            return
        from dslint.planning import workload_notes

        yield from workload_notes.of_namespace(workload, self._cluster, self._release)
        yield from workload_notes.left_out(self._current.as_stored(workload), self._elsewhere, self._release)

    def _notes_on_pods(self, workload: Workload, plan: WorkloadPlan) -> Iterator[str]:
        """What listed pods are doing that matters for the workload."""
        if not self._moving:
            return
        from dslint.planning import pod_state_notes

        new_nodes = self._snapshot.by_name.keys() - self._current.before.keys() if self._current.before else ()
        stored = self._current.as_stored(workload)
        yield from pod_state_notes.notes(stored, plan, self._cluster, new_nodes, self._release)

    def _place(self, workload: Workload, *, last: bool) -> Placed:
        refused = self._not_created(workload, self._quotas)
        if refused:
            return FinishedPlan(workload.rejected_plan(refused, self._release))
        if workload.rejected:
            return FinishedPlan(
                WorkloadPlan(workload.ref, rejected=workload.rejected, notes=tuple(self._instead(workload)))
            )
        return self._daemonset(workload, last=last) if workload.ref.kind == "DaemonSet" else self._pod(workload)

    def _not_created(self, workload: Workload, quotas: Quotas | None) -> tuple[Reason, ...]:
        return not_created(workload, self._cluster, self._current.old(workload.key), quotas, self._policies)

    def _instead(self, workload: Workload) -> Iterator[str]:
        """What to do instead of a rejected update, where that is known."""
        from dslint.rollout.blocked import selector_changed

        old = self._current.old(workload.key)
        if old is None:
            return
        found = selector_changed(old, workload.value, len(self._present(DaemonSet.of(old, self._release), workload)))
        if found is not None:
            yield f"{found.message}; {found.help}"

    def _daemonset(self, workload: Workload, *, last: bool) -> Placed:
        workload = self._current.as_stored(workload)
        context, pod = self._started.get(workload.key) or self._start(workload)
        context = context._replace(last=last)
        if self._joint is not None and workload.key in self._joint.rollouts:
            rollout = self._joint.rollouts[workload.key]
            # Its pods may be in the snapshot already.
            context = context._replace(
                last=False,
                joint=True,
                rollout=rollout if context.updates else None,
                end=rollout.end,
                evicted=_merged(context.evicted, self._joint.evicted(workload.key)),
            )
        self.held.update(item.node for item in context.present)
        if isinstance(pod, Reason):
            from dslint.planning.refused_plan import refused_plan

            return FinishedPlan(refused_plan(workload, pod, self._snapshot, context))
        self._admitted = pod
        return daemonset_plan.plan_daemonset(workload, pod, self._snapshot, self._scheduling, context)

    def _start_together(self, workload: Workload) -> tuple[UpdateContext, Pod | Reason]:
        """As `_start`, before the snapshot is as the joint rollouts end."""
        found = self._started[workload.key] = self._start(workload)
        return found

    def _start(self, workload: Workload) -> tuple[UpdateContext, Pod | Reason]:
        """What the DaemonSet starts from, and its new pod after admission."""
        daemonset = DaemonSet.of(workload.value, self._release)
        context = UpdateContext(
            old=self._current.old(workload.key),
            present=self._present(daemonset, workload),
            before=self._current.before,
            last=False,
            quotas=self._quotas,
            options=self._options,
            evicted=self._current.evicted.get(workload.key, {}),
        )
        revision = self._revision(daemonset, context)
        pod = pod_of(daemonset, self._cluster, self._release, revision)
        if self._policies is None or isinstance(pod, Reason):
            return context, pod
        return self._policies.started(workload, context, pod, self._snapshot.nodes, revision)

    def _revision(self, daemonset: DaemonSet, context: UpdateContext) -> Sequence[str]:
        """The hash and generation of the new pods, where terms of pods may tell them from others."""
        spec = daemonset.spec
        terms = spec.required_affinity or spec.required_anti_affinity or spec.spread_constraints
        if not context.updates or not (terms or self._snapshot.has_anti_affinity or self._policies):
            return ()
        from dslint.rollout.revision_labels import revision_labels

        old = None if context.old is None else DaemonSet.of(context.old, self._release)
        return revision_labels(old, daemonset, context.present, self._cluster, self._release)

    def _present(self, daemonset: DaemonSet, workload: Workload) -> tuple[ExistingPod, ...]:
        made = self._current.present(workload.key)
        if made:
            return tuple(self._still(item) for item in made)
        if not self._cluster.pods:
            return ()
        from dslint.planning.current_pods import existing_pods

        # The snapshot leaves out what the scheduler does not count.
        return existing_pods(daemonset, (*self._snapshot.pods_of(daemonset), *self._uncounted))

    def _still(self, item: ExistingPod) -> ExistingPod:
        """A pod that an earlier workload evicted was created again and is pending for its node."""
        if not item.pod.node or self._snapshot.holds(item.pod):
            return item
        return item._replace(pod=item.pod.on(""))

    def _pod(self, workload: Workload) -> Placed:
        from dslint.planning.pod_plan import admitted_pod, place

        denied = self._policies.refusals(workload, None) if self._policies else ()
        pod = admitted_pod(workload, self._cluster, self._release, None if denied else self._quotas)
        if denied or isinstance(pod, Reason):
            refused = (pod,) if isinstance(pod, Reason) else denied
            return FinishedPlan(workload.rejected_plan(refused, self._release))
        self._admitted = pod
        return place(workload, pod, self._scheduling(), self._options)

    def _scheduling(self) -> SchedulingRun:
        if self._settled is None:
            from dslint.placement.scheduling import SchedulingRun

            self._settled = SchedulingRun(self._snapshot)
        return self._settled


def _merged(earlier: Victims, later: Victims) -> Victims:
    return {node: (*earlier.get(node, ()), *later.get(node, ())) for node in {**earlier, **later}}
