"""What dslint says of a manifest: a Problem by path, a Finding by place in the text, a report of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Literal, NamedTuple

FieldPath = tuple[str | int, ...]
"""The way to a value inside a document: keys of maps and indices of lists, from the top."""


class Severity(str, Enum):
    """How bad a finding is. ERROR is what the API server or the kubelet refuses, and worse."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst; sorts findings and decides --fail-on."""
        return _RANKS[self]

    def reaches(self, threshold: Severity) -> bool:
        return self.rank <= threshold.rank


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Origin(str, Enum):
    """Who says it."""

    READER = "reader"
    SCHEMA = "schema"
    API_SERVER = "api-server"
    API_WARNING = "api-warning"
    KUBELET = "kubelet"
    TRAP = "trap"
    POLICY = "policy"
    SUPPRESSION = "suppression"


REFUSING = frozenset({Origin.READER, Origin.SCHEMA, Origin.API_SERVER})
"""Origins whose errors mean that the API server does not take the object."""


class Rule(NamedTuple):
    """One thing dslint can say: an entry of rules/. `help` is what to do, where a problem does not say it better."""

    code: str
    name: str
    summary: str
    severity: Severity
    origin: Origin
    help: str

    def to_dict(self) -> dict[str, str]:
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "origin": self.origin.value,
            "summary": self.summary,
            "help": self.help,
        }


class Related(NamedTuple):
    """A second place that makes a problem understandable: the selector beside the label."""

    message: str
    path: FieldPath


class Problem(NamedTuple):
    """Something said of an object, by path and without knowledge of any text.

    `code` names the rule, which gives severity and origin. `path` leads to the value in the manifest as written
    (from the top of the object); where it does not exist, its nearest existing ancestor is shown. `at` tells whether
    the key or the value is meant. `field` and `message` are the server's own for what the server says: `message` is
    what follows `<field>: ` there. `help` is what to do, where the rule's own help does not say it well enough.
    """

    code: str
    message: str
    path: FieldPath = ()
    field: str = ""
    at: Literal["key", "value"] = "value"
    related: tuple[Related, ...] = ()
    help: str | None = None


class ObjectRef(NamedTuple):
    """Which object a finding or a plan is about, as far as the manifest tells."""

    api_version: str
    kind: str
    namespace: str
    name: str

    @classmethod
    def of(cls, value: Any) -> ObjectRef:
        """The reference of a manifest's value; parts that are missing or no text are empty."""
        top = value if isinstance(value, dict) else {}
        metadata = top.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        return cls(
            api_version=_text(top.get("apiVersion")),
            kind=_text(top.get("kind")),
            namespace=_text(metadata.get("namespace")),
            name=_text(metadata.get("name")) or _text(metadata.get("generateName")),
        )

    def to_dict(self) -> dict[str, str]:
        return {
            "apiVersion": self.api_version,
            "kind": self.kind,
            "namespace": self.namespace,
            "name": self.name,
        }

    def __str__(self) -> str:
        place = f"{self.namespace}/{self.name}" if self.namespace else self.name
        return f"{self.kind or 'object'} {place}".rstrip()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


class Span(NamedTuple):
    """A stretch of a text. Lines and columns count from 1, in code points; the end is exclusive in its column."""

    line: int
    column: int
    end_line: int
    end_column: int


class RelatedPlace(NamedTuple):
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
    """A problem put to its place: what a report shows.

    `kubernetes_versions` are those it holds for, ascending. `span` is None for an object that came without text.
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
        """Sorts by file, line, column and code; findings without a place stay as they came."""
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
    """What the kubelet makes of one file of its manifest folder."""

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
    """Something counted or passed over that is no finding: a template, another kind, an unreadable file.

    `kind` is that of an object which dslint does not judge, and empty for all else.
    """

    file: str
    line: int | None
    message: str
    kind: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "message": self.message, "kind": self.kind}


class Silencer(str, Enum):
    """What keeps findings out of a report, or keeps them from failing the run."""

    CONFIGURATION = "configuration"
    COMMENT = "comment"
    ANNOTATION = "annotation"
    BASELINE = "baseline"
    SEVERITY = "severity"
    FAIL_ON = "failOn"
    EXCLUDE = "exclude"

    @property
    def hides(self) -> bool:
        """Whether the findings are not shown. SEVERITY and FAIL_ON show them; EXCLUDE counts files."""
        return self in (Silencer.CONFIGURATION, Silencer.COMMENT, Silencer.ANNOTATION, Silencer.BASELINE)


class Silenced(NamedTuple):
    """How many findings one silencer in one file took effect on; of EXCLUDE, how many files it left out.

    `file` is "" for an annotation of an object that came without text.
    """

    by: Silencer
    file: str
    number: int

    def to_dict(self) -> dict[str, Any]:
        return {"by": self.by.value, "file": self.file, "count": self.number}


def added_up(silenced: Iterable[Silenced]) -> tuple[Silenced, ...]:
    """Each silencer of each file once, by silencer and file."""
    counts: Counter[tuple[Silencer, str]] = Counter()
    for one in silenced:
        counts[one.by, one.file] += one.number
    order = list(Silencer)
    ordered = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return tuple(Silenced(*key, count) for key, count in ordered if count)


@dataclass(frozen=True, slots=True)
class LintReport:
    """All findings of one run, sorted by file, line, column and code.

    `documents` counts the Kubernetes objects that were judged. `skipped` are templates, other kinds and what is no
    object; `unreadable` are inputs that could not be read at all (exit code 3). `suppressed` counts findings that a
    suppression or a baseline silenced; `silenced` says what silenced how many, the configuration included. `sources`
    maps a file's name to its text for reports that show it. `remarks` say, a sentence each, what holds for all of it.
    `rules` are the users' own, by code.
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
        """The report with these findings, and with what was silenced of the others."""
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
        """Whether any finding is at or above the threshold."""
        return any(finding.severity.reaches(threshold) for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The report as the JSON that schemas/lint-report.schema.json describes."""
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
