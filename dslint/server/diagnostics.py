"""Findings as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from dslint.findings import Finding, LintReport, Note, RelatedPlace, Severity
from dslint.report.escapes import visible
from dslint.report.lint import wording
from dslint.server.open_text import OpenText
from dslint.server.positions import Positions
from dslint.source.file_search import absolute

SOURCE = "dslint"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_DEPRECATED = ("deprecated-", "obsolete-", "retired-", "stale-")
_UNNECESSARY = ("unused-", "redundant-", "dropped-duplicate-", "duplicate-key")
"""How the names of rules begin that are about what has a better form, and about what can go."""

_OURS = re.compile(r"""^[ \t-]*["']?kind["']?[ \t]*:[ \t]*["']?(?:DaemonSet|Pod)\b""", re.MULTILINE)


def diagnostics(text: OpenText, report: LintReport) -> list[types.Diagnostic]:
    """The findings of a text, and hints at what was not checked of its DaemonSets and Pods."""
    found = [diagnostic(finding, text, report) for finding in report.findings]
    if any(not note.kind for note in report.skipped) and _OURS.search(text.text):
        found += (_hint(note, text.positions) for note in report.skipped if not note.kind and note.line)
    return found


def diagnostic(finding: Finding, text: OpenText, report: LintReport) -> types.Diagnostic:
    return types.Diagnostic(
        range=text.positions.range(finding.span),
        message=message(finding, report),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        tags=list(_tags(finding)) or None,
        related_information=list(_related(finding, text)) or None,
    )


def failure(message: str) -> types.Diagnostic:
    """A diagnostic at the top of a text that cannot be checked."""
    error = types.DiagnosticSeverity.Error
    return types.Diagnostic(Positions("").range(None), f"not checked: {message}", error, source=SOURCE)


def message(finding: Finding, report: LintReport) -> str:
    """What is wrong, in which versions, and what to do, a line each."""
    versions = wording.versions(finding, report)
    lines = [wording.sentence(finding), f"in Kubernetes {versions}" if versions else "", visible(finding.help or "")]
    return "\n".join(filter(None, lines))


def _tags(finding: Finding) -> Iterator[types.DiagnosticTag]:
    if finding.name.startswith(_DEPRECATED):
        yield types.DiagnosticTag.Deprecated
    if finding.name.startswith(_UNNECESSARY):
        yield types.DiagnosticTag.Unnecessary


def _related(finding: Finding, text: OpenText) -> Iterable[types.DiagnosticRelatedInformation]:
    for place in finding.related:
        if place.span is not None:
            yield types.DiagnosticRelatedInformation(_location(place, finding, text), visible(place.message))


def _location(place: RelatedPlace, finding: Finding, text: OpenText) -> types.Location:
    if place.span is None or place.file is None or place.file == finding.file:
        return types.Location(text.uri, text.positions.range(place.span))
    # The text of the other file is not at hand: the beginning of the line is right in every encoding.
    start = types.Position(place.span.line - 1, 0)
    return types.Location(from_fs_path(str(absolute(Path(place.file)))) or text.uri, types.Range(start, start))


def _hint(note: Note, positions: Positions) -> types.Diagnostic:
    start = positions.position(note.line or 1, 1)
    end = types.Position(start.line, len(positions.line(start.line)))
    hint = types.DiagnosticSeverity.Hint
    return types.Diagnostic(types.Range(start, end), f"not checked: {visible(note.message)}", hint, source=SOURCE)
