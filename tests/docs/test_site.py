"""The site is built without a warning, has every page, and asks no other host for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import DOCS, TOP
from tools import site

tomllib = pytest.importorskip("tomllib", reason="needs Python 3.11")
pytest.importorskip("zensical", reason="needs the extra docs")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = site.build(folder)
    assert done.returncode == 0, done.stdout
    return folder / "build" / "site"


def entries(nav: list[dict[str, Any]]) -> Iterator[str]:
    for item in nav:
        for value in item.values():
            yield from [value] if isinstance(value, str) else entries(value)


def test_every_page_is_in_the_navigation() -> None:
    nav = tomllib.loads((TOP / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    made = {"commands.md", "rules/README.md"}
    assert sorted(entries(nav)) == sorted({page.name for page in DOCS} | made)


def test_every_rule_has_a_page(built: Path) -> None:
    rules = {path.stem for path in (TOP / "docs" / "rules").glob("DS*.md")}
    assert {path.stem for path in (built / "rules").glob("DS*.html")} == rules


def test_no_page_asks_another_host_for_anything(built: Path) -> None:
    asked = r"<(?:script|img|iframe|source)[^>]* src=\"(?:https?:)?//[^\"]*|<link[^>]* href=\"(?:https?:)?//[^\"]*"
    for page in built.rglob("*.html"):
        assert not re.findall(asked, page.read_text(encoding="utf-8")), page
    for sheet in built.rglob("*.css"):
        assert not re.findall(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet


def test_the_python_reference_has_the_docstrings(built: Path) -> None:
    page = (built / "python-reference.html").read_text(encoding="utf-8")
    for name in ("lint_static_pods", "plan_fleet", "migrate_text"):
        assert f"{name}(" in re.sub(r"<[^>]+>", "", page)


def test_a_link_to_a_page_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[gone](nosuch.md)\n")
    (tmp_path / "zensical.toml").write_text('[project]\nsite_name = "x"\n')
    done = site.run(tmp_path / "zensical.toml")
    assert done.returncode == 1
    assert "page does not exist" in done.stdout


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_a_page_links_only_to_pages_and_other_sites(page: Path) -> None:
    """The site has no files of the repository, so a link to one would lead nowhere."""
    assert not re.findall(r"\]\((\.\./[^)]*)\)", page.read_text(encoding="utf-8"))
