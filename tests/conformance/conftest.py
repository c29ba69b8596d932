"""Prints the figures of agreement after the run; `--accept` rewrites known_misses.yaml and figures.yaml."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance import figures, known_misses
from tests.conformance.agreement import Agreement

FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


@pytest.fixture
def agreement(request: pytest.FixtureRequest) -> Iterator[Agreement]:
    """An Agreement whose figures are shown at the end; the test fails on misses without a listed reason."""
    held = Agreement()
    yield held
    request.config.stash[FIGURES] += held.figures()
    if request.config.getoption("--accept"):
        known_misses.accept({group: held.misses[group] for group in held.total})
        figures.accept(held.agreeing())
        return
    unexplained = held.unexplained()
    if unexplained:
        shown = "\n".join(unexplained[:40])
        pytest.fail(f"{len(unexplained)} disagreements are not listed with a reason:\n{shown}", pytrace=False)
    stale = figures.stale(held.agreeing())
    if stale:
        pytest.fail("\n".join(stale), pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash[FIGURES]:
        terminalreporter.section("agreement with recorded control planes")
        for line in config.stash[FIGURES]:
            terminalreporter.line(line)
