"""What an editor offers to do about findings: their fixes, one at a time or all, and suppressing them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from lsprotocol import types

from dslint.edit.fixed_text import fixed
from dslint.edit.placed_edits import with_placed_edits
from dslint.findings import Finding, Fix, LintReport, Origin, Span, TextEdit
from dslint.report.escapes import visible
from dslint.server import suppressions
from dslint.server.analyses import Analysis
from dslint.server.diagnostics import diagnostic
from dslint.server.open_text import OpenText
from dslint.source.inputs import Text

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.dslint"
QUICK_FIX = types.CodeActionKind.QuickFix.value
KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll, FIX_ALL]

ALL, LINE, FILE = "fix-all", "line", "file"
"""What an action without its edit asks for later, in its data."""

_MOST_COMPARISONS = 1_000_000
"""Of lines with lines; more would take longer than a second."""

Lint = Callable[[str], LintReport | None]
"""The report on a text in place of the open one."""


def actions(analysis: Analysis, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done in a range. Costly edits are left out: `resolved` adds them."""
    wanted = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    found: list[types.CodeAction] = []
    if analysis.report is None:
        return found
    if _is_wanted(QUICK_FIX, wanted):
        found += _quick_fixes(analysis, analysis.report, params.range)
    if _is_wanted(FIX_ALL, wanted) and any(one.fix and one.fix.safe for one in analysis.findings):
        found.append(_unresolved("Fix all that dslint can fix safely", FIX_ALL, analysis.text, what=ALL))
    return found


def _is_wanted(kind: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(kind == one or kind.startswith(f"{one}.") or one == "" for one in wanted)


def _quick_fixes(analysis: Analysis, report: LintReport, where: types.Range) -> Iterator[types.CodeAction]:
    text = analysis.text
    near = [one for one in report.findings if meets(text.positions.range(one.span), where)]
    placed = with_placed_edits(report._replace(findings=tuple(near))).findings
    for finding in placed:
        if finding.fix and finding.fix.placed:
            yield _fix(finding, finding.fix, text, report)
    for finding in placed:
        if finding.origin is Origin.READER:
            continue  # Nothing can be read around it, also no comment.
        for what, where_to in ((LINE, "on this line"), (FILE, "in this file")):
            title = f"Ignore {finding.code} {visible(finding.name)} {where_to}"
            about = diagnostic(finding, text, report)
            yield _unresolved(title, QUICK_FIX, text, what=what, finding=finding, about=[about])


def _fix(finding: Finding, fix: Fix, text: OpenText, report: LintReport) -> types.CodeAction:
    edits = [
        types.TextEdit(text.positions.range(Span(one.line, one.column, one.end_line, one.end_column)), one.text)
        for one in fix.placed
    ]
    caution = "" if fix.safe else " (may change what the manifest means)"
    return types.CodeAction(
        title=f"{finding.code}: {visible(fix.summary)}{caution}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, text, report)],
        is_preferred=True if fix.safe else None,
        edit=workspace_edit(text, edits),
    )


def _unresolved(
    title: str,
    kind: str,
    text: OpenText,
    *,
    what: str,
    finding: Finding | None = None,
    about: list[types.Diagnostic] | None = None,
) -> types.CodeAction:
    data = {"uri": text.uri, "version": text.version, "what": what}
    if finding is not None:
        data.update(code=finding.code, pointer=finding.pointer, message=finding.message)
    return types.CodeAction(title, kind=kind, diagnostics=about, data=data)


def resolved(action: types.CodeAction, analysis: Analysis, lint: Lint) -> types.CodeAction:
    """The action with its edit; without one if there is nothing that it could change."""
    data: Any = action.data
    text = analysis.text
    if not isinstance(data, dict) or data.get("version") != text.version:
        action.disabled = types.CodeActionDisabled("the text has changed since")
        return action
    edits = _all_fixes(text, lint) if data.get("what") == ALL else _suppression(data, analysis, lint)
    action.edit = workspace_edit(text, edits) if edits else None
    action.data = None
    return action


def _all_fixes(text: OpenText, lint: Lint) -> list[types.TextEdit]:
    def find(current: Text) -> LintReport:
        report = lint(current.text)
        return report if report is not None else LintReport((), 0, 0, ())

    return changed_lines(text, fixed(Text(text.name, text.text), find, unsafe=False).text)


def _suppression(data: dict[str, Any], analysis: Analysis, lint: Lint) -> list[types.TextEdit]:
    def find(text: str) -> tuple[Finding, ...]:
        report = lint(text)
        return report.findings if report else ()

    asked = (data.get("code"), data.get("pointer"), data.get("message"))
    finding = next((one for one in analysis.findings if (one.code, one.pointer, one.message) == asked), None)
    if finding is None:
        return []
    place = suppressions.for_line if data.get("what") == LINE else suppressions.for_file
    found = place(finding, analysis.text, find)
    return [_text_edit(analysis.text, found.edit)] if found else []


def _text_edit(text: OpenText, edit: TextEdit) -> types.TextEdit:
    where = types.Range(text.positions.at(edit.start), text.positions.at(edit.end))
    return types.TextEdit(where, edit.text)


def changed_lines(text: OpenText, after: str) -> list[types.TextEdit]:
    """The edits that make one text of the other, whole lines each: the cursor stays where nothing changes."""
    old, new = text.text.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    return [
        _text_edit(text, TextEdit(starts[first], starts[last], "".join(new[begin:end])))
        for first, last, begin, end in _differences(old, new)
    ]


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Which lines of one stand in place of which of the other; as one stretch if there are many in between."""
    shorter = min(len(old), len(new))
    head = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    tail = next((index for index in range(shorter - head) if old[-1 - index] != new[-1 - index]), shorter - head)
    last, end = len(old) - tail, len(new) - tail
    if (last - head) * (end - head) > _MOST_COMPARISONS:
        yield head, last, head, end
        return
    matcher = difflib.SequenceMatcher(None, old[head:last], new[head:end], autojunk=False)
    for tag, *places in matcher.get_opcodes():
        if tag != "equal":
            first, second, third, fourth = (head + place for place in places)
            yield first, second, third, fourth


def workspace_edit(text: OpenText, edits: Iterable[types.TextEdit]) -> types.WorkspaceEdit:
    """For this version of the text only."""
    about = types.OptionalVersionedTextDocumentIdentifier(text.uri, text.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(about, list(edits))])


def unversioned(edit: types.WorkspaceEdit) -> types.WorkspaceEdit:
    """The same edit as older clients take it."""
    changes: dict[str, list[types.TextEdit]] = {}
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            edits = [one for one in change.edits if isinstance(one, types.TextEdit)]
            changes.setdefault(change.text_document.uri, []).extend(edits)
    return types.WorkspaceEdit(changes=changes)


def meets(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges have a place in common, also the end of one and the start of the other."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
