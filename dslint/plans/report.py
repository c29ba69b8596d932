"""Whole plans, for one Kubernetes version or several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.findings import Finding, Note, Silenced, json_form, json_keys
from dslint.plans.differences import Difference, RolloutDifference, differences, rollout_differences
from dslint.plans.verdicts import Verdict
from dslint.plans.workloads import Expectation, StaticPodPlan, WorkloadPlan


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


class PoolOverhead(NamedTuple):
    """What the pods of all node agents request on the nodes of one pool, in the sum over its nodes.

    `before`, `after` and `allocatable` map a resource to an amount in base units (cpu in millicores, bytes; "pods" is
    their number). `before` is empty if nothing says what runs now.
    """

    pool: str
    nodes: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    allocatable: Mapping[str, int]


@json_keys(
    *("api_version", "kind", "kubernetes_version", "verdict", "inventory", "workloads", "expectations", "findings"),
    *("skipped", "unreadable", "remarks", "static_pods", "silenced", "overhead", "what_if"),
    optional=("verdict", "what_if"),
    unless_empty=("findings", "static_pods", "silenced", "overhead"),
)
class Plan(NamedTuple):
    """The plan for one Kubernetes version.

    `skipped` are manifests with nothing to plan, `unreadable` those that could not be read (exit code 3). `remarks` are
    sentences about the whole plan. `silenced` has the numbers of findings that each silencer in each file hides.
    `findings` decide the exit code. `overhead` is what all node agents request, by pool.
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

    @property
    def api_version(self) -> str:
        return "dslint.dev/v1"

    @property
    def kind(self) -> str:
        return "Plan"

    def says_the_same(self, other: Plan) -> bool:
        """Whether the plans differ in nothing but their Kubernetes versions."""
        return self.without_version() == other.without_version()

    def without_version(self) -> Plan:
        """The plan without its Kubernetes version, to compare it with those for other versions."""
        what_if = self.what_if and self.what_if._replace(plan=self.what_if.plan.without_version())
        return self._replace(kubernetes_version="", what_if=what_if)

    def to_dict(self) -> dict[str, Any]:
        """The plan as the JSON that schemas/plan.schema.json describes."""
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
    """A plan for each requested Kubernetes version, ascending; at least one."""

    plans: tuple[Plan, ...]

    @property
    def kubernetes_versions(self) -> tuple[str, ...]:
        return tuple(plan.kubernetes_version for plan in self.plans)

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

    def to_dict(self) -> dict[str, Any]:
        """The JSON that schemas/plan.schema.json describes: one plan, or a list of several, with equal plans merged."""
        if len(self.plans) == 1:
            return self.plans[0].to_dict()
        return {
            "apiVersion": "dslint.dev/v1",
            "kind": "PlanList",
            "kubernetesVersions": list(self.kubernetes_versions),
            "items": [{**plan.to_dict(), "kubernetesVersions": list(versions)} for versions, plan in self.merged()],
        }
