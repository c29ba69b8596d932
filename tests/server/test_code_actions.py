from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

import dslint
from dslint.findings import LintReport
from dslint.server import code_actions
from dslint.server.analyses import Analysis
from dslint.server.open_text import OpenText
from tests.server.texts import DAEMONSET, MISSPELLED, PROFILED, analysed, opened

ANYWHERE = types.Range(types.Position(0, 0), types.Position(999, 0))


def lint(text: str) -> LintReport:
    return dslint.lint_text(text, "/project/ds.yaml")


def offered(analysis: Analysis, *only: str, where: types.Range = ANYWHERE) -> list[types.CodeAction]:
    context = types.CodeActionContext([], only=list(only) or None)
    return code_actions.actions(
        analysis, types.CodeActionParams(types.TextDocumentIdentifier(analysis.text.uri), where, context)
    )


def applied(text: OpenText, action: types.CodeAction) -> str:
    assert action.edit is not None
    assert action.edit.document_changes is not None
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == text.version
    after = text.text
    edits = [edit for edit in change.edits if isinstance(edit, types.TextEdit)]
    for edit in sorted(edits, key=lambda one: text.positions.offset(one.range.start), reverse=True):
        start, end = text.positions.offset(edit.range.start), text.positions.offset(edit.range.end)
        after = after[:start] + edit.new_text + after[end:]
    return after


def test_a_safe_fix_comes_first_is_preferred_and_names_what_it_mends() -> None:
    analysis = analysed(MISSPELLED.replace("name: agent\n  name", "name: 🚀\n  name"))
    first = offered(analysis, "quickfix")[0]
    assert first.title == "DS101: rename hostnetwork to hostNetwork"
    assert first.is_preferred
    assert first.diagnostics
    assert "hostNetwork: true" in applied(analysis.text, first)


def test_a_fix_that_may_change_the_meaning_says_so_and_is_not_preferred() -> None:
    unsafe = [
        (finding, one)
        for text in (DAEMONSET.replace("image: registry.example/agent:1.4.2", "image: a\n        command: [a b]"),)
        for analysis in [analysed(text)]
        for finding in analysis.findings
        if finding.fix and not finding.fix.safe
        for one in offered(analysis)
        if one.title.startswith(f"{finding.code}: ")
    ]
    assert unsafe
    assert all("may change what the manifest means" in one.title and not one.is_preferred for _, one in unsafe)


def test_only_what_meets_the_range_is_offered() -> None:
    top = types.Range(types.Position(0, 0), types.Position(0, 0))
    assert [one.kind for one in offered(analysed(MISSPELLED), where=top)] == [code_actions.FIX_ALL]


@pytest.mark.parametrize("kind", ["source", "source.fixAll", "source.fixAll.dslint"])
def test_all_fixes_are_made_where_an_editor_asks_for_them_when_it_saves(kind: str) -> None:
    text = MISSPELLED.replace("readinessProbe", "readynessProbe")
    analysis = analysed(text)
    (action,) = offered(analysis, kind)
    after = applied(analysis.text, code_actions.resolved(action, analysis, lint))
    assert after == text.replace("hostnetwork", "hostNetwork").replace("readynessProbe", "readinessProbe")


def test_other_kinds_of_actions_get_none_of_ours() -> None:
    assert offered(analysed(MISSPELLED), "refactor") == []
    assert offered(analysed(MISSPELLED), "source.organizeImports") == []


def test_a_finding_can_be_suppressed_on_its_line_and_in_its_file() -> None:
    analysis = analysed(PROFILED)
    titles = [one.title for one in offered(analysis) if "DS602" in one.title]
    assert titles == ["Ignore DS602 host-pid on this line", "Ignore DS602 host-pid in this file"]
    for action in offered(analysis):
        if action.edit is None and action.kind != code_actions.FIX_ALL:
            after = applied(analysis.text, code_actions.resolved(action, analysis, lint))
            assert "# dslint: ignore" in after
            assert "TODO: say why" in after


def test_an_action_for_an_older_text_changes_nothing() -> None:
    analysis = analysed(MISSPELLED)
    action = offered(analysis, "source.fixAll")[0]
    newer = Analysis(opened(MISSPELLED, version=2), analysis.report)
    found = code_actions.resolved(action, newer, lint)
    assert found.edit is None
    assert found.disabled is not None


def test_older_clients_get_edits_by_file() -> None:
    analysis = analysed(MISSPELLED)
    edit = offered(analysis, "quickfix")[0].edit
    assert edit is not None
    assert list(code_actions.unversioned(edit).changes or ()) == [analysis.text.uri]


LINES = st.lists(st.sampled_from(["a: 1\n", "b: 🚀\n", "\n", "c: 日\r\n", "d"]), max_size=12).map("".join)


@settings(max_examples=30)
@given(LINES, LINES)
def test_the_changed_lines_make_one_text_of_the_other(before: str, after: str) -> None:
    text = opened(before)
    edit = code_actions.workspace_edit(text, code_actions.changed_lines(text, after))
    assert applied(text, types.CodeAction("x", edit=edit)) == after


def test_very_long_differences_are_one_edit() -> None:
    text = opened("".join(f"a{number}\n" for number in range(2_000)))
    after = "".join(f"b{number}\n" for number in range(2_000))
    assert len(code_actions.changed_lines(text, after)) == 1
