"""What linting a text came to, remembered from run to run by the text, its name and what was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.admission.pod_security.levels import PREFIX
from dslint.cache import Cache
from dslint.findings import Finding, LintReport, Note, ObjectRef, Origin, RelatedPlace, Severity, Span
from dslint.kubernetes.release import Release, reservations
from dslint.linting.inputs import Text
from dslint.policy.narrowing import merged

if TYPE_CHECKING:
    from dslint.linting.run import Run


Input = Text | Note | Mapping[str, Any]


class Remembered(NamedTuple):
    """What one text came to: the objects that were judged, what is said of them, and what was passed over."""

    documents: int
    findings: tuple[Finding, ...]
    skipped: tuple[Note, ...]


def lint_remembering(
    cache: Cache, inputs: Iterable[Input], releases: Sequence[Release], new_run: Callable[[], Run]
) -> LintReport:
    """As a run over the inputs, but only of texts that are not remembered; what they come to is, from then on."""
    known: dict[Text, Remembered] = {}
    unknown: list[Input] = []
    inputs = list(inputs)
    # Labels of a namespace in one text decide what is said of another.
    alone = not any(isinstance(one, Text) and PREFIX in one.text for one in inputs)
    for one in inputs:
        found = recall(cache, one) if alone and isinstance(one, Text) and one not in known else None
        if found is not None and isinstance(one, Text):
            known[one] = found
        else:
            unknown.append(one)
    remembered = _report_of(known, releases)
    if not unknown:
        return remembered
    run = new_run()
    for one in unknown:
        run.take(one)
    report = run.report()
    if alone:
        _remember_all(cache, run, report)
    return merged([remembered, report]) if known else report


def recall(cache: Cache, text: Text) -> Remembered | None:
    """What the text came to the last time; None where that is not known, or cannot be understood."""
    try:
        return _read(cache.get(*text))
    except (TypeError, ValueError, LookupError):
        return None


def _remember_all(cache: Cache, run: Run, report: LintReport) -> None:
    """What each text came to by itself, as far as names tell one from the other."""
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.file or "", []).append(finding)
    names = Counter(text.name for text, _ in run.taken)
    for text, gathered in run.taken:
        # What a suppression silences hangs on the day, and is counted: such texts are judged anew.
        if names[text.name] == 1 and "dslint" not in text.text:
            documents = sum(bool(subject.value) for subject in gathered.subjects)
            cache.put([documents, by_file.get(text.name, []), gathered.skipped], *text)


def _report_of(known: dict[Text, Remembered], releases: Sequence[Release]) -> LintReport:
    versions = tuple(map(str, releases))
    return LintReport(
        kubernetes_versions=versions,
        files=len(known),
        documents=sum(found.documents for found in known.values()),
        findings=tuple(
            sorted((finding for found in known.values() for finding in found.findings), key=attrgetter("order"))
        ),
        skipped=tuple(note for found in known.values() for note in found.skipped),
        remarks=reservations(versions),
        sources={text.name: text.text.removeprefix("\ufeff") for text in known},
    )


def _read(value: Any) -> Remembered | None:
    if value is None:
        return None
    documents, findings, skipped = value
    return Remembered(int(documents), tuple(map(_finding, findings)), tuple(Note(*note) for note in skipped))


def _finding(value: Sequence[Any]) -> Finding:
    finding = Finding(*value)
    return finding._replace(
        severity=Severity(finding.severity),
        origin=Origin(finding.origin),
        object=ObjectRef(*finding.object) if finding.object is not None else None,
        path=tuple(finding.path),
        span=_span(finding.span),
        related=tuple(RelatedPlace(message, _span(span)) for message, span in finding.related),
        kubernetes_versions=tuple(finding.kubernetes_versions),
    )


def _span(value: Iterable[int] | None) -> Span | None:
    return None if value is None else Span(*value)
