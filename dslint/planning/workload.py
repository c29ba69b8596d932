"""A workload to plan: an object that the API server accepts, or the errors with which it rejects it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from dslint.findings import FieldPath, Finding, ObjectRef, Span
from dslint.kubernetes.release import Release
from dslint.plans import Reason, SourceLine, WorkloadPlan

NOT_ADMITTED = "DS801"
DENIED_BY_POLICY = "DS710"
NOT_CHECKED = "DS713"
PODS_DENIED = "DS730"
DENIED = "AdmissionPolicy"
"""The code of a reason: an admission policy of the cluster denies the object."""

PLANNED_KINDS = frozenset({"DaemonSet", "Pod"})

Key = tuple[str, str, str]
"""What makes it the same object in an older version of the manifest: kind, namespace, name."""

Places = Callable[[FieldPath], Span | None]
"""The place of an object's path in its text; None for an object without text."""


def _nowhere(_path: FieldPath) -> Span | None:
    return None


class Workload(NamedTuple):
    """`value` is the object after decoding and defaulting, empty where it could not be read.

    With `rejected` errors nothing is placed, and parts of the value may be missing. `notes` say which fields of
    the manifest the API server drops.
    """

    ref: ObjectRef
    value: Mapping[str, Any] = MappingProxyType({})
    rejected: tuple[Finding, ...] = ()
    file: str | None = None
    span: Places = _nowhere
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, value: dict[str, Any]) -> Workload:
        return cls(ObjectRef.of(value), value)

    @property
    def key(self) -> Key:
        return (self.ref.kind, self.ref.namespace or "default", self.ref.name)

    def rejected_plan(self, rejections: Sequence[Reason], release: Release) -> WorkloadPlan:
        """The plan of an object that admission rejects: it is not created."""
        codes = {DENIED: DENIED_BY_POLICY}
        found = (
            self.finding(codes.get(one.code, NOT_ADMITTED), one.message, one.path or ())._replace(
                kubernetes_versions=(str(release),)
            )
            for one in rejections
        )
        return WorkloadPlan(self.ref, rejected=tuple(found))

    def finding(self, code: str, message: str, path: FieldPath = (), line: SourceLine | None = None) -> Finding:
        """A finding of a rule at a path of the manifest, or at a line of any file, if that is known."""
        from dslint.policy import catalogue

        rule = catalogue.rule(code)
        file, span = self.file, self.span(path)
        if line is not None and (span is None or line != SourceLine(file or "", span.line)):
            file, span = line.file, Span(line.line, 1, line.line, 1)
        return Finding(
            code=code,
            name=rule.name,
            severity=rule.severity,
            origin=rule.origin,
            message=message,
            object=self.ref,
            field="",
            path=path,
            file=file,
            span=span,
            help=rule.help,
        )

    def line(self, path: FieldPath | None) -> SourceLine | None:
        """The line of a path in the manifest."""
        span = self.span(path) if path is not None and self.file else None
        return SourceLine(self.file or "", span.line) if span else None
