"""The browser that tests and pictures use."""

from __future__ import annotations

import asyncio

import pytest

from tools import chromium


def test_a_browser_leaves_no_event_loop_to_other_tests() -> None:
    if chromium.path() is None:
        pytest.skip(chromium.MISSING)
    with chromium.chromium() as browser:
        assert browser.is_connected()
    assert asyncio.run(asyncio.sleep(0, "free")) == "free"


def test_without_a_browser_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium.shutil, "which", lambda _: None)
    with pytest.raises(FileNotFoundError, match="install-tools"), chromium.chromium():
        pass
