"""The cache of lint results, one entry a text.

The key of an entry is the text, its name and the options of the run. The entry has the key of the context in which its
findings are valid, because other texts of a run can change them. It also has the context that the text itself gives to
other texts, so that they are checked as if this one had been read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.cache import Cache, Memory
from dslint.findings import (
    Bundle,
    Edit,
    Finding,
    Fix,
    LintReport,
    Note,
    ObjectRef,
    Operation,
    Origin,
    RelatedPlace,
    Rule,
    Severity,
    Span,
    TextEdit,
)
from dslint.kubelet.duplicate_agents import Agent
from dslint.kubernetes.release import Release, remarks_on
from dslint.linting.cross_file_context import CrossFileContext, Neighbours, context_key
from dslint.linting.text_check import TextResult, is_storable
from dslint.source.inputs import FoundText, Skipped, Text, shown

if TYPE_CHECKING:
    from dslint.linting.run import Run


Input = Text | Note | Skipped | Mapping[str, Any]


class CachedResult(NamedTuple):
    """The result of one text, and the key of the context in which its findings are valid."""

    context_key: str
    result: TextResult


class Entries(NamedTuple):
    """The entries of a cache. What is around a text decides with it what its result is."""

    cache: Cache | Memory
    neighbours: Neighbours

    def key(self, text: Text) -> tuple[str, ...]:
        """What the result of a text depends on: name and text, what its file is for, and whether it was found."""
        role = self.neighbours.role(text.name)
        return text.name, text.text, role.value if role else "", "found" if isinstance(text, FoundText) else ""


Results = dict[str, CachedResult]
"""Cached results by the names of their texts."""


def lint_with_cache(  # noqa: PLR0913 - all that a result depends on
    folder: Path | Memory,
    neighbours: Neighbours,
    inputs: Iterable[Input],
    releases: Sequence[Release],
    new_run: Callable[[], Run],
    *,
    further: str,
    rules: Mapping[str, Rule],
    early: bool = False,
) -> LintReport:
    """As `lint_cached`, with the cache in a folder. `further` are the settings of the run beside its releases.

    A memory is for one set of settings.
    """
    settings = repr([(str(release), sorted(release.gates.items())) for release in releases])
    cache = folder if isinstance(folder, Memory) else Cache(folder, settings, further)
    return lint_cached(Entries(cache, neighbours), inputs, releases, new_run, rules, early=early)


def lint_cached(
    entries: Entries,
    inputs: Iterable[Input],
    releases: Sequence[Release],
    new_run: Callable[[], Run],
    rules: Mapping[str, Rule],
    *,
    early: bool = False,
) -> LintReport:
    """The report of a run over the inputs. Texts with a valid entry are not read; the others get one.

    `early` tells that somebody wants the findings of each file before the report: only a run tells them.
    """
    inputs = list(inputs)
    cached = _cached(entries, inputs)
    if len(cached) == len(inputs) and not early:
        _drop_stale(cached, _context_key(cached.values()))
        if len(cached) == len(inputs):
            return _report_of(
                [(one, cached[one.name].result) for one in inputs if isinstance(one, Text)], releases, rules
            )
    run = new_run()
    run.look_ahead(inputs, {name: one.result for name, one in cached.items()})
    context = context_key(run.text_check.namespaces)
    _drop_stale(cached, context)
    run.on_result = lambda text, result: _store(entries, text, result, context)
    run.add_all(inputs, {name: one.result for name, one in cached.items()})
    return run.report()


def _cached(entries: Entries, inputs: Sequence[Input]) -> Results:
    names = Counter(one.name for one in inputs if isinstance(one, Text))
    cached: Results = {}
    for one in inputs:
        # Positions in two texts with the same name, or without one, could be mixed up.
        found = cached_result(entries, one) if isinstance(one, Text) and one.name and names[one.name] == 1 else None
        if found is not None and isinstance(one, Text):
            cached[one.name] = found
    return cached


def cached_result(entries: Entries, text: Text) -> CachedResult | None:
    """The stored result of a text; None if there is none, or it cannot be read.

    Bytes that are not UTF-8 are not stored: the text does not tell which they were.
    """
    if text.data:
        return None
    try:
        return _read(entries.cache.get(*entries.key(text)))
    except (TypeError, ValueError, LookupError):
        return None


def _drop_stale(cached: Results, context: str) -> None:
    """Drop the results of another context."""
    for name in [name for name, one in cached.items() if one.context_key != context]:
        del cached[name]


def _context_key(results: Iterable[CachedResult]) -> str:
    namespaces: dict[str, Mapping[str, Any]] = {}
    for one in results:
        namespaces.update(one.result.context.namespaces)
    return context_key(namespaces)


def _store(entries: Entries, text: Text, result: TextResult, context: str) -> None:
    if is_storable(text, result):
        value = [context, result.documents, result.findings, result.skipped, *result.context]
        entries.cache.put(value, *entries.key(text))


def _report_of(
    results: Sequence[tuple[Text, TextResult]], releases: Sequence[Release], rules: Mapping[str, Rule]
) -> LintReport:
    versions = tuple(map(str, releases))
    findings = (finding for _, found in results for finding in found.findings)
    return LintReport(
        kubernetes_versions=versions,
        files=len(results),
        documents=sum(found.documents for _, found in results),
        findings=tuple(sorted(findings, key=attrgetter("order"))),
        skipped=tuple(note for _, found in results for note in found.skipped),
        remarks=remarks_on(releases),
        sources={text.name: shown(text) for text, _ in results},
        rules=rules,
    )


def _read(value: Any) -> CachedResult | None:
    if value is None:
        return None
    key, documents, findings, skipped, namespaces, agents = value
    context = CrossFileContext(namespaces, tuple(Agent(name, tuple(images)) for name, images in agents))
    notes = tuple(Note(*note) for note in skipped)
    return CachedResult(key, TextResult(documents, tuple(map(_finding, findings)), notes, context))


def _finding(value: Sequence[Any]) -> Finding:
    finding = Finding(*value)
    return finding._replace(
        severity=Severity(finding.severity),
        origin=Origin(finding.origin),
        object=ObjectRef(*finding.object) if finding.object is not None else None,
        path=tuple(finding.path),
        span=_span(finding.span),
        related=tuple(RelatedPlace(message, _span(span)) for message, span, *_ in finding.related),
        kubernetes_versions=tuple(finding.kubernetes_versions),
        bundle=Bundle(*finding.bundle) if finding.bundle is not None else None,
        fix=_fix(*finding.fix) if finding.fix is not None else None,
    )


def _fix(summary: str, edits: Iterable[Sequence[Any]], text_edits: Iterable[Sequence[Any]], *further: Any) -> Fix:
    """The fix of a stored finding; what it changes of the text is computed anew."""
    made = tuple(Edit(Operation(operation), tuple(path), *rest) for operation, path, *rest in edits)
    return Fix(summary, made, tuple(TextEdit(*edit) for edit in text_edits), *further[:2])


def _span(value: Iterable[int] | None) -> Span | None:
    return None if value is None else Span(*value)
