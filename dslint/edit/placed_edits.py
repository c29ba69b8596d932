"""The changes of the text that fixes make, for the formats of a report that show them."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.edit.document_edit import Editing
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
    read: _Read | None = None
    found = []
    for finding in report.findings:
        text = report.sources.get(finding.file or "")
        if finding.fix is None or text is None or finding.file is None:
            found.append(finding)
            continue
        # Only that of one file is kept: findings are sorted by file.
        if read is None or read.source.name != finding.file:
            read = _Read(read_text(text, finding.file))
        found.append(finding._replace(fix=_placed(finding, finding.fix, read)))
    return report._replace(findings=tuple(found))


class _Read:
    """A text that was read, and the document of it that was edited last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = Lines(source.text)
        self._editing: tuple[int, Editing] | None = None

    def editing(self, index: int) -> Editing:
        if self._editing is None or self._editing[0] != index:
            self._editing = index, Editing(self.source.documents[index])
        return self._editing[1]


def _placed(finding: Finding, fix: Fix, read: _Read) -> Fix:
    edits = fix.text_edits or _text_edits(finding, fix, read)
    return fix._replace(placed=tuple(_place(read.lines, edit) for edit in sorted(edits)))


def _text_edits(finding: Finding, fix: Fix, read: _Read) -> Sequence[TextEdit]:
    index = document_of(read.source, finding)
    try:
        return read.editing(index).text_edits_of(fix.edits) if index >= 0 else ()
    except EditError:
        return ()


def _place(lines: Lines, edit: TextEdit) -> PlacedEdit:
    return PlacedEdit(*lines.position(edit.start), *lines.position(edit.end), edit.text)
