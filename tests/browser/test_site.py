"""The site of docs/: built without a warning, with every rule, and in a browser without a network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from tests.browser.visits import DARK_PHONE, PHONE, WIDE, Look, Tabs, sideways
from tools import site

TOP = Path(__file__).parents[2]
pytest.importorskip("zensical", reason="needs the extra docs, and Python 3.11")

Opens = Callable[..., Page]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = site.build(folder)
    assert done.returncode == 0, done.stdout
    return folder / "build" / "site"


@pytest.fixture(scope="module")
def tab(tabs: Tabs, built: Path) -> Iterator[tuple[Page, list[str]]]:
    """One tab for all tests, and what went wrong in it: messages, errors, and requests to any host."""
    faults: list[str] = []

    def answer(route: Route) -> None:
        if not route.request.url.startswith(built.as_uri()):
            faults.append(route.request.url)
        route.continue_()

    page = tabs.browser.new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/*", answer)
    yield page, faults
    page.close()


@pytest.fixture
def opens(tab: tuple[Page, list[str]], built: Path) -> Iterator[Opens]:
    """Opens a page of the site from its file. The test fails on messages, errors, and requests to any host."""
    page, faults = tab
    faults.clear()

    def opened(name: str, look: Look = WIDE) -> Page:
        page.set_viewport_size({"width": look.width, "height": look.height})
        page.emulate_media(color_scheme="dark" if look.dark else "light")
        page.goto((built / name).as_uri())
        return page

    yield opened
    assert faults == []


def test_every_rule_has_a_page(built: Path) -> None:
    rules = {path.stem for path in (TOP / "docs" / "rules").glob("DS*.md")}
    assert {path.stem for path in (built / "rules").glob("DS*.html")} == rules


def test_no_page_names_a_script_or_a_picture_of_another_host(built: Path) -> None:
    asked = r"<(?:script|img|iframe|source)[^>]* src=\"(?:https?:)?//[^\"]*|<link[^>]* href=\"(?:https?:)?//[^\"]*"
    for page in built.rglob("*.html"):
        assert not re.findall(asked, page.read_text(encoding="utf-8")), page
    for sheet in built.rglob("*.css"):
        assert not re.findall(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet


def test_the_python_reference_has_the_docstrings(built: Path) -> None:
    page = re.sub(r"<[^>]+>", "", (built / "python-reference.html").read_text(encoding="utf-8"))
    for name in ("lint_static_pods", "plan_fleet", "migrate_text"):
        assert f"{name}(" in page


def test_a_link_to_a_page_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[gone](nosuch.md)\n")
    (tmp_path / "zensical.toml").write_text('[project]\nsite_name = "x"\n')
    done = site.run(tmp_path / "zensical.toml")
    assert done.returncode == 1
    assert "page does not exist" in done.stdout


def test_the_search_finds_a_rule_also_in_pages_opened_as_files(opens: Opens) -> None:
    page = opens("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("rollout-without-budget")
    found = page.get_by_text("DS234 rollout-without-budget").first
    found.wait_for()
    assert page.get_by_role("combobox").input_value() == "rollout-without-budget"
    found.click()
    page.wait_for_url("**/DS234-rollout-without-budget.html*")


@pytest.mark.parametrize("name", ["lint.html", "commands.html"])
def test_a_page_fits_a_phone(opens: Opens, name: str) -> None:
    assert sideways(opens(name, PHONE)) <= 0


def test_axe_finds_nothing_in_what_we_wrote(opens: Opens) -> None:
    """Of the theme's own parts, nothing is asked."""
    page = opens("control-planes.html", DARK_PHONE)
    # Browsers let the keyboard scroll what scrolls. "preload" is what axe would load itself.
    options = {"preload": False, "rules": {"scrollable-region-focusable": {"enabled": False}}}
    found = Axe().run(page, context="article", options=options).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
