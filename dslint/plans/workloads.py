"""What is planned of one workload, of a static pod, and whether an expectation holds."""

from __future__ import annotations

from typing import NamedTuple

from dslint.findings import FieldPath, Finding, ObjectRef, Severity, json_keys
from dslint.plans.placements import Explanation, Placement, SourceLine
from dslint.plans.rollouts import Rollout


@json_keys(
    *("ref", "rejected", "desired", "bound", "pending", "placement", "rollout", "notes", "explanations"),
    unless_empty=("explanations",),
)
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


@json_keys(
    *("name", "passed", "message", "workload", "code", "source", "severity", "silenced"),
    unless_empty=("severity", "silenced"),
)
class Expectation(NamedTuple):
    """An expectation and whether the plan meets it.

    `code` names the rule that a failed one is a finding of, `path` the part of the manifest that decides it. The
    configuration may give it another `severity` than the rule's, or silence it: `silenced` is then its file.
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
        """Whether there is something to say of it."""
        return not self.passed and not self.silenced
