"""The site has every page of docs/. tests/browser/test_site.py builds it and looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import DOCS, TOP

tomllib = pytest.importorskip("tomllib", reason="needs Python 3.11")


def entries(nav: list[dict[str, Any]]) -> Iterator[str]:
    for item in nav:
        for value in item.values():
            yield from [value] if isinstance(value, str) else entries(value)


def test_every_page_is_in_the_navigation() -> None:
    nav = tomllib.loads((TOP / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    made = {"commands.md", "rules/README.md"}
    assert sorted(entries(nav)) == sorted({page.name for page in DOCS} | made)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_a_page_links_only_to_pages_and_other_sites(page: Path) -> None:
    """The site has no files of the repository, so a link to one would lead nowhere."""
    assert not re.findall(r"\]\((\.\./[^)]*)\)", page.read_text(encoding="utf-8"))
