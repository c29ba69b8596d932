from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dslint.cli.run import run
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
