from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dslint.findings import LintReport
from dslint.server.analyses import Analyses, Analysis
from dslint.server.checks import CheckError
from tests.server.texts import opened

REPORT = LintReport(("1.36",), 1, 1, ())


class Checked:
    """Checks that count the texts that they see."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.error: Exception | None = None

    def lint(self, _name: str, text: str) -> LintReport:
        self.seen.append(text)
        if self.error:
            raise self.error
        return REPORT


class Session:
    def __init__(self) -> None:
        self.checked = Checked()
        self.published: list[Analysis] = []
        self.executor = ThreadPoolExecutor(1)
        checks: Any = self.checked
        self.analyses = Analyses(lambda: checks, self.published.append, self.executor)

    def run(self, steps: Coroutine[Any, Any, None]) -> None:
        asyncio.run(steps)
        self.executor.shutdown()


@pytest.fixture
def session() -> Session:
    return Session()


def test_a_text_is_checked_once_after_the_last_of_several_keys(session: Session) -> None:
    async def type_fast() -> None:
        for version in range(1, 6):
            session.analyses.update(opened(f"v{version}", version=version), delay=0.01)
        found = await session.analyses.of("file:///project/ds.yaml")
        assert found is not None
        assert found.text.version == 5

    session.run(type_fast())
    assert session.checked.seen == ["v5"]
    assert [one.text.version for one in session.published] == [5]


def test_a_result_for_a_text_that_has_changed_meanwhile_is_dropped(session: Session) -> None:
    async def change_during_the_check() -> None:
        session.analyses.update(opened("old"), delay=0)
        lint = session.checked.lint

        def slow(name: str, text: str) -> LintReport:
            if text == "old":
                loop.call_soon_threadsafe(session.analyses.update, opened("new", version=2), 0)
            return lint(name, text)

        session.checked.lint = slow  # type: ignore[method-assign]
        loop = asyncio.get_running_loop()
        await session.analyses.of("file:///project/ds.yaml")
        await session.analyses.of("file:///project/ds.yaml")

    session.run(change_during_the_check())
    assert [one.text.text for one in session.published] == ["new"]


def test_a_closed_text_has_no_result_and_is_not_published(session: Session) -> None:
    async def close() -> None:
        session.analyses.update(opened("a"), delay=0.01)
        session.analyses.close("file:///project/ds.yaml")
        assert await session.analyses.of("file:///project/ds.yaml") is None
        session.analyses.close("file:///project/never-open.yaml")

    session.run(close())
    assert session.published == []


def test_all_open_texts_are_checked_again_where_something_around_them_changes(session: Session) -> None:
    async def change() -> None:
        session.analyses.update(opened("a", "/project/a.yaml"), delay=0)
        session.analyses.update(opened("b", "/project/b.yaml"), delay=0)
        await session.analyses.of("file:///project/b.yaml")
        session.analyses.again()
        await session.analyses.of("file:///project/a.yaml")
        await session.analyses.of("file:///project/b.yaml")

    session.run(change())
    assert session.checked.seen == ["a", "b", "a", "b"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CheckError("bad configuration"), "bad configuration"),
        (KeyError("x"), "an error in dslint itself: KeyError: 'x'"),
    ],
)
def test_what_keeps_a_text_from_being_checked_is_its_result(session: Session, error: Exception, said: str) -> None:
    async def fail() -> None:
        session.checked.error = error
        session.analyses.update(opened("a"), delay=0)
        await session.analyses.of("file:///project/ds.yaml")

    session.run(fail())
    assert [one.error for one in session.published] == [said]
    assert session.published[0].findings == ()
