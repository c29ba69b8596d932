from __future__ import annotations

from collections.abc import Iterator

import pytest

from dslint.policy import catalogue
from tests.golden.compare import FOLDER


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def _rules_of_the_story(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of its own, so that golden files do not change with rules/."""
    monkeypatch.setattr(catalogue, "rules_folder", lambda: FOLDER / "rules")
    catalogue._files.cache_clear()
    catalogue.names.cache_clear()
    yield
    catalogue._files.cache_clear()
    catalogue.names.cache_clear()
