"""An update that is to be planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.plans import SourceLine
from dslint.rollout import revisions
from dslint.rollout.existing_pods import NO_FAULTS, FaultInjection


@dataclass(frozen=True, slots=True)
class Change:
    """An update as it is applied. Both DaemonSets are defaulted; `old` is None where none is known.

    `pod` is the new template's pod after admission, not bound. `before` are the nodes by name as they were, where they
    change with the update. `line` finds the line of a path in the new manifest.
    """

    new: Mapping[str, Any]
    old: Mapping[str, Any] | None
    pod: Pod
    release: Release
    before: Mapping[str, Node]
    injected: FaultInjection = NO_FAULTS
    line: Callable[[FieldPath], SourceLine | None] | None = None

    @property
    def rolls(self) -> bool:
        """Whether present pods count as old."""
        return self.old is None or revisions.changed(self.old, self.new, self.release)
