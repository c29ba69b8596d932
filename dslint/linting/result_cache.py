"""What linting a text came to, remembered from run to run.

An entry hangs on the text, its name and what was asked. It says under which context its findings hold: what other
texts of the run decide of them. It also says what of the text decides what is said of others, so that a run that
recalls it judges the others as if it had been read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.cache import Cache
from dslint.findings import Finding, LintReport, Note, ObjectRef, Origin, RelatedPlace, Rule, Severity, Span
from dslint.kubelet.duplicate_agents import Agent
from dslint.kubernetes.release import Release, reservations
from dslint.linting.cross_file_context import Influence, context_of
from dslint.source.inputs import Skipped, Text, shown

if TYPE_CHECKING:
    from dslint.linting.run import Run, Taken


Input = Text | Note | Skipped | Mapping[str, Any]

_PLAIN = (str, int, float, bool, type(None))
"""Labels of other types are read as no text says them, and JSON would lose that."""


class CachedResult(NamedTuple):
    """What one text came to: the objects that were judged, what is said of them, and what was passed over."""

    context: str
    documents: int
    findings: tuple[Finding, ...]
    skipped: tuple[Note, ...]
    influence: Influence


Known = dict[str, CachedResult]
"""By the names of texts."""


def lint_cached(
    cache: Cache,
    inputs: Iterable[Input],
    releases: Sequence[Release],
    new_run: Callable[[], Run],
    rules: Mapping[str, Rule],
) -> LintReport:
    """As a run over the inputs, but only of texts that are not remembered; what they come to is, from then on."""
    inputs = list(inputs)
    names = Counter(one.name for one in inputs if isinstance(one, Text))
    known: Known = {}
    for one in inputs:
        # Places in texts of one name, or of none, are not told apart.
        found = cached_report(cache, one) if isinstance(one, Text) and one.name and names[one.name] == 1 else None
        if found is not None and isinstance(one, Text):
            known[one.name] = found
    if len(known) == len(inputs):
        _forget(known, _context(known.values()))
        if len(known) == len(inputs):
            return _report_of([(one, known[one.name]) for one in inputs if isinstance(one, Text)], releases, rules)
    run = _taken(inputs, known, new_run)
    report = run.report()
    alone = [one for one in run.taken if one.text.name and names[one.text.name] == 1 and _lasts(one)]
    _remember(cache, alone, run)
    return report


def cached_report(cache: Cache, text: Text) -> CachedResult | None:
    """What the text came to the last time; None where that is not known, or cannot be understood."""
    try:
        return _read(cache.get(*text))
    except (TypeError, ValueError, LookupError):
        return None


def _forget(known: Known, context: str) -> bool:
    """Take away what was found under another context; whether there was any."""
    stale = [name for name, remembered in known.items() if remembered.context != context]
    for name in stale:
        del known[name]
    return bool(stale)


def _context(known: Iterable[CachedResult]) -> str:
    namespaces: dict[str, Mapping[str, Any]] = {}
    for remembered in known:
        namespaces.update(remembered.influence.namespaces)
    return context_of(namespaces)


def _taken(inputs: Sequence[Input], known: Known, new_run: Callable[[], Run]) -> Run:
    """A run that has taken all inputs, in their order; what turns out to be stale is judged anew."""
    run = _all_taken(inputs, known, new_run())
    return _all_taken(inputs, known, new_run()) if _forget(known, context_of(run.namespaces)) else run


def _all_taken(inputs: Sequence[Input], known: Known, run: Run) -> Run:
    for one in inputs:
        if isinstance(one, Text) and one.name in known:
            run.recall(one, known[one.name])
        else:
            run.take(one)
    return run


def _lasts(taken: Taken) -> bool:
    labels = (label for found in taken.influence.namespaces.values() for label in found.values())
    return taken.stands_alone and all(isinstance(label, _PLAIN) for label in labels)


def _remember(cache: Cache, texts: Iterable[Taken], run: Run) -> None:
    found: dict[str | None, list[Finding]] = {}
    for finding in run.judged:
        found.setdefault(finding.file, []).append(finding)
    context = context_of(run.namespaces)
    for text, gathered, influence in texts:
        documents = sum(bool(subject.value) for subject in gathered.subjects)
        cache.put([context, documents, found.get(text.name, []), gathered.skipped, *influence], *text)


def _report_of(
    known: Sequence[tuple[Text, CachedResult]], releases: Sequence[Release], rules: Mapping[str, Rule]
) -> LintReport:
    versions = tuple(map(str, releases))
    findings = (finding for _, found in known for finding in found.findings)
    return LintReport(
        kubernetes_versions=versions,
        files=len(known),
        documents=sum(found.documents for _, found in known),
        findings=tuple(sorted(findings, key=attrgetter("order"))),
        skipped=tuple(note for _, found in known for note in found.skipped),
        remarks=reservations(versions),
        sources={text.name: shown(text) for text, _ in known},
        rules=rules,
    )


def _read(value: Any) -> CachedResult | None:
    if value is None:
        return None
    context, documents, findings, skipped, namespaces, agents = value
    return CachedResult(
        context,
        documents,
        tuple(map(_finding, findings)),
        tuple(Note(*note) for note in skipped),
        Influence(namespaces, tuple(Agent(name, tuple(images)) for name, images in agents)),
    )


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
