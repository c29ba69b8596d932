"""The newest result for each open text: checked in another thread, a moment after the last key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple

from dslint.findings import Finding, LintReport
from dslint.server.checks import CheckError, Checks
from dslint.server.open_text import OpenText

DELAY = 0.025
"""Seconds without a key before a text is checked: who types fast does not wait for results that are stale already."""


class Analysis(NamedTuple):
    """A text and the report on it; None if the configuration excludes its file or there is an `error`."""

    text: OpenText
    report: LintReport | None = None
    error: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.findings if self.report else ()


class Analyses:
    """The open texts by URI, and their analyses. `publish` gets each that is still about the newest text."""

    def __init__(self, checks: Callable[[], Checks], publish: Callable[[Analysis], None], executor: Executor) -> None:
        self.texts: dict[str, OpenText] = {}
        self._checks = checks
        self._publish = publish
        self._executor = executor
        self._tasks: dict[str, asyncio.Task[Analysis]] = {}

    def update(self, text: OpenText, delay: float = DELAY) -> None:
        """Replace or add a text; it is checked after the delay, unless another one follows."""
        self.texts[text.uri] = text
        self._start(text, delay)

    def close(self, uri: str) -> None:
        self.texts.pop(uri, None)
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    def again(self) -> None:
        """Check all open texts: what they depend on may have changed."""
        for text in self.texts.values():
            self._start(text, 0)

    async def of(self, uri: str) -> Analysis | None:
        """The analysis of the text as it is now; None if no such text is open."""
        while uri in self._tasks:
            task = self._tasks[uri]
            await asyncio.wait([task])
            if task is self._tasks.get(uri):
                return task.result()
        return None

    def _start(self, text: OpenText, delay: float) -> None:
        before = self._tasks.get(text.uri)
        if before is not None:
            before.cancel()
        self._tasks[text.uri] = asyncio.create_task(self._run(text, delay))

    async def _run(self, text: OpenText, delay: float) -> Analysis:
        await asyncio.sleep(delay)
        found = await asyncio.get_running_loop().run_in_executor(self._executor, self._analyse, text)
        if self.texts.get(text.uri) is text:
            self._publish(found)
        return found

    def _analyse(self, text: OpenText) -> Analysis:
        """Called in the executor, where stale texts may still wait."""
        if self.texts.get(text.uri) is not text:
            return Analysis(text)
        try:
            return Analysis(text, self._checks().lint(text.name, text.text))
        except CheckError as error:
            return Analysis(text, error=str(error))
        except Exception as error:  # noqa: BLE001 - an editor shows no traceback, and goes on with the next text
            return Analysis(text, error=f"an error in dslint itself: {type(error).__name__}: {error}")
