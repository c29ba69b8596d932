"""One run of plan: what is asked, and the plan for one Kubernetes version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dslint.api_server.baseline import Baseline
from dslint.inventory.node_places import node_places
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import DEFAULT_VERSION, NEWEST_RECORDED, Release, show
from dslint.planning.current_pods import CurrentPods
from dslint.planning.daemonset_plan import PlanOptions
from dslint.planning.manifests import Manifests
from dslint.planning.targets import names, nodes
from dslint.planning.workload import Key, Workload
from dslint.planning.workload_placement import WorkloadPlacement
from dslint.plans import Expectation, InventorySummary, Plan, StaticPodPlan, WhatIf

Source = str | Path | bytes | Mapping[str, Any]
"""A path to a file or folder, what was read from standard input, or an object that was read already."""


NOTHING_RUNS = Baseline()


class Request(NamedTuple):
    """What to plan. `unready`, `broken` and `explain` are nodes as what-if names them: a name, a group, a selector.

    `unready` are nodes whose present pod is not ready, `broken` those whose new pod never gets ready; `what_if` are
    operations on nodes, in order; `scores` asks for those of plain Pods.

    `static_pods_before` is the manifest folder as it was, where its files change; `expect` a file of expectations.

    `together`: all workloads are there at once, and the scheduler takes them in its own order.
    """

    workloads: Manifests
    inventory: Sequence[Source]
    baseline: Baseline = NOTHING_RUNS
    inventory_after: Sequence[Source] | None = None
    unready: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()
    static_pods_before: Path | None = None
    expect: Path | None = None
    together: bool = False
    trace: bool = False
    scores: bool = False


class Planned(NamedTuple):
    """A plan with what it was made of. `pods` are the workloads' pods after admission, None where there are none."""

    plan: Plan
    cluster: Cluster
    release: Release
    workloads: Sequence[Workload]
    pods: Sequence[Pod | None]
    held: frozenset[str] = frozenset()
    """Nodes where pods of the workloads run now."""


def plans_of(
    request: Request,
    versions: Sequence[str],
    gates: Mapping[str, bool] | None = None,
    otherwise: Sequence[str] = (),
) -> Iterator[Plan]:
    """One for each version; without any, for the inventory's own, else for those in `otherwise`, else the default.

    Raises InventoryError, WhatIfError, ExpectationsError, UnknownVersionError and UnknownGateError.
    """
    if not versions:
        others = tuple(otherwise) or (DEFAULT_VERSION,)
        before = read_inventory(request.inventory, default=others[0], nodes_needed=True)
        declared = before.kubernetes_version
        yield _plan(Run(request, before, Release.of(declared or others[0], gates)))
        versions = () if declared else others[1:]
    for version in versions:
        release = Release.of(version, gates)
        yield _plan(Run(request, read_inventory(request.inventory, release, nodes_needed=True), release))


def _plan(run: Run) -> Plan:
    request = run.request
    planned = run.planned()
    plan = planned.plan._replace(
        static_pods=run.static_pods,
        expectations=_expectations(run, planned),
        remarks=(*planned.plan.remarks, *_without_effect(run, planned)),
    )
    if not request.what_if:
        return plan
    from dslint.planning.what_if_differences import differences

    changed = run.on(*request.what_if).plan
    return plan._replace(what_if=WhatIf(request.what_if, changed, tuple(differences(plan, changed))))


def _without_effect(run: Run, planned: Planned) -> Iterator[str]:
    from dslint.planning.option_effects import without_effect

    return without_effect(run, planned)


class Run:
    """A request under one release: `before` is the cluster as it is, `after` as it is once the change is applied."""

    def __init__(self, request: Request, before: Cluster, release: Release) -> None:
        self.request = request
        self.release = release
        self.before = self.after = before
        # Kubelets start their static pods before anything is scheduled beside them.
        self.static_pods = _static_pods(before, release, request.static_pods_before)
        if request.inventory_after is not None:
            self.after = read_inventory(request.inventory_after, release, nodes_needed=True)
            self.static_pods = _static_pods(self.after, release, request.static_pods_before)

    def planned(self) -> Planned:
        workloads = self.request.workloads.workloads(self.release, self.request.baseline)
        running = self._running()
        return self._of(workloads, running, self.after)

    def on(self, *operations: str) -> Planned:
        """The same on other nodes. Raises WhatIfError."""
        from dslint.inventory.what_if import what_if

        workloads = self.request.workloads.workloads(self.release, self.request.baseline)
        running = self._running()
        return self._of(workloads, running, what_if(self.after, operations, self.release))

    def of(self, version: str | None) -> Planned:
        """The same in another version."""
        release = Release.of(version or DEFAULT_VERSION, self.release.gates)
        return Run(self.request, read_inventory(self.request.inventory, release), release).planned()

    def update(self, old: Workload, new: Workload) -> Planned:
        """An update of one workload that runs as it is planned."""
        return self._of([new], [old], self.after)

    def running(self, key: Key) -> Mapping[str, Any] | None:
        """What the baseline has of this name, after defaulting."""
        found = self._running()
        return next((workload.value for workload in found if workload.key == key), None)

    def _running(self) -> list[Workload]:
        """What runs now has been accepted by the API server: its problems do not count."""
        stored, running = self.request.workloads.stored, self.request.baseline.objects.values()
        return [Workload.of(stored.of(value, self.release).value) for value in running]

    def _of(self, workloads: list[Workload], running: list[Workload], after: Cluster) -> Planned:
        request = self.request
        options = PlanOptions(
            unready=names("--unready", request.unready, self.before),
            broken=names("--broken", request.broken, after),
            trace=request.trace,
            scores=request.scores,
            explain=nodes("--explain", request.explain, after),
        )
        past = _past(running, workloads, self.before, self.release, changes=after is not self.before)
        placing = WorkloadPlacement(after, self.release, past, options)
        ordered = _together(workloads, after, self.release) if request.together else workloads
        for workload in ordered:
            placing.add(workload, last=workload is ordered[-1])
        plan = Plan(
            str(self.release),
            _summary(after),
            tuple(placing.plans()),
            skipped=tuple(request.workloads.skipped),
            unreadable=tuple(request.workloads.unreadable),
            remarks=_remarks(self.release),
        )
        return Planned(plan, after, self.release, ordered, placing.pods, frozenset(placing.held))


def _expectations(run: Run, planned: Planned) -> tuple[Expectation, ...]:
    from dslint.planning.expectation_check import check_expectations

    return check_expectations(run, planned)


def _static_pods(cluster: Cluster, release: Release, before: Path | None) -> tuple[StaticPodPlan, ...]:
    """Only clusters with static pods pay for the kubelet."""
    if not cluster.static_folders and not any(pod.static for pod in cluster.pods):
        return ()
    from dslint.planning.static_pod_plan import declared, play_static_pods

    there = declared(cluster)
    return (*there, *play_static_pods(cluster, release, before)) if cluster.static_folders else there


def _past(
    running: list[Workload], workloads: list[Workload], before: Cluster, release: Release, *, changes: bool
) -> CurrentPods:
    if not running and not before.of_kind("DaemonSet"):
        return CurrentPods(before={node.name: node for node in before.nodes} if changes else {})
    from dslint.planning.running_daemonsets import current_pods_of

    return current_pods_of(running, workloads, before, release, changes=changes)


def _together(workloads: list[Workload], cluster: Cluster, release: Release) -> list[Workload]:
    from dslint.planning.queue_sort import in_queue_order

    return in_queue_order(workloads, cluster, release)


def _summary(cluster: Cluster) -> InventorySummary:
    assumed = tuple(dict.fromkeys(cluster.assumed))
    return InventorySummary(cluster.name, len(cluster.nodes), len(cluster.pods), assumed, node_places(cluster.nodes))


def _remarks(release: Release) -> tuple[str, ...]:
    if release.rules == release.version:
        return ()
    newest = show(NEWEST_RECORDED)
    return (f"Kubernetes {release} has a schema of its own here; all other rules are those of {newest}",)
