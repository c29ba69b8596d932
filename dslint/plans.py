"""What a plan says: placement of each workload, its rollout, and whether expectations hold."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

from dslint.findings import Finding, Note, ObjectRef, Path


class State(str, Enum):
    """What becomes of a workload on a node."""

    BOUND = "bound"
    PENDING = "pending"
    EXCLUDED = "excluded"
    MISSCHEDULED = "misscheduled"
    REMOVED = "removed"
    CANDIDATE = "candidate"


class Decider(str, Enum):
    """Which part of the control plane decides."""

    DAEMONSET_CONTROLLER = "daemonset-controller"
    API_SERVER = "api-server"
    SCHEDULER = "scheduler"
    KUBELET = "kubelet"


class SourceLine(NamedTuple):
    """A place in a manifest or inventory; the line counts from 1."""

    file: str
    line: int

    def to_dict(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line}

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Reason(NamedTuple):
    """Why a node does not take the pod.

    `code` is stable for machines (UntoleratedTaint, NodeSelector, InsufficientResource …), `message` has the numbers
    and names of this node or shape, `event` is the scheduler's own wording where it has one, and `reported` tells
    whether the real FailedScheduling event would give it. `path` leads to the part of the manifest that decides;
    `source` is that place as file and line, put in by the engine.
    """

    code: str
    decider: Decider
    message: str
    event: str | None = None
    reported: bool = False
    path: Path | None = None
    source: SourceLine | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "decider": self.decider.value,
            "message": self.message,
            "event": self.event,
            "reported": self.reported,
            "source": self.source.to_dict() if self.source else None,
        }


REMOVED_IN_TURN = "RemovedInTurn"
"""The code of a note: a removed node's pod goes when the rolling update comes to it, within the budget."""


class Victim(NamedTuple):
    """A pod that preemption deletes to make room."""

    namespace: str
    name: str
    node: str
    priority: int
    violates_budget: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "namespace": self.namespace,
            "name": self.name,
            "node": self.node,
            "priority": self.priority,
            "violatesBudget": self.violates_budget,
        }


class Placement(NamedTuple):
    """Nodes with the same answer for the same reasons. `nodes` names every one, in the inventory's order.

    `notes` say what holds for these nodes beside the state (an old pod stays, the image does not suit the node);
    `scores` are a plain Pod's totals by node, where they were asked for.
    """

    state: State
    nodes: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    evicts: tuple[Victim, ...] = ()
    notes: tuple[Reason, ...] = ()
    scores: dict[str, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        document: dict[str, Any] = {
            "state": self.state.value,
            "count": len(self.nodes),
            "nodes": list(self.nodes),
            "reasons": [reason.to_dict() for reason in self.reasons],
            "evicts": [victim.to_dict() for victim in self.evicts],
            "notes": [note.to_dict() for note in self.notes],
        }
        if self.scores is not None:
            document["scores"] = self.scores
        return document


class Budget(NamedTuple):
    """How many nodes may be without the pod, or have two, at a time.

    `max_unavailable` and `max_surge` are as written (after defaulting); `of` is desired, `value` the budget that counts
    (rounded up), `taken` what is unavailable (or surging) before the first step.
    """

    max_unavailable: int | str
    max_surge: int | str
    of: int
    value: int
    taken: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "maxUnavailable": self.max_unavailable,
            "maxSurge": self.max_surge,
            "of": self.of,
            "value": self.value,
            "taken": self.taken,
        }


class Blocked(NamedTuple):
    """Why a rollout does not end, and the smallest change that frees it."""

    code: str
    message: str
    help: str

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "help": self.help}


class Bounds(NamedTuple):
    minimum: int
    maximum: int

    def to_dict(self) -> dict[str, Any]:
        return {"minimum": self.minimum, "maximum": self.maximum}


class Duration(NamedTuple):
    """Seconds."""

    minimum: int
    typical: int
    maximum: int

    def to_dict(self) -> dict[str, Any]:
        return {"minimum": self.minimum, "typical": self.typical, "maximum": self.maximum}


class Step(NamedTuple):
    """The pods' states, by state, after one turn: `old ready`, `new pending`, `old ready terminating` …"""

    after: str
    states: dict[str, tuple[str, ...]]

    def to_dict(self) -> dict[str, Any]:
        return {"after": self.after, "states": {state: list(nodes) for state, nodes in self.states.items()}}


class Rollout(NamedTuple):
    """How applying the manifest changes the nodes. Counts are of nodes; `extra` holds further facts, JSON-ready."""

    strategy: str
    changed: bool
    budget: Budget | None
    replaced: int
    removed: int
    added: int
    removed_at_once: int
    blocked: Blocked | None
    updated: Bounds
    waves: tuple[int, ...] = ()
    duration: Duration | None = None
    steps: tuple[Step, ...] | None = None
    extra: Mapping[str, Any] = MappingProxyType({})

    def to_dict(self) -> dict[str, Any]:
        document: dict[str, Any] = {
            "strategy": self.strategy,
            "changed": self.changed,
            "budget": self.budget.to_dict() if self.budget else None,
            "replaced": self.replaced,
            "removed": self.removed,
            "added": self.added,
            "removedAtOnce": self.removed_at_once,
            "blocked": self.blocked.to_dict() if self.blocked else None,
            "updated": self.updated.to_dict(),
            "waves": [{"size": size} for size in self.waves],
            "duration": self.duration.to_dict() if self.duration else None,
            **self.extra,
        }
        if self.steps is not None:
            document["steps"] = [step.to_dict() for step in self.steps]
        return document


class Check(NamedTuple):
    """One question about a node. `verdict` is passes, fails or "not asked"; `compared` what was held against what."""

    decider: Decider
    name: str
    verdict: str
    compared: str
    sources: tuple[SourceLine, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "decider": self.decider.value,
            "check": self.name,
            "verdict": self.verdict,
            "compared": self.compared,
            "sources": [source.to_dict() for source in self.sources],
        }


class Explanation(NamedTuple):
    """Every check of one node, in the order in which they are made, before the workload's pod is there."""

    node: str
    checks: tuple[Check, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"node": self.node, "checks": [check.to_dict() for check in self.checks]}


class WorkloadPlan(NamedTuple):
    """One workload: where it runs and how the change gets there. With `rejected` findings nothing is placed.

    `explanations` are there for the nodes that were asked for.
    """

    ref: ObjectRef
    rejected: tuple[Finding, ...] = ()
    desired: int = 0
    bound: int = 0
    pending: int = 0
    placement: tuple[Placement, ...] = ()
    rollout: Rollout | None = None
    notes: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        document: dict[str, Any] = {
            "ref": self.ref.to_dict(),
            "rejected": [finding.to_dict() for finding in self.rejected],
            "desired": self.desired,
            "bound": self.bound,
            "pending": self.pending,
            "placement": [group.to_dict() for group in self.placement],
            "rollout": self.rollout.to_dict() if self.rollout else None,
            "notes": list(self.notes),
        }
        if self.explanations:
            document["explanations"] = [explanation.to_dict() for explanation in self.explanations]
        return document


class StaticPodPlan(NamedTuple):
    """A static pod: the file it comes from, and what the kubelets that read it make of it.

    `change` is added, changed, removed or unchanged where the folder is held against what it was. `error` is what every
    kubelet says of a file that holds no pod. `holds` is what the pod takes on every node where it runs: `cpu 100m`,
    `port 2379/TCP`.
    """

    ref: ObjectRef
    file: str
    change: str | None = None
    error: str | None = None
    placement: tuple[Placement, ...] = ()
    holds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "ref": self.ref.to_dict(),
            "file": self.file,
            "change": self.change,
            "error": self.error,
            "placement": [group.to_dict() for group in self.placement],
            "holds": list(self.holds),
            "notes": list(self.notes),
        }


class Expectation(NamedTuple):
    """An expectation and whether the plan meets it.

    `code` names the rule that a failed one is a finding of, `path` the part of the manifest that decides it.
    """

    name: str
    passed: bool
    message: str
    workload: str = ""
    code: str = ""
    path: Path | None = None
    source: SourceLine | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "passed": self.passed,
            "message": self.message,
            "workload": self.workload,
            "code": self.code,
            "source": self.source.to_dict() if self.source else None,
        }


class NodePlace(NamedTuple):
    """Nodes of one pool in one zone; "" where the inventory does not tell."""

    pool: str
    zone: str
    nodes: tuple[str, ...]


class InventorySummary(NamedTuple):
    """What the plan was made on. `assumed` says, a sentence each, what was not declared and taken for granted.

    `places` tells reports where the nodes stand; together they name every node.
    """

    name: str
    nodes: int
    pods: int
    assumed: tuple[str, ...] = ()
    places: tuple[NodePlace, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "nodes": self.nodes, "pods": self.pods, "assumed": list(self.assumed)}


class Difference(NamedTuple):
    """Nodes whose state is another after a what-if: None before where the node is new, None after where it is gone."""

    ref: ObjectRef
    before: State | None
    after: State | None
    nodes: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "ref": self.ref.to_dict(),
            "before": self.before.value if self.before else None,
            "after": self.after.value if self.after else None,
            "nodes": list(self.nodes),
            "reasons": [reason.to_dict() for reason in self.reasons],
        }


class Plan(NamedTuple):
    """What `dslint plan` says for one Kubernetes version.

    `skipped` are manifests that were read and hold nothing to plan, `unreadable` those that could not be read (exit
    code 3), `remarks` what holds for all of it.
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

    def says_the_same(self, other: Plan) -> bool:
        """Whether the two differ in their version only."""
        return self.unversioned() == other.unversioned()

    def unversioned(self) -> Plan:
        """The same plan of no version, to compare."""
        what_if = self.what_if and self.what_if._replace(plan=self.what_if.plan.unversioned())
        return self._replace(kubernetes_version="", what_if=what_if)

    def to_dict(self) -> dict[str, Any]:
        """The plan as the JSON that schemas/plan.schema.json describes."""
        document: dict[str, Any] = {
            "apiVersion": "dslint.dev/v1",
            "kind": "Plan",
            "kubernetesVersion": self.kubernetes_version,
            "inventory": self.inventory.to_dict(),
            "workloads": [workload.to_dict() for workload in self.workloads],
            "expectations": [expectation.to_dict() for expectation in self.expectations],
            "skipped": [note.to_dict() for note in self.skipped],
            "unreadable": [note.to_dict() for note in self.unreadable],
            "remarks": list(self.remarks),
        }
        if self.static_pods:
            document["staticPods"] = [pod.to_dict() for pod in self.static_pods]
        if self.what_if is not None:
            document["whatIf"] = self.what_if.to_dict()
        return document


class WhatIf(NamedTuple):
    """The plan once the operations are done to the nodes, and what differs from the plan without them."""

    operations: tuple[str, ...]
    plan: Plan
    differences: tuple[Difference, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "operations": list(self.operations),
            "plan": self.plan.to_dict(),
            "differences": [difference.to_dict() for difference in self.differences],
        }


class PlanReport(NamedTuple):
    """What the command reports: a plan for each Kubernetes version asked for, in ascending order, at least one."""

    plans: tuple[Plan, ...]

    @property
    def kubernetes_versions(self) -> tuple[str, ...]:
        return tuple(plan.kubernetes_version for plan in self.plans)

    def merged(self) -> list[tuple[tuple[str, ...], Plan]]:
        """Plans that say the same, once, with the versions that they hold for."""
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
        """One plan as it is; several as a list, what agrees once."""
        if len(self.plans) == 1:
            return self.plans[0].to_dict()
        return {
            "apiVersion": "dslint.dev/v1",
            "kind": "PlanList",
            "kubernetesVersions": list(self.kubernetes_versions),
            "items": [{**plan.to_dict(), "kubernetesVersions": list(versions)} for versions, plan in self.merged()],
        }
