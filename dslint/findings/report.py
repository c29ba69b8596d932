"""Findings with their place in the text, and the report of one run of lint."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, cast

from dslint.findings.folding import Bundle, Folded
from dslint.findings.json_form import json_form, json_keys
from dslint.findings.places import RelatedPlace, Span
from dslint.findings.problems import UNCHECKED, FieldPath, Fix, ObjectRef, Origin, Rule, Severity, json_pointer

if TYPE_CHECKING:
    from dslint.findings.json_types import LintReportDict, LintReportSummaryDict


@json_keys(
    *("code", "name", "severity", "origin", "message", "object", "field", "pointer", "file"),
    *("line", "column", "end_line", "end_column", "related", "kubernetes_versions", "help", "fix", "new_form_since"),
    *("folded", "label", "more"),
    optional=("folded",),
    unless_empty=("new_form_since", "label", "more"),
)
class Finding(NamedTuple):
    """A problem with its place in the text, as reports show it.

    `kubernetes_versions` are those that have the problem, ascending. `span` is None for an object without a text.
    The paths of `fix` start at the top of the document, as `path` does. `object_number` distinguishes the objects of a
    file. `bundle` and `folded` tell how the finding may be shown together with others, and for which others it stands.
    `new_form_since` is the first version that takes what a fix would write, also if that is too new for a fix.
    `label` says in a few words what is at the span. `more` is the number of findings like this one, in the same object,
    that are not told.
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
    fix: Fix | None = None
    object_number: int = 0
    bundle: Bundle | None = None
    folded: Folded | None = None
    new_form_since: str = ""
    label: str = ""
    more: int = 0

    @property
    def total(self) -> int:
        """The number of findings that it stands for."""
        return 1 + self.more

    def __str__(self) -> str:
        """`ds.yaml:14:9: error[DS231 selector-mismatch]: spec.template.metadata.labels: Invalid value: …`."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        parts = place, f"{self.severity.value}[{self.code} {self.name}]", self.field, self.message
        return ": ".join(filter(None, parts))

    @property
    def order(self) -> tuple[str, int, int, str]:
        """A key to sort by file, line, column and code; findings without a place keep their order."""
        if self.span is None:
            return self.file or "", 0, 0, ""
        return self.file or "", self.span.line, self.span.column, self.code

    @property
    def pointer(self) -> str:
        return json_pointer(self.path)

    @property
    def line(self) -> int | None:
        return self.span.line if self.span else None

    @property
    def column(self) -> int | None:
        return self.span.column if self.span else None

    @property
    def end_line(self) -> int | None:
        return self.span.end_line if self.span else None

    @property
    def end_column(self) -> int | None:
        return self.span.end_column if self.span else None


class StaticPod(NamedTuple):
    """A file of the manifest folder of a kubelet: the pod that it defines, or the kubelet's error."""

    file: str
    name: str | None
    namespace: str | None
    accepted: bool
    error: str | None
    tolerations: tuple[str, ...] = ()


class Note(NamedTuple):
    """An input that was skipped or could not be read: a template, an object of another kind, an unreadable file.

    `kind` is the kind of a skipped object, else empty.
    """

    file: str
    line: int | None
    message: str
    kind: str = ""


class Silencer(str, Enum):
    """What hides findings from a report, or keeps them from failing the run."""

    CONFIGURATION = "configuration"
    COMMENT = "comment"
    ANNOTATION = "annotation"
    BASELINE = "baseline"
    PROFILE = "profile"
    SEVERITY = "severity"
    FAIL_ON = "failOn"
    EXCLUDE = "exclude"

    @property
    def hides(self) -> bool:
        """Whether it hides findings. With SEVERITY and FAIL_ON they are shown; EXCLUDE counts files."""
        return self not in (Silencer.SEVERITY, Silencer.FAIL_ON, Silencer.EXCLUDE)


@json_keys("by", "file", "number", renamed={"number": "count"})
class Silenced(NamedTuple):
    """The number of findings that a silencer in a file affects, or of files that EXCLUDE skips.

    `file` is "" for an annotation of an object without a text. A PROFILE is one that the configuration declares.
    """

    by: Silencer
    file: str
    number: int


def added_up(silenced: Iterable[Silenced]) -> tuple[Silenced, ...]:
    """The sum for each silencer in each file, sorted by silencer and file."""
    counts: Counter[tuple[Silencer, str]] = Counter()
    for one in silenced:
        counts[one.by, one.file] += one.number
    order = list(Silencer)
    ordered = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return tuple(Silenced(*key, count) for key, count in ordered if count)


class Fixed(NamedTuple):
    """How many findings were fixed, and in which files."""

    findings: int
    files: tuple[str, ...]


_FURTHER_COUNTS = ("unchecked", "folded", "fixable", "unsafelyFixable", "fixed", "fixedFiles")
"""Numbers of the summary that are only shown if there are any."""


@json_keys(
    *("kubernetes_versions", "files", "documents", "findings", "skipped", "unreadable", "remarks", "summary"),
    "static_pods",
    optional=("static_pods",),
)
class LintReport(NamedTuple):
    """All findings of one run, sorted by file, line, column and code.

    `documents` is the number of objects that were checked. `skipped` are templates, patches, values, objects of other
    kinds, documents that are not objects, and placeholders; `unreadable` are inputs that could not be read (exit code
    3). `suppressed` is the number of findings hidden by suppressions and baselines; `silenced` has the numbers of each
    silencer, including the configuration. `sources` are the texts by file name, for reports that show them. `remarks`
    are sentences about the whole run. `rules` are the user's own, by code. `fixed` is what --fix has done.
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
    sources: Mapping[str, str] = {}
    rules: Mapping[str, Rule] = {}
    silenced: tuple[Silenced, ...] = ()
    fixed: Fixed | None = None

    def without(self, findings: Sequence[Finding], silenced: Iterable[Silenced]) -> "LintReport":
        """The report with only these findings; `silenced` says what hides the others."""
        added = tuple(silenced)
        return self._replace(
            findings=tuple(findings),
            suppressed=self.suppressed + sum(one.number for one in added if one.by.hides),
            silenced=added_up((*self.silenced, *added)),
        )

    def without_fixes(self, files: Container[str] | None = None) -> "LintReport":
        """The report without the fixes of files that nobody can change; None stands for all files."""
        found = (
            finding._replace(fix=None) if finding.fix and (files is None or finding.file in files) else finding
            for finding in self.findings
        )
        return self._replace(findings=tuple(found))

    def count(self, severity: Severity) -> int:
        """The number of findings of this severity, also of those that are not told."""
        return sum(finding.total for finding in self.findings if finding.severity is severity)

    def reaches(self, threshold: Severity) -> bool:
        """Whether any finding is at or above the threshold."""
        return any(finding.severity.reaches(threshold) for finding in self.findings)

    @property
    def unchecked(self) -> int:
        """The number of findings that say what could not be checked."""
        return sum(finding.total for finding in self.findings if finding.code in UNCHECKED)

    @property
    def fixable(self) -> tuple[int, int]:
        """The numbers of findings with a safe fix, and with one that is not."""
        numbers = Counter({True: 0, False: 0})
        for finding in self.findings:
            if finding.fix:
                numbers[finding.fix.safe] += finding.total
        return numbers[True], numbers[False]

    @property
    def folded(self) -> int:
        """The number of findings that other findings stand for."""
        return sum(finding.folded.count for finding in self.findings if finding.folded)

    @property
    def summary(self) -> "LintReportSummaryDict":
        """The numbers of findings by severity, and of those that are folded, fixable, fixed or silenced."""
        counts = {severity.value: self.count(severity) for severity in Severity} | {"suppressed": self.suppressed}
        fixed = (self.fixed.findings, len(self.fixed.files)) if self.fixed else (0, 0)
        further = zip(_FURTHER_COUNTS, (self.unchecked, self.folded, *self.fixable, *fixed), strict=True)
        counts.update((name, number) for name, number in further if number)
        silenced = {"silenced": json_form(self.silenced)} if self.silenced else {}
        return cast("LintReportSummaryDict", {**counts, **silenced})

    def to_dict(self) -> "LintReportDict":
        """The report as the JSON that schemas/lint-report.schema.json describes.

        `line` and `column` count from 1, columns in code points; `endColumn` is the first one behind the finding.
        """
        return cast("LintReportDict", {"apiVersion": "dslint.dev/v1", "kind": "LintReport", **json_form(self)})
