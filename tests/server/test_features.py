"""A session as an editor has it: one server process, in the order of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.server.session import Session, codes
from tests.server.texts import DAEMONSET, MISSPELLED, NODES

EMOJI = MISSPELLED.replace("      containers:", '      nodeSelector: {"🚀/日本": x}  # 🚀\n      containers:')


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("workspace")
    (folder / ".git").mkdir()
    (folder / "nodes.yaml").write_text(NODES)
    (folder / ".dslint.yaml").write_text("inventory: nodes.yaml\nexclude: [vendored/]\n")
    session = Session(folder)
    yield session
    assert session.end() == 0


def about(session: Session, name: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(session.uri(name))


def whole(text: str) -> types.TextDocumentContentChangeWholeDocument:
    return types.TextDocumentContentChangeWholeDocument(text)


def test_the_client_learns_what_the_server_does_and_is_asked_to_watch_files(session: Session) -> None:
    able = session.answer.capabilities
    assert able.position_encoding == types.PositionEncodingKind.Utf16
    assert isinstance(able.text_document_sync, types.TextDocumentSyncOptions)
    assert able.text_document_sync.change is types.TextDocumentSyncKind.Incremental
    assert able.hover_provider
    assert able.completion_provider
    assert able.document_symbol_provider
    assert able.code_action_provider
    assert able.code_lens_provider
    session.open("first.yaml", "")
    assert session.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]


def test_a_text_is_checked_when_it_is_opened_and_as_it_is_typed(session: Session) -> None:
    assert codes(session.open("typed.yaml", DAEMONSET)) == ["DS530"]
    end = types.Position(DAEMONSET.count("\n"), 0)
    typed = types.TextDocumentContentChangePartial(types.Range(end, end), "      hostnetwork: true\n")
    session.change("typed.yaml", 2, typed)
    assert codes(session.diagnostics("typed.yaml", 2)) == ["DS101"]


def test_places_are_right_behind_signs_outside_of_the_first_plane(session: Session) -> None:
    session.open("emoji.yaml", EMOJI)
    row = EMOJI.split("\n").index('      nodeSelector: {"🚀/日本": x}  # 🚀')
    end = len('      nodeSelector: {"🚀/日本": x}  # 🚀') + 2
    rocket = types.Range(types.Position(row, end - 2), types.Position(row, end))
    session.change("emoji.yaml", 2, types.TextDocumentContentChangePartial(rocket, "ok"))
    found = session.diagnostics("emoji.yaml", 2)
    invalid = [one.range for one in found if one.range.start.line == row]
    assert invalid
    assert all(one.start.character == 20 + 1 and one.end.character == 20 + 1 + 7 for one in invalid)


def test_who_types_fast_gets_the_result_of_the_last_key(session: Session) -> None:
    session.open("fast.yaml", DAEMONSET)
    for version in range(2, 30):
        session.change("fast.yaml", version, whole(DAEMONSET + f"      x{version}: 1\n"))
    (one,) = session.diagnostics("fast.yaml", 29)
    assert 'unknown field "spec.template.spec.x29"' in one.message
    shown = [one.version for one in session.published if one.uri == session.uri("fast.yaml")]
    assert shown == sorted(shown, key=lambda version: version or 0)


def test_the_rule_of_a_finding_is_explained_under_the_cursor(session: Session) -> None:
    session.open("hover.yaml", MISSPELLED)
    hover: Any = session.request(
        types.TEXT_DOCUMENT_HOVER, types.HoverParams(about(session, "hover.yaml"), types.Position(17, 8))
    )
    assert hover.contents.kind is types.MarkupKind.Markdown
    assert "**DS101 unknown-field**" in hover.contents.value
    assert "**Why it matters**" in hover.contents.value
    field: Any = session.request(
        types.TEXT_DOCUMENT_HOVER, types.HoverParams(about(session, "hover.yaml"), types.Position(12, 8))
    )
    assert field.contents.value.startswith("`spec.template.spec.containers`: list of Container\n")
    elsewhere = types.HoverParams(about(session, "hover.yaml"), types.Position(12, 30))
    assert session.request(types.TEXT_DOCUMENT_HOVER, elsewhere) is None


def test_a_fix_and_a_suppression_are_offered_and_completed_on_request(session: Session) -> None:
    found = session.open("fixed.yaml", MISSPELLED)
    params = types.CodeActionParams(about(session, "fixed.yaml"), found[0].range, types.CodeActionContext(found))
    actions: list[Any] = session.request(types.TEXT_DOCUMENT_CODE_ACTION, params)
    assert [one.title for one in actions] == [
        "DS101: rename hostnetwork to hostNetwork",
        "Ignore DS101 unknown-field on this line",
        "Ignore DS101 unknown-field in this file",
        "Fix all that dslint can fix safely",
    ]
    (change,) = actions[0].edit.document_changes
    assert change.text_document.version == 1
    assert [edit.new_text for edit in change.edits] == ["N"]
    resolved: Any = session.request(types.CODE_ACTION_RESOLVE, actions[1])
    (change,) = resolved.edit.document_changes
    assert change.edits[0].new_text == "  # dslint: ignore[DS101] TODO: say why"


def test_what_the_nodes_have_is_completed(session: Session) -> None:
    text = DAEMONSET + "      nodeSelector:\n        pool: "
    session.open("completed.yaml", text)
    end = types.Position(text.count("\n"), len("        pool: "))
    params = types.CompletionParams(about(session, "completed.yaml"), end)
    found: Any = session.request(types.TEXT_DOCUMENT_COMPLETION, params)
    assert [(one.label, one.detail) for one in found.items] == [("general", "3 of 5 nodes"), ("fast", "2 of 5 nodes")]


def test_a_lens_says_where_a_workload_would_run_and_shows_the_plan(session: Session) -> None:
    session.open("planned.yaml", DAEMONSET)
    params = types.CodeLensParams(about(session, "planned.yaml"))
    (lens,) = session.request(types.TEXT_DOCUMENT_CODE_LENS, params)
    assert lens.range.start.line == 1
    resolved: Any = session.request(types.CODE_LENS_RESOLVE, lens)
    assert resolved.command.title == "SAFE: monitoring/agent runs on 3 nodes"
    command = types.ExecuteCommandParams(resolved.command.command, arguments=resolved.command.arguments)
    plan: Any = session.request(types.WORKSPACE_EXECUTE_COMMAND, command)
    assert plan["content"].startswith("SAFE: monitoring/agent runs on 3 nodes")
    (shown,) = session.client.shown_documents
    file = Path(shown.uri.removeprefix("file://"))
    assert file.read_text() == plan["content"]


def test_an_outline_is_given(session: Session) -> None:
    session.open("outlined.yaml", DAEMONSET)
    params = types.DocumentSymbolParams(about(session, "outlined.yaml"))
    (one,) = session.request(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, params)
    assert one.name == "DaemonSet monitoring/agent"


def test_templates_excluded_files_and_those_of_other_programs_have_no_findings(session: Session) -> None:
    template = MISSPELLED + "      {{- toYaml .Values.x | nindent 6 }}\n"
    (hint,) = session.open("chart.yaml", template)
    assert hint.severity is types.DiagnosticSeverity.Hint
    assert session.open("vendored/ds.yaml", MISSPELLED) == []
    assert session.open("workflow.yaml", "on: [push\njobs: x: y\n") == []


def test_a_configuration_that_has_changed_is_read_again(session: Session) -> None:
    assert codes(session.open("configured.yaml", MISSPELLED)) == ["DS101"]
    configuration = session.folder / ".dslint.yaml"
    before = configuration.read_text()
    configuration.write_text(before + "ignore: [DS101]\n")
    watched(session, ".dslint.yaml")
    session.until(lambda: session.shown("configured.yaml") == [])
    configuration.write_text(before + "selct: [DS101]\n")
    (own,) = session.open(".dslint.yaml", configuration.read_text())
    assert own.range.start.line == 2
    session.client.text_document_did_close(types.DidCloseTextDocumentParams(about(session, ".dslint.yaml")))
    watched(session, ".dslint.yaml")
    (error,) = session.until(lambda: session.shown("configured.yaml"))
    assert error.message.startswith("not checked: ")
    assert "selct" in error.message
    (at,) = session.diagnostics(".dslint.yaml", None)
    assert at.range.start.line == 2
    configuration.write_text(before)
    watched(session, ".dslint.yaml")
    session.until(lambda: codes(session.shown("configured.yaml")) == ["DS101"])
    session.until(lambda: not session.versions(".dslint.yaml", None)[-1].diagnostics)


def watched(session: Session, name: str) -> None:
    event = types.FileEvent(session.uri(name), types.FileChangeType.Changed)
    session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


def test_settings_of_the_editor_count_once_they_change(session: Session) -> None:
    text = DAEMONSET + "      hostUsers: false\n"
    assert codes(session.open("versioned.yaml", text)) == ["DS530"]
    session.client.set_configuration("1.20", section="dslint.kubernetesVersions")
    session.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    session.until(lambda: "DS102" in codes(session.shown("versioned.yaml")))
    session.client.set_configuration("banana", section="dslint.kubernetesVersions")
    session.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    session.until(lambda: "banana" in session.shown("versioned.yaml")[0].message)
    session.client.set_configuration("", section="dslint.kubernetesVersions")
    session.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    session.until(lambda: codes(session.shown("versioned.yaml")) == ["DS530"])


def test_a_closed_text_has_no_diagnostics_left(session: Session) -> None:
    assert session.open("closed.yaml", MISSPELLED)
    session.client.text_document_did_close(types.DidCloseTextDocumentParams(about(session, "closed.yaml")))
    assert session.diagnostics("closed.yaml", None) == []


def test_what_cannot_be_answered_is_refused_in_one_line(session: Session) -> None:
    lens = types.CodeLens(types.Range(types.Position(0, 0), types.Position(0, 0)), data={"uri": "file:///gone"})
    for method, params in (
        (types.CODE_LENS_RESOLVE, lens),
        ("dslint/nosuch", {"x": 1}),
        (types.WORKSPACE_EXECUTE_COMMAND, types.ExecuteCommandParams("nosuch")),
    ):
        with pytest.raises(JsonRpcException) as raised:
            session.request(method, params)
        assert "Traceback" not in raised.value.message
        assert raised.value.data is None
    assert codes(session.open("after.yaml", MISSPELLED)) == ["DS101"]
