"""One run of plan: the inputs that are read once, and the plan for each Kubernetes version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.inventory.policy_engines import NOT_EVALUATED
from dslint.inventory.reader import read_sources
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import DEFAULT_VERSION, Release, parse_version, remarks_on
from dslint.planning.current_pods import CurrentPods, current_pods_of, with_what_runs
from dslint.planning.expectation_subjects import check_expectations, read_expectations
from dslint.planning.overhead import with_overhead
from dslint.planning.plan_options import PlanOptions, names, nodes, without_effect
from dslint.planning.queue_order import in_queue_order
from dslint.planning.request import Request
from dslint.planning.undeclared_objects import Planned, inventory_summary
from dslint.planning.verdicts import judged, remarks_on_kubelets
from dslint.planning.workload import Key, Workload
from dslint.planning.workload_placement import WorkloadPlacement
from dslint.plans import Plan, StaticPodPlan, WhatIf
from dslint.progress import watched

if TYPE_CHECKING:
    from dslint.planning.static_pod_plan import StaticPodFolders


class Inputs:
    """A request with what its files hold: all versions, what-ifs and expectations share one reading.

    `start` is the version in which the nodes are as they are. Raises InventoryError and ExpectationsError.
    """

    def __init__(self, request: Request, versions: Sequence[str] = ()) -> None:
        self.request = request
        self.inventory = read_sources(request.inventory)
        self.inventory_after = None if request.inventory_after is None else read_sources(request.inventory_after)
        self.expectations = read_expectations(request.expect)
        self.start = self.inventory.kubernetes_version or min(versions, key=parse_version, default=DEFAULT_VERSION)

    def changes_nodes_in(self, release: Release) -> bool:
        """Whether the nodes are those of an older version, and are planned as an upgrade changes them."""
        kept = self.request.keep_node_labels or self.inventory_after is not None
        return release.version > parse_version(self.start) and not kept

    @cached_property
    def static_pod_folders(self) -> StaticPodFolders:
        from dslint.planning.static_pod_plan import StaticPodFolders

        return StaticPodFolders()


class PlanResult(NamedTuple):
    """A plan and what it was made from. `pods` are the workloads' pods after admission, None where there are none."""

    plan: Plan
    cluster: Cluster
    release: Release
    workloads: Sequence[Workload]
    pods: Sequence[Pod | None]
    current: CurrentPods = CurrentPods()
    held: frozenset[str] = frozenset()
    """The nodes where pods of the workloads run before the change."""
    may_lose: frozenset[str] = frozenset()
    """The nodes that may lose their pods."""


def plans_of(
    request: Request,
    versions: Sequence[str],
    gates: Mapping[str, bool] | None = None,
    default_versions: Sequence[str] = (),
) -> Iterator[Plan]:
    """One plan for each version; without versions, for the inventory's own, else for each of `default_versions`.

    Raises InventoryError, WhatIfError, ExpectationsError and UnknownVersionError.
    """
    inputs = Inputs(request, versions)
    declared = inputs.inventory.kubernetes_version
    own = not versions and (declared is not None or not default_versions)
    oldest: Plan | None = None
    chosen = versions or ((declared,) if declared else tuple(default_versions) or (DEFAULT_VERSION,))
    for version in watched.get()(chosen, "planning versions"):
        plan = _plan(PlanRun(inputs, Release.of(version, gates), own_version=own), oldest)
        oldest = oldest or plan
        yield plan


def _plan(run: PlanRun, oldest: Plan | None) -> Plan:
    request = run.inputs.request
    result = run.result()
    plan = with_overhead(result, run)._replace(
        static_pods=run.static_pods,
        expectations=check_expectations(run.inputs.expectations, run, result),
        remarks=(
            *result.plan.remarks,
            *request.baseline.remarks,
            *without_effect(run, result),
            *remarks_on_kubelets(result),
        ),
    )
    if request.baseline.left_out(workload.value for workload in result.workloads):
        from dslint.planning.left_out import with_left_out

        plan = with_left_out(plan, run, result)
    plan = judged(plan, run, result, oldest)
    if not request.what_if:
        return plan
    changed = run.with_operations(*request.what_if)
    held = check_expectations(run.inputs.expectations, run, changed, only_defaults=True)
    after = judged(with_overhead(changed, run)._replace(expectations=held), run, changed)
    return plan._replace(what_if=WhatIf.of(request.what_if, plan, after))


class PlanRun:
    """A request under one release: `before` is the cluster as it is, `after` as it is once the change is applied."""

    def __init__(self, inputs: Inputs, release: Release, *, own_version: bool = False) -> None:
        self.inputs = inputs
        self.request = inputs.request
        self.release = release
        self.before = self.after = inputs.inventory.cluster(release, own_version=own_version, nodes_needed=True)
        if inputs.inventory_after is not None:
            self.after = with_what_runs(inputs.inventory_after.cluster(release, nodes_needed=True), self.before)
        # Kubelets start their static pods before anything is scheduled beside them.
        self.static_pods = _static_pods(self.before, release, inputs)
        if self.after is not self.before:
            self.static_pods = _static_pods(self.after, release, inputs)
        self.declared_after = self.after
        self.upgraded: tuple[str, ...] = ()
        if inputs.changes_nodes_in(release) and any(node.shape.kubeadm for node in self.before.nodes):
            from dslint.planning.kubeadm_upgrade import upgraded

            self.after, self.upgraded = upgraded(self.before, Release.of(inputs.start), release)
        if self.request.workloads.brought:
            from dslint.planning.manifest_objects import with_manifests

            self.after = with_manifests(self.after, self.request.workloads, release)

    def result(self) -> PlanResult:
        return self._on(self.after)

    def with_operations(self, *operations: str) -> PlanResult:
        """The same on the nodes after what-if operations. Raises WhatIfError."""
        from dslint.inventory.what_if import what_if

        return self._on(what_if(self.after, operations, self.release))

    def in_version(self, version: str | None) -> PlanResult:
        """The same in another version."""
        release = Release.of(version or DEFAULT_VERSION, self.release.given)
        return PlanRun(self.inputs, release).result()

    def update(self, old: Workload, new: Workload) -> PlanResult:
        """An update of one workload that runs as it is planned."""
        return self._result([new], [old], self.after)

    def running(self, key: Key) -> Mapping[str, Any] | None:
        """The baseline's object of this key, after defaulting."""
        return next((workload.value for workload in self._running() if workload.key == key), None)

    def _running(self) -> list[Workload]:
        """The baseline's objects. They run, so the API server has accepted them: their problems do not count."""
        stored, running = self.request.workloads.stored, self.request.baseline.objects.values()
        return [Workload.of(stored.of(value, self.release).value) for value in running]

    def _on(self, after: Cluster) -> PlanResult:
        workloads = self.request.workloads.workloads(self.release, self.request.baseline)
        return self._result(workloads, self._running(), after)

    def _result(self, workloads: list[Workload], running: list[Workload], after: Cluster) -> PlanResult:
        request = self.request
        changes = after.nodes is not self.before.nodes
        current = current_pods_of(running, workloads, self.before, self.release, changes=changes)
        placement = WorkloadPlacement(after, self.release, current, self._options(after))
        ordered = in_queue_order(workloads, after, self.release) if request.together else workloads
        if not request.sequential and current.change_together(ordered, after):
            placement.change_together(ordered)
        for workload in watched.get()(ordered, "planning workloads"):
            placement.add(workload, last=workload is ordered[-1])
        not_evaluated = (note for note in after.notes if note.endswith(NOT_EVALUATED))
        planned = Planned(ordered, tuple(placement.plans()), placement.pods)
        plan = Plan(
            str(self.release),
            inventory_summary(after, planned, self.inputs.inventory.files, self.release, current.assumed),
            tuple(planned.plans),
            skipped=tuple(request.workloads.skipped),
            unreadable=tuple(request.workloads.unreadable),
            remarks=(
                *remarks_on([self.release]),
                *self.upgraded,
                *request.workloads.remarks,
                *placement.remarks,
                *not_evaluated,
            ),
            findings=(*request.workloads.findings_in(self.release), *placement.unchecked),
        )
        held, may_lose = frozenset(placement.held), names("--allow-removal", request.allow_removal, after)
        return PlanResult(plan, after, self.release, ordered, placement.pods, current, held, may_lose)

    def _options(self, after: Cluster) -> PlanOptions:
        return PlanOptions(
            unready=names("--unready", self.request.unready, self.before),
            broken=names("--broken", self.request.broken, after),
            trace=self.request.trace or self.request.course,
            scores=self.request.scores,
            explain=nodes("--explain", self.request.explain, after),
            user=self.request.user,
            bind_all=self.request.bind_all,
        )


def _static_pods(cluster: Cluster, release: Release, inputs: Inputs) -> tuple[StaticPodPlan, ...]:
    """Only clusters with manifest folders pay for the kubelet."""
    there: tuple[StaticPodPlan, ...] = ()
    if any(pod.static for pod in cluster.pods):
        from dslint.planning.listed_static_pods import listed

        there = listed(cluster)
    if not cluster.static_folders:
        return there
    from dslint.planning.static_pod_plan import start_static_pods

    before, bind_all = inputs.request.static_pods_before, inputs.request.bind_all
    return (*there, *start_static_pods(cluster, release, inputs.static_pod_folders, before, bind_all=bind_all))
