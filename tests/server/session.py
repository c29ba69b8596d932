"""A client that speaks with a server process over its standard input and output, as an editor does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, LanguageClient, register_lsp_features

Result = TypeVar("Result")

SERVER = (sys.executable, "-m", "dslint", "server")
LONGEST = 60
"""Seconds after which a test no longer waits: no test fails because the machine is busy."""

CAPABILITIES = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        configuration=True,
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        code_action=types.CodeActionClientCapabilities(
            resolve_support=types.ClientCodeActionResolveOptions(["edit"]), data_support=True
        ),
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(version_support=True),
    ),
    window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(support=True)),
)


class Session:
    """One server in a folder. The methods wait for its answers."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.folder = folder
        self.published: list[types.PublishDiagnosticsParams] = []
        self.registered: list[str] = []
        self.loop = asyncio.new_event_loop()
        self._news = asyncio.Event()
        self.client = LanguageClient(converter_factory=default_converter)
        register_lsp_features(
            self.client,
            {
                **DEFAULT_CLIENT_FEATURES,
                types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: partial(self._on_diagnostics),
                types.CLIENT_REGISTER_CAPABILITY: partial(self._on_registration),
            },
        )
        self.wait(self.client.start_io(*SERVER, "--stdio", cwd=str(folder)))
        params = types.InitializeParams(CAPABILITIES, root_uri=folder.as_uri(), initialization_options=options)
        self.answer = self.wait(self.client.initialize_session(params))

    def wait(self, answer: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(asyncio.wait_for(answer, LONGEST))

    def request(self, method: str, params: Any) -> Any:
        return self.wait(self._request(method, params))

    async def _request(self, method: str, params: Any) -> Any:
        return await self.client.protocol.send_request_async(method, params)

    def until(self, condition: Callable[[], Result]) -> Result:
        """What the condition gives, once that is true: asked after each message that brings diagnostics."""

        async def watch() -> Result:
            while not (found := condition()):
                self._news.clear()
                await self._news.wait()
            return found

        return self.wait(watch())

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[types.Diagnostic]:
        """Open a text under a name of the folder; gives its diagnostics."""
        item = types.TextDocumentItem(self.uri(name), "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return self.diagnostics(name, 1)

    def change(self, name: str, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        about = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(about, list(changes)))

    def diagnostics(self, name: str, version: int | None) -> list[types.Diagnostic]:
        """The next diagnostics of a version of a text, published already or not."""
        found = self.until(lambda: self.versions(name, version))
        return list(found[-1].diagnostics)

    def shown(self, name: str) -> list[types.Diagnostic]:
        """The last diagnostics of the first version of a text."""
        return list(self.versions(name, 1)[-1].diagnostics)

    def versions(self, name: str, version: int | None) -> list[types.PublishDiagnosticsParams]:
        return [one for one in self.published if one.uri == self.uri(name) and one.version == version]

    def end(self) -> int:
        """Ask for the end; gives the exit code of the server."""
        self.wait(self.client.shutdown_session())
        process: Any = self.client._server
        self.wait(self.client.stop())
        self.loop.close()
        return int(process.returncode)

    def _on_diagnostics(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)
        self._news.set()

    def _on_registration(self, params: types.RegistrationParams) -> None:
        self.registered += [one.method for one in params.registrations]


def codes(diagnostics: list[types.Diagnostic]) -> list[str]:
    return [str(one.code) for one in diagnostics]
