"""One browser for all tests of this folder, which one process runs (tests/whole_files.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.visits import WIDE, Look, Tabs, Visit
from tools.chromium import MISSING, chromium, path


# Not for the session: playwright's event loop would be in the way of tests that run their own.
@pytest.fixture(scope="package")
def tabs() -> Iterator[Tabs]:
    if path() is None:
        pytest.skip(MISSING)
    with chromium() as browser:
        yield Tabs(browser)


@pytest.fixture
def visit(tabs: Tabs, tmp_path: Path) -> Iterator[Visit]:
    """Opens a page. The test fails if a page writes to the console, raises an error or makes any request.

    The pages of a test with the same look are opened in the same tab, one after the other.
    """

    def visited(html: str, look: Look = WIDE, anchor: str = "") -> Page:
        return tabs.visit(html, look, tmp_path, anchor)

    yield visited
    misdeeds = tabs.close()
    if misdeeds:
        pytest.fail("\n".join(misdeeds))
