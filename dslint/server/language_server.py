"""The server: what it keeps of a session, and the protocol where it differs from the library's."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Generator, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method
from pygls.uris import to_fs_path

from dslint.plans import PlanReport
from dslint.server import configuration_errors, diagnostics, plans
from dslint.server.analyses import Analyses, Analysis
from dslint.server.checks import Checks, Options
from dslint.server.errors import outdated
from dslint.server.node_words import NodeWords
from dslint.server.open_text import OpenText
from dslint.server.positions import UTF16
from dslint.version import __version__

Result = TypeVar("Result")


class Protocol(LanguageServerProtocol):
    """The library's protocol without its own copies of the texts, and without tracebacks in its answers."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Answers also a request that cannot be read."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), (str, int)):
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        if error is not None:
            error.data = None
        super()._send_response(msg_id, result, error)

    @property
    def ended_properly(self) -> bool:
        """Whether the client has asked for the end before it sent it."""
        return self._shutdown

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: Any) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: Any) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: Any) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """`checks` are those of the options that the client has set last."""

    protocol: Protocol

    def __init__(self, new_checks: Callable[[Options], Checks]) -> None:
        super().__init__("dslint", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self._new_checks = new_checks
        self._initial: dict[str, Any] = {}
        self._words: tuple[Hashable, NodeWords] | None = None
        self._last_plan: tuple[Hashable, PlanReport] | None = None
        self._checked = ThreadPoolExecutor(1, "lint")
        self._planned = ThreadPoolExecutor(1, "plan")
        self._counted = ThreadPoolExecutor(1, "inventory")
        self.plan_files = plans.Files()
        self.options = Options()
        self.checks = new_checks(self.options)
        self.analyses = Analyses(lambda: self.checks, self._publish, self._checked)
        self._configurations = configuration_errors.Published(self.text_document_publish_diagnostics)

    @property
    def encoding(self) -> str:
        with contextlib.suppress(AttributeError):
            found = self.server_capabilities.position_encoding
            return str(getattr(found, "value", found) or UTF16)
        return UTF16

    def set_up(self, params: types.InitializeParams) -> None:
        """Start as the client says: with its options, in the first folder of its workspace."""
        given = params.initialization_options
        self._initial = given if isinstance(given, dict) else {}
        self.set_options({})
        folders = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        folder = to_fs_path(folders[0]) if folders[0] else params.root_path
        with contextlib.suppress(OSError, ValueError):
            os.chdir(folder or ".")

    def set_options(self, settings: Any) -> None:
        """Use other settings. Whether the workspace is trusted is not theirs to say: they may come with it."""
        fixed = {key: value for key, value in self._initial.items() if key in ("trusted", "showsPlans")}
        given = settings if isinstance(settings, dict) else {}
        self.options, wrong = Options.of({**self._initial, **given, "trusted": None, "showsPlans": None, **fixed})
        for sentence in wrong:
            self.show(f"dslint: {sentence}")
        self.checks = self._new_checks(self.options)
        self.analyses.again()

    def close(self, uri: str) -> None:
        """Forget a text, and what was said of it."""
        self.analyses.close(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self._configurations.update(uri, None)

    def end(self) -> None:
        """Leave nothing: what still waits to be checked is of no use to anybody."""
        for executor in (self._checked, self._planned, self._counted):
            executor.shutdown(wait=False, cancel_futures=True)
        self.plan_files.remove()

    def show(self, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
        self.window_show_message(types.ShowMessageParams(kind, message))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """In the log of the editor, in one line."""
        message = f"dslint: {source.__name__}: {' '.join(str(error).split())}"
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    async def in_lint_thread(self, ask: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._checked, ask)

    async def in_plan_thread(self, ask: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._planned, ask)

    async def in_inventory_thread(self, ask: Callable[[], Result]) -> Result:
        """Completion does not wait for plans."""
        return await asyncio.get_running_loop().run_in_executor(self._counted, ask)

    def words(self, text: OpenText) -> NodeWords | None:
        """What the nodes of the configured inventory have; None without an inventory. Raises CheckError."""
        cluster = self.checks.cluster(text.name)
        if cluster is None:
            return None
        if self._words is None or self._words[0] is not cluster:
            self._words = (cluster, NodeWords.of(cluster))
        return self._words[1]

    def plan(self, text: OpenText) -> PlanReport:
        """The plan of a text; that of the last text is kept. Raises CheckError, and if there is a newer text.

        A plan may take seconds, in which people type on.
        """
        if self.analyses.texts.get(text.uri) is not text:
            raise outdated()
        key = (self.checks, text.name, text.text, self.checks.state(text.name))
        if self._last_plan is None or self._last_plan[0] != key:
            self._last_plan = (key, self.checks.plan(text.name, text.text))
        return self._last_plan[1]

    def _publish(self, analysis: Analysis) -> None:
        text, report = analysis.text, analysis.report
        found = configuration_errors.of_text(text.uri, analysis.error)
        found += diagnostics.diagnostics(text, report) if report else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(text.uri, found, text.version))
        self._configurations.update(text.uri, analysis.error)
