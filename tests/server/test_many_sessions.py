"""A language server runs for weeks: a session that is over leaves nothing. `make soak` has 1,000 of them."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from dslint.cli.editor_checks import EditorChecks
from dslint.linting import object_check
from dslint.server import features
from dslint.server.language_server import Server
from dslint.source import document_reader
from tests.server.texts import MISSPELLED, NODES

SESSIONS = 12
START = types.Position(0, 0)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nodes.yaml").write_text(NODES)
    (tmp_path / ".dslint.yaml").write_text("inventory: nodes.yaml\n")
    monkeypatch.setattr(document_reader.KNOWN, "limit", 5_000)
    monkeypatch.setattr(object_check.KNOWN, "limit", 5_000)
    monkeypatch.setattr(Server, "client_capabilities", types.ClientCapabilities())
    monkeypatch.setattr(Server, "text_document_publish_diagnostics", lambda *_: None)
    server = Server(EditorChecks)
    yield server
    server.end()


async def have_session(server: Server, uri: str, text: str) -> tuple[Any, ...]:
    """Open, edit, hover, complete, ask for actions and plans, close; gives what was answered."""
    about = types.TextDocumentIdentifier(uri)
    lines = text.splitlines()
    line = next(number for number, one in enumerate(lines) if "hostnetwork" in one)
    there = types.Position(line, lines[line].index("hostnetwork"))
    features.did_open(server, types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, text)))
    change = types.TextDocumentContentChangePartial(types.Range(START, START), "# typed\n")
    versioned = types.VersionedTextDocumentIdentifier(2, uri)
    features.did_change(server, types.DidChangeTextDocumentParams(versioned, [change]))
    there = types.Position(there.line + 1, there.character)
    hovered = await features.hovered(server, types.HoverParams(about, there))
    completed = await features.complete(server, types.CompletionParams(about, there))
    context = types.CodeActionContext([])
    actions = await features.code_action(server, types.CodeActionParams(about, types.Range(there, there), context))
    symbols = await features.document_symbol(server, types.DocumentSymbolParams(about))
    lenses = await features.code_lens(server, types.CodeLensParams(about)) or []
    titled = [await features.code_lens_resolve(server, lens) for lens in lenses]
    features.did_close(server, types.DidCloseTextDocumentParams(about))
    return hovered, completed, actions, symbols, titled


async def have_sessions(server: Server, folder: Path, numbers: range) -> None:
    for number in numbers:
        text = MISSPELLED.replace("name: agent", f"name: agent-{number}").replace("10Mi", f"{number + 10}Mi")
        hovered, _, actions, symbols, titled = await have_session(server, (folder / f"ds-{number}.yaml").as_uri(), text)
        assert hovered
        assert actions
        assert symbols
        assert titled


def there_now() -> tuple[int, int, int]:
    """Objects, open files and threads."""
    gc.collect()
    return len(gc.get_objects()), len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted on Linux only")
def test_sessions_leave_no_objects_files_or_threads(server: Server, tmp_path: Path) -> None:
    async def all_of_them() -> list[tuple[int, int, int]]:
        found = []
        for begin in range(0, 3 * SESSIONS, SESSIONS):
            await have_sessions(server, tmp_path, range(begin, begin + SESSIONS))
            found.append(there_now())
        return found

    _, (objects, *middle), (at_the_end, *last) = asyncio.run(all_of_them())
    assert [now <= before for now, before in zip(last, middle, strict=True)] == [True, True]
    assert at_the_end - objects < 5 * SESSIONS, "an open text, its report and its tasks are many objects"
    assert server.analyses.texts == {}
