"""The plan of a workload and of a static pod, a workload that is left out, and whether an expectation is met."""

from __future__ import annotations

from typing import NamedTuple

from dslint.findings import FieldPath, Finding, ObjectRef, Severity, json_keys
from dslint.plans.placements import Explanation, Placement, SourceLine, State
from dslint.plans.rollouts import Rollout
from dslint.plans.verdicts import Level, Verdict


@json_keys(
    *("ref", "verdict", "rejected", "desired", "bound", "pending", "placement", "rollout", "notes", "explanations"),
    optional=("verdict",),
    unless_empty=("explanations",),
)
class WorkloadPlan(NamedTuple):
    """The placement and the rollout of one workload. With `rejected` findings nothing is placed.

    `explanations` are those of the requested nodes. `verdict` is None until the whole plan is known.
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
    verdict: Verdict | None = None

    @property
    def called(self) -> str:
        """`logging/agent`, as expectations name it."""
        return f"{self.ref.namespace or 'default'}/{self.ref.name}"

    @property
    def safe(self) -> Verdict:
        """The verdict if no finding is about it."""
        if self.ref.kind != "DaemonSet":
            return Verdict(Level.SAFE, f"{self.called} has a node")
        bound = [group for group in self.placement if group.state is State.BOUND and not group.never_ready]
        waiting = sum(group.number for group in bound if group.waits)
        nodes = sum(group.number for group in bound) - waiting
        down = f", waits for {waiting} that {'is' if waiting == 1 else 'are'} not ready" if waiting else ""
        return Verdict(Level.SAFE, f"{self.called} runs on {nodes} node{'' if nodes == 1 else 's'}{down}")


class StaticPodPlan(NamedTuple):
    """A static pod: its file, and where the kubelets that read it run it.

    `change` is added, changed, removed or unchanged if the folder is compared with an earlier one. `error` is the error
    of every kubelet for a file without a valid pod. `holds` are the resources and ports that the pod uses on each node:
    `cpu 100m`, `port 2379/TCP`.
    """

    ref: ObjectRef
    file: str
    change: str | None = None
    error: str | None = None
    placement: tuple[Placement, ...] = ()
    holds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@json_keys(
    *("name", "passed", "message", "workload", "code", "source", "severity", "silenced"),
    unless_empty=("severity", "silenced"),
)
class Expectation(NamedTuple):
    """An expectation and whether the plan meets it.

    `code` names the rule whose finding it is if it fails, `path` the part of the manifest that decides it. The
    configuration may give it a `severity` other than the rule's, or silence it: `silenced` is then that file's name.
    """

    name: str
    passed: bool
    message: str
    workload: str = ""
    code: str = ""
    path: FieldPath | None = None
    source: SourceLine | None = None
    severity: Severity | None = None
    silenced: str = ""

    @property
    def fails(self) -> bool:
        """Whether it counts as a failure."""
        return not self.passed and not self.silenced


class LeftOut(NamedTuple):
    """An object that runs now by `--from`, and that the new manifests do not have.

    `nodes` is the number of nodes where its pods run, `source` its place in what was given with --from. `kept_by` are
    the tools among those that prune that leave it, as an annotation of it asks.
    """

    ref: ObjectRef
    source: SourceLine | None
    nodes: int
    kept_by: tuple[str, ...] = ()
