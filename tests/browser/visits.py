"""Pages in a browser, and all that they should not do there."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Protocol

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route


class Look(NamedTuple):
    """A window, and what its owner has asked for."""

    width: int = 1280
    height: int = 900
    dark: bool = False
    script: bool = True
    printed: bool = False
    touch: bool = False


WIDE = Look()
DARK = Look(dark=True)
PHONE = Look(width=390, height=844, touch=True)
DARK_PHONE = PHONE._replace(dark=True)
WITHOUT_SCRIPT = Look(script=False)
PRINTED = Look(width=794, height=1123, printed=True)
"""A sheet of A4."""


class Visit(Protocol):
    def __call__(self, html: str, look: Look = WIDE, anchor: str = "") -> Page: ...


class Tabs:
    """The tabs of a browser, which are used again: a new one takes three times as long as the tests of a page.

    `misdeeds` are what the pages did since the last `close`: messages in the console, errors, and requests.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._tabs: dict[tuple[bool, bool], Page] = {}
        self._visited: set[str] = set()
        self.misdeeds: list[str] = []

    def visit(self, html: str, look: Look, folder: Path, anchor: str = "") -> Page:
        """The text, opened from a file of the folder as people open a report. It replaces the page before."""
        file = folder / f"page-{len(self._visited)}.html"
        file.write_text(html, encoding="utf-8")
        self._visited.add(file.as_uri())
        page = self._tab(look.script, look.touch)
        page.set_viewport_size({"width": look.width, "height": look.height})
        page.emulate_media(
            color_scheme="dark" if look.dark else "light",
            media="print" if look.printed else "screen",
            reduced_motion="reduce",
        )
        page.goto(file.as_uri() + (f"#{anchor}" if anchor else ""))
        return page

    def close(self) -> list[str]:
        """Ends the visits. Gives the misdeeds of their pages."""
        for page in self._tabs.values():
            page.evaluate("0")  # what the page did before this has been told by then
        misdeeds, self.misdeeds = self.misdeeds, []
        self._visited.clear()
        return misdeeds

    def _tab(self, script: bool, touch: bool) -> Page:
        if (script, touch) not in self._tabs:
            page = self.browser.new_context(java_script_enabled=script, has_touch=touch).new_page()
            page.set_default_timeout(15_000)
            page.on("console", lambda message: self.misdeeds.append(f"console: {message.text}"))
            page.on("pageerror", lambda error: self.misdeeds.append(f"error: {error}"))
            page.route("**/*", self._answer)
            self._tabs[script, touch] = page
        return self._tabs[script, touch]

    def _answer(self, route: Route) -> None:
        if route.request.url.partition("#")[0] in self._visited:
            route.continue_()
        else:
            self.misdeeds.append(f"request: {route.request.url}")
            route.abort()


IMPACTS = ("minor", "moderate", "serious", "critical")


def accessibility_faults(page: Page, least: str = "moderate") -> list[str]:
    """What axe-core finds that is at least so bad: the rule, how bad, and where."""
    counted = IMPACTS[IMPACTS.index(least) :]
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']} ({fault['impact']}): {' '.join(map(str, node['target']))}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in counted
        for node in fault["nodes"]
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
