"""A workload to plan: an object that the API server takes, or what it has against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dslint.findings import Finding, ObjectRef

PLANNED_KINDS = frozenset({"DaemonSet", "Pod"})

Key = tuple[str, str, str]
"""What makes it the same object in an older version of the manifest: kind, namespace, name."""


@dataclass(frozen=True, slots=True)
class Workload:
    """`value` is the object after decoding and defaulting. With `rejected` errors nothing is placed."""

    ref: ObjectRef
    value: dict[str, Any] = field(default_factory=dict)
    rejected: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, value: dict[str, Any], rejected: tuple[Finding, ...] = ()) -> Workload:
        return cls(ObjectRef.of(value), value, rejected)

    @property
    def key(self) -> Key:
        return (self.ref.kind, self.ref.namespace or "default", self.ref.name)
