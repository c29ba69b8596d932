"""A workload to plan: an object that the API server takes, or what it has against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dslint.findings import Finding, ObjectRef, Path
from dslint.plans import SourceLine

PLANNED_KINDS = frozenset({"DaemonSet", "Pod"})

Key = tuple[str, str, str]
"""What makes it the same object in an older version of the manifest: kind, namespace, name."""


@dataclass(frozen=True, slots=True)
class Workload:
    """`value` is the object after decoding and defaulting. With `rejected` errors nothing is placed.

    `places` tells where a path of it stands in its manifest; None where it came without text.
    """

    ref: ObjectRef
    value: dict[str, Any] = field(default_factory=dict)
    rejected: tuple[Finding, ...] = ()
    places: Callable[[Path], SourceLine | None] = field(default=lambda _path: None)

    @classmethod
    def of(cls, value: dict[str, Any]) -> Workload:
        return cls(ObjectRef.of(value), value)

    @property
    def key(self) -> Key:
        return (self.ref.kind, self.ref.namespace or "default", self.ref.name)
