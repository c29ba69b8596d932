"""The changes of the text that fixes make, for the formats of a report that show them."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.edit.document_edit import edited
from dslint.edit.fix_round import document_of
from dslint.edit.value_edits import EditError
from dslint.findings import Finding, Fix, LintReport, PlacedEdit, TextEdit
from dslint.source.document_reader import read_text
from dslint.source.documents import Source
from dslint.source.lines import Lines


def with_placed_edits(report: LintReport) -> LintReport:
    """The report in which each fix says what it changes of the text, as far as that is known."""
    if not any(finding.fix for finding in report.findings):
        return report
    read: tuple[Source, Lines] | None = None
    found = []
    for finding in report.findings:
        text = report.sources.get(finding.file or "")
        if finding.fix is None or text is None or finding.file is None:
            found.append(finding)
            continue
        # Only that of one file is kept: findings are sorted by file.
        if read is None or read[0].name != finding.file:
            source = read_text(text, finding.file)
            read = source, Lines(source.text)
        found.append(finding._replace(fix=_placed(finding, finding.fix, *read)))
    return report._replace(findings=tuple(found))


def _placed(finding: Finding, fix: Fix, source: Source, lines: Lines) -> Fix:
    edits = fix.text_edits or _text_edits(finding, fix, source)
    return fix._replace(placed=tuple(_place(lines, edit) for edit in sorted(edits)))


def _text_edits(finding: Finding, fix: Fix, source: Source) -> Sequence[TextEdit]:
    index = document_of(source, finding)
    try:
        return edited(source.documents[index], fix.edits) if index >= 0 else ()
    except EditError:
        return ()


def _place(lines: Lines, edit: TextEdit) -> PlacedEdit:
    return PlacedEdit(*lines.position(edit.start), *lines.position(edit.end), edit.text)
