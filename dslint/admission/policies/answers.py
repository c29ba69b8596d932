"""What the policies of a cluster answer to a request.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/dispatcher.go.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from dslint.admission.policies.cel.outcomes import Reading
from dslint.findings import FieldPath


class Action(str, Enum):
    """What follows from an answer; UNCHECKED is dslint's own: the server's answer is not known."""

    DENY = "Deny"
    WARN = "Warn"
    AUDIT = "Audit"
    UNCHECKED = "Unchecked"


class Answer(NamedTuple):
    """An answer of a policy with one of its bindings; the binding is "" where the policy itself cannot be used.

    `message` is what follows the names of policy and binding, `reason` that of the server's status. `path` leads to the
    expression in the policy; `readings` are what it read, deepest first. `parameter` names the object that the policy
    was asked with.
    """

    policy: str
    binding: str
    action: Action
    message: str
    reason: str = "Invalid"
    path: FieldPath = ("spec",)
    readings: tuple[Reading, ...] = ()
    parameter: str = ""

    @property
    def sentence(self) -> str:
        """The server's own words, as an error or a warning has them; dslint's own of what could not be checked."""
        binding = f" with binding '{self.binding}'" if self.binding else ""
        names = f"ValidatingAdmissionPolicy '{self.policy}'{binding}"
        if self.action is Action.UNCHECKED:
            return f"{names} could not be checked: {self.message}"
        if self.action is Action.DENY:
            return f"{names} denied request: {self.message}"
        return f"Validation failed for {names}: {self.message}"
