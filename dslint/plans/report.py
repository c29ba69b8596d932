"""Whole plans, for one Kubernetes version or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from dslint.findings import UNCHECKED, Finding, Note, ObjectRef, Severity, Silenced, json_form, json_keys
from dslint.plans.cluster_failure import ClusterFailure
from dslint.plans.comparison import Comparison, compared
from dslint.plans.differences import Difference, RolloutDifference, differences, rollout_differences
from dslint.plans.overhead import PoolOverhead, WorkloadRoom
from dslint.plans.verdicts import Level, Verdict
from dslint.plans.workloads import Expectation, LeftOut, StaticPodPlan, WorkloadPlan

if TYPE_CHECKING:
    from dslint.plans.json_types import PlanDict, PlanListDict

MOST_NAMED = 3
_RANK = {level: level.rank for level in Level}


class NodePlace(NamedTuple):
    """The nodes of one pool in one zone; a pool or zone that is not known is ""."""

    pool: str
    zone: str
    nodes: tuple[str, ...]


class Undeclared(NamedTuple):
    """An object that a workload refers to and that no input declares; the plan takes it for what is usual.

    `nodes` is the number of nodes whose answer depends on it, `effect` says how.
    """

    kind: str
    namespace: str
    name: str
    nodes: int
    effect: str


@json_keys("name", "nodes", "pods", "assumed", "undeclared", unless_empty=("undeclared",))
class InventorySummary(NamedTuple):
    """The inventory of a plan. `assumed` has a sentence for each assumption about what is not declared.

    `undeclared` are the objects among them. `places` are the pools and zones of all nodes, for reports.
    """

    name: str
    nodes: int
    pods: int
    assumed: tuple[str, ...] = ()
    places: tuple[NodePlace, ...] = ()
    undeclared: tuple[Undeclared, ...] = ()

    def named(self, nodes: Sequence[str]) -> str:
        """`5 nodes (spot 4, gpu 1: spot-1, spot-2, spot-3 and 2 more)`."""
        return f"{len(nodes)} node{'' if len(nodes) == 1 else 's'} ({self.listed(nodes)})"

    def listed(self, nodes: Sequence[str]) -> str:
        """`spot 4, gpu 1: spot-1, spot-2, spot-3 and 2 more`."""
        shown = ", ".join(nodes[:MOST_NAMED]) + (f" and {len(nodes) - MOST_NAMED} more" if nodes[MOST_NAMED:] else "")
        wanted = frozenset(nodes)
        pools: dict[str, int] = {}
        for place in self.places:
            number = sum(name in wanted for name in place.nodes) if place.pool else 0
            if number:
                pools[place.pool] = pools.get(place.pool, 0) + number
        return f"{', '.join(f'{pool} {number}' for pool, number in pools.items())}: {shown}" if pools else shown


@json_keys(
    *("api_version", "kind", "cluster", "kubernetes_version", "verdict", "inventory", "workloads", "expectations"),
    *("findings", "skipped", "unreadable", "remarks", "static_pods", "silenced", "overhead", "workload_room"),
    *("left_out", "what_if"),
    optional=("verdict", "workload_room", "what_if"),
    unless_empty=("cluster", "findings", "static_pods", "silenced", "overhead", "left_out"),
)
class Plan(NamedTuple):
    """The plan for one Kubernetes version.

    `skipped` are manifests with nothing to plan, `unreadable` those that could not be read (exit code 3). `remarks` are
    sentences about the whole plan. `silenced` has the numbers of findings that each silencer in each file hides.
    `findings` decide the exit code, and `grounds` are the verdicts that each of them, in this order, leads to.
    `overhead` is what all node agents request, by pool, `workload_room` what they leave for a workload of a given size.
    `cluster` is the name of the cluster among several. `left_out` are objects that run now and that the manifests do
    not have.
    """

    kubernetes_version: str
    inventory: InventorySummary
    workloads: tuple[WorkloadPlan, ...]
    expectations: tuple[Expectation, ...] = ()
    what_if: WhatIf | None = None
    skipped: tuple[Note, ...] = ()
    unreadable: tuple[Note, ...] = ()
    remarks: tuple[str, ...] = ()
    static_pods: tuple[StaticPodPlan, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    verdict: Verdict | None = None
    findings: tuple[Finding, ...] = ()
    overhead: tuple[PoolOverhead, ...] = ()
    cluster: str = ""
    workload_room: WorkloadRoom | None = None
    left_out: tuple[LeftOut, ...] = ()
    grounds: tuple[Verdict, ...] = ()

    @property
    def api_version(self) -> str:
        return "dslint.dev/v1"

    @property
    def kind(self) -> str:
        return "Plan"

    @property
    def unchecked(self) -> int:
        """The number of findings that say what could not be checked."""
        return sum(finding.total for finding in self.findings if finding.code in UNCHECKED)

    def with_verdicts(self) -> Plan:
        """The plan with the verdicts that its findings lead to: its own, and that of each workload."""
        by_object: dict[ObjectRef | None, list[Verdict]] = {}
        for finding, ground in zip(self.findings, self.grounds, strict=True):
            by_object.setdefault(finding.object, []).append(_limited(ground, finding))
        every = [ground for grounds in by_object.values() for ground in grounds]
        workloads = tuple(
            workload._replace(verdict=_worst(by_object.get(_subject(workload), ())) or workload.safe)
            for workload in self.workloads
        )
        safe = [workload.safe.reason for workload in workloads]
        several = f"nothing is lost or blocked in {len(safe)} workloads" if safe else "no workload is planned"
        reason = safe[0] if len(safe) == 1 else several
        return self._replace(workloads=workloads, verdict=_worst(every) or Verdict(Level.SAFE, reason))

    def says_the_same(self, other: Plan) -> bool:
        """Whether the plans differ in nothing but their Kubernetes versions."""
        # Most plans of a report are for different clusters.
        return self.cluster == other.cluster and self.without_version() == other.without_version()

    def without_version(self) -> Plan:
        """The plan without its Kubernetes version, to compare it with those for other versions."""
        what_if = self.what_if and self.what_if._replace(plan=self.what_if.plan.without_version())
        findings = tuple(finding._replace(kubernetes_versions=()) for finding in self.findings)
        return self._replace(kubernetes_version="", what_if=what_if, findings=findings)

    def to_dict(self) -> PlanDict:
        """The plan as the JSON that schemas/plan.schema.json describes: counts are nodes, durations seconds."""
        return json_form(self)  # type: ignore[no-any-return]


@json_keys("operations", "plan", "differences", "rollouts", unless_empty=("rollouts",))
class WhatIf(NamedTuple):
    """The plan after operations on the nodes, and how it differs from the plan without them.

    `rollouts` are those that take another course.
    """

    operations: tuple[str, ...]
    plan: Plan
    differences: tuple[Difference, ...]
    rollouts: tuple[RolloutDifference, ...] = ()

    @classmethod
    def of(cls, operations: tuple[str, ...], before: Plan, after: Plan) -> WhatIf:
        """The plans have the same workloads. There is one difference for each workload and each pair of states."""
        pairs = list(zip(before.workloads, after.workloads, strict=True))
        return cls(
            operations,
            after,
            tuple(found for pair in pairs for found in differences(*pair)),
            tuple(found for pair in pairs for found in rollout_differences(*pair)),
        )


class PlanReport(NamedTuple):
    """A plan for each cluster and each requested Kubernetes version, ascending; at least one.

    `failures` are the clusters without a plan.
    """

    plans: tuple[Plan, ...]
    failures: tuple[ClusterFailure, ...] = ()

    @property
    def kubernetes_versions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(plan.kubernetes_version for plan in self.plans))

    @property
    def is_fleet(self) -> bool:
        """Whether the plans are those of named clusters."""
        return bool(self.failures) or any(plan.cluster for plan in self.plans)

    def merged(self) -> list[tuple[tuple[str, ...], Plan]]:
        """The plans, each with its versions: plans that differ only in the version are one."""
        found: list[tuple[list[str], Plan]] = []
        for plan in self.plans:
            for versions, known in found:
                if plan.says_the_same(known):
                    versions.append(plan.kubernetes_version)
                    break
            else:
                found.append(([plan.kubernetes_version], plan))
        return [(tuple(versions), plan) for versions, plan in found]

    def comparison(self) -> Comparison | None:
        """The plans for several versions of one cluster side by side; None if there are none."""
        if self.is_fleet or len(self.plans) < 2:
            return None
        return compared(self.merged())

    def to_dict(self) -> PlanDict | PlanListDict:
        """The JSON that schemas/plan.schema.json describes: one plan, or a list of several, with equal plans merged.

        The plans of named clusters are a list, even if there is only one.
        """
        if len(self.plans) == 1 and not self.is_fleet:
            return self.plans[0].to_dict()
        comparison = self.comparison()
        document = {
            "apiVersion": "dslint.dev/v1",
            "kind": "PlanList",
            "kubernetesVersions": list(self.kubernetes_versions),
            "items": [{**plan.to_dict(), "kubernetesVersions": list(versions)} for versions, plan in self.merged()],
            **({"comparison": json_form(comparison)} if comparison is not None else {}),
            **({"failures": json_form(self.failures)} if self.failures else {}),
        }
        return cast("PlanListDict", document)


def _subject(workload: WorkloadPlan) -> ObjectRef | None:
    """What the findings on a workload name; one that cannot be read has no name."""
    return workload.ref if workload.ref.kind else None


def _limited(verdict: Verdict, finding: Finding) -> Verdict:
    """The verdict that a finding leads to: a warning is a risk at most, an info is none unless it is of the unknown."""
    if finding.severity is Severity.ERROR:
        return verdict
    level = Level.AT_RISK if finding.severity is Severity.WARNING or finding.code in UNCHECKED else Level.SAFE
    return verdict._replace(level=max(level, verdict.level, key=_RANK.__getitem__))


def _worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The worst verdict, of equal ones the first; None if nothing is worse than safe."""
    found = min(verdicts, key=lambda verdict: _RANK[verdict.level], default=None)
    return None if found is None or found.level is Level.SAFE else found
