"""What is planned of one workload, of a static pod, and whether an expectation holds."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath, Finding, ObjectRef, Severity
from dslint.plans.placements import Explanation, Placement, SourceLine
from dslint.plans.rollouts import Rollout


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

    def to_dict(self) -> dict[str, Any]:
        document = {
            "name": self.name,
            "passed": self.passed,
            "message": self.message,
            "workload": self.workload,
            "code": self.code,
            "source": self.source.to_dict() if self.source else None,
        }
        if self.severity:
            document["severity"] = self.severity.value
        if self.silenced:
            document["silenced"] = self.silenced
        return document
