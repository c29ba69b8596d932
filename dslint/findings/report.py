"""Findings: problems at their places in the text, and the report of a lint run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, NamedTuple

from dslint.findings.problems import FieldPath, ObjectRef, Origin, Rule, Severity


class Span(NamedTuple):
    """A range of text. Lines and columns count from 1, in code points; `end_column` is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class RelatedPlace(NamedTuple):
    """A Related at its place in the text; `span` is None for an object without text."""

    message: str
    span: Span | None

    def to_dict(self) -> dict[str, Any]:
        span = self.span
        return {
            "message": self.message,
            "line": span.line if span else None,
            "column": span.column if span else None,
        }


class Finding(NamedTuple):
    """A problem at its place in the text: what a report shows.

    `kubernetes_versions` are the versions with the problem, ascending. `span` is None for an object without text.
    """

    code: str
    name: str
    severity: Severity
    origin: Origin
    message: str
    object: ObjectRef | None
    field: str
    path: FieldPath
    file: str | None
    span: Span | None
    related: tuple[RelatedPlace, ...] = ()
    kubernetes_versions: tuple[str, ...] = ()
    help: str | None = None
    fix: dict[str, Any] | None = None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """The sort key: file, line, column, code. Findings without a place keep their order."""
        if self.span is None:
            return self.file or "", 0, 0, ""
        return self.file or "", self.span.line, self.span.column, self.code

    @property
    def pointer(self) -> str:
        """The path as an RFC 6901 JSON Pointer."""
        return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in self.path)

    def to_dict(self) -> dict[str, Any]:
        span = self.span
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "origin": self.origin.value,
            "message": self.message,
            "object": self.object.to_dict() if self.object else None,
            "field": self.field,
            "pointer": self.pointer,
            "file": self.file,
            "line": span.line if span else None,
            "column": span.column if span else None,
            "endLine": span.end_line if span else None,
            "endColumn": span.end_column if span else None,
            "related": [place.to_dict() for place in self.related],
            "kubernetesVersions": list(self.kubernetes_versions),
            "help": self.help,
            "fix": self.fix,
        }


class StaticPod(NamedTuple):
    """The static pod that the kubelet reads from a file of its manifest folder.

    `error` is the kubelet's own. `tolerations` are written as `key:operator:effect`.
    """

    file: str
    name: str | None
    namespace: str | None
    accepted: bool
    error: str | None
    tolerations: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "name": self.name,
            "namespace": self.namespace,
            "accepted": self.accepted,
            "error": self.error,
            "tolerations": list(self.tolerations),
        }


class Note(NamedTuple):
    """Something skipped: a template, an object of another kind, an unreadable file.

    `kind` is the kind of an object that dslint does not check, otherwise empty.
    """

    file: str
    line: int | None
    message: str
    kind: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "message": self.message, "kind": self.kind}


class Silencer(str, Enum):
    """What hides findings, or keeps them from failing the run."""

    CONFIGURATION = "configuration"
    COMMENT = "comment"
    ANNOTATION = "annotation"
    BASELINE = "baseline"
    SEVERITY = "severity"
    FAIL_ON = "failOn"
    EXCLUDE = "exclude"

    @property
    def hides(self) -> bool:
        """Whether the findings are hidden. SEVERITY and FAIL_ON show them; EXCLUDE counts files."""
        return self in (Silencer.CONFIGURATION, Silencer.COMMENT, Silencer.ANNOTATION, Silencer.BASELINE)


class Silenced(NamedTuple):
    """The number of findings that a silencer in a file affected; for EXCLUDE, the number of files excluded.

    `file` is "" for an annotation of an object without text.
    """

    by: Silencer
    file: str
    number: int

    def to_dict(self) -> dict[str, Any]:
        return {"by": self.by.value, "file": self.file, "count": self.number}


def added_up(silenced: Iterable[Silenced]) -> tuple[Silenced, ...]:
    """The sum of each silencer and file, sorted by silencer and file."""
    counts: Counter[tuple[Silencer, str]] = Counter()
    for one in silenced:
        counts[one.by, one.file] += one.number
    order = list(Silencer)
    ordered = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return tuple(Silenced(*key, count) for key, count in ordered if count)


@dataclass(frozen=True, slots=True)
class LintReport:
    """All findings of one run, sorted by file, line, column and code.

    `documents` counts the Kubernetes objects that were checked. `skipped` are templates, other kinds and documents
    that are not objects; `unreadable` are inputs that could not be read (exit code 3). `suppressed` counts the
    findings hidden by suppressions or a baseline; `silenced` lists every silencer, the configuration included.
    `sources` maps file names to their text, for reports that quote it. `remarks` are sentences about the whole run.
    `rules` are the user's own rules, by code.
    """

    kubernetes_versions: tuple[str, ...]
    files: int
    documents: int
    findings: tuple[Finding, ...]
    suppressed: int = 0
    skipped: tuple[Note, ...] = ()
    unreadable: tuple[Note, ...] = ()
    static_pods: tuple[StaticPod, ...] | None = None
    remarks: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    silenced: tuple[Silenced, ...] = ()

    def without(self, findings: Sequence[Finding], silenced: Iterable[Silenced]) -> LintReport:
        """The report with these findings only; `silenced` accounts for the others."""
        added = tuple(silenced)
        return replace(
            self,
            findings=tuple(findings),
            suppressed=self.suppressed + sum(one.number for one in added if one.by.hides),
            silenced=added_up((*self.silenced, *added)),
        )

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    def reaches(self, threshold: Severity) -> bool:
        """Whether any finding is as severe as the threshold, or more."""
        return any(finding.severity.reaches(threshold) for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON; schemas/lint-report.schema.json describes it."""
        summary: dict[str, Any] = {severity.value: self.count(severity) for severity in Severity}
        summary["suppressed"] = self.suppressed
        if self.silenced:
            summary["silenced"] = [one.to_dict() for one in self.silenced]
        document: dict[str, Any] = {
            "apiVersion": "dslint.dev/v1",
            "kind": "LintReport",
            "kubernetesVersions": list(self.kubernetes_versions),
            "files": self.files,
            "documents": self.documents,
            "findings": [finding.to_dict() for finding in self.findings],
            "skipped": [note.to_dict() for note in self.skipped],
            "unreadable": [note.to_dict() for note in self.unreadable],
            "remarks": list(self.remarks),
            "summary": summary,
        }
        if self.static_pods is not None:
            document["staticPods"] = [pod.to_dict() for pod in self.static_pods]
        return document
