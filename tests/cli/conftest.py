from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from dslint.cli.run import run
from dslint.policy import catalogue
from tests.golden.compare import FOLDER
from tests.report.validated import check_written


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Dslint = Callable[..., Ran]


@pytest.fixture
def dslint(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Dslint:
    """The command, run in this process, without the colours and formats that the surroundings ask for."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    for name in ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "GITHUB_ACTIONS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Ran:
        code = run(arguments)
        seen = capsys.readouterr()
        check_written(arguments, seen.out)
        return Ran(code, seen.out, seen.err)

    return call


@pytest.fixture
def _rules_of_the_story(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(catalogue, "rules_folder", lambda: FOLDER / "rules")
    catalogue._files.cache_clear()
    catalogue.names.cache_clear()
    yield
    catalogue._files.cache_clear()
    catalogue.names.cache_clear()
