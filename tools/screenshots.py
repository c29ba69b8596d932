"""Draws the pictures of the docs: what commands print, and the pages that they write.

    python -m tools.screenshots [--into FOLDER] [NAME…]

They are written to docs/images/. Look at each picture that has changed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.chromium import chromium
from tools.terminal_picture import runs, svg

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
COLUMNS = 100

LINT = ("lint", "examples/broken.yaml")
UPDATE = ("--from", "examples/update/old.yaml", "examples/update/new.yaml")
PLAN = ("plan", "--nodes", "examples/nodes.yaml", *UPDATE)
CLOUD = ("plan", "--nodes", "tests/clusters/mixed-cloud.yaml", *UPDATE)
AT_RISK = "AT RISK: 6 of 27 nodes lose logging/agent"
MIDWAY = "const time = document.querySelector('[type=range]'); time.value = 6; time.dispatchEvent(new Event('input'))"


class TerminalPicture(NamedTuple):
    """What a command prints. Of more lines than `most`, the first are shown, and the last sentence."""

    name: str
    command: Sequence[str]
    says: Sequence[str]
    most: int = 60


class PagePicture(NamedTuple):
    """A page that a command writes, in a window; with `below`, what is below the heading of this text, up to the next.

    `before` is a script that runs on the page first. Each of the texts that it `says` is in the picture.
    """

    name: str
    command: Sequence[str]
    says: Sequence[str]
    width: int = 1200
    height: int = 860
    dark: bool = False
    below: str = ""
    before: str = ""


TERMINALS = (
    TerminalPicture("lint-terminal.svg", LINT, ("DS231 selector-mismatch", "^^^", "6 errors")),
    TerminalPicture("plan-terminal.svg", PLAN, (AT_RISK, "untolerated taint", "6 to remove"), 30),
)
PAGES = (
    PagePicture("lint-page.png", LINT, ("6 errors", "Search", "DS231 selector-mismatch", "log-agnet")),
    PagePicture("lint-phone.png", LINT, ("6 errors", "Search"), 390, 780, dark=True),
    PagePicture("plan-page.png", PLAN, (AT_RISK, "Nodes by pool and zone", "zone-c", "fargate 1"), 1200, 1190),
    PagePicture("plan-map.png", CLOUD, ("general", "north-c"), 760, 400, below="Nodes by pool and zone"),
    PagePicture("plan-rollout.png", PLAN, ("budget 6",), 760, 535, below="Rollout", before=MIDWAY),
    PagePicture("plan-dark.png", PLAN, (AT_RISK,), dark=True),
    PagePicture("plan-phone.png", PLAN, (AT_RISK,), 390, 780),
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures, such as plan-page.png")
    parser.add_argument("--into", type=Path, default=IMAGES, metavar="FOLDER")
    options = parser.parse_args(arguments)
    known = [picture.name for picture in (*TERMINALS, *PAGES)]
    unknown = sorted(set(options.names) - set(known))
    if unknown:
        parser.error(f"no picture {', '.join(unknown)}; there are {', '.join(known)}")
    options.into.mkdir(parents=True, exist_ok=True)
    draw(options.names or known, options.into)


def draw(names: Sequence[str], folder: Path) -> None:
    """Raises ValueError if a picture does not say what it should, FileNotFoundError if there is no Chromium."""
    for terminal in (picture for picture in TERMINALS if picture.name in names):
        (folder / terminal.name).write_text(terminal_picture(terminal), encoding="utf-8")
    pages = [picture for picture in PAGES if picture.name in names]
    if pages:
        with chromium() as browser:
            page = browser.new_page()
            for picture in pages:
                (folder / picture.name).write_bytes(page_picture(picture, page))


def terminal_picture(picture: TerminalPicture) -> str:
    printed = _printed(*picture.command, "--color", "always").rstrip("\n").split("\n")
    command = f"dslint {' '.join(picture.command)}"
    if len(printed) > picture.most:
        end = max(number for number, line in enumerate(printed) if [run.column for run in runs(line)][:1] == [0])
        start = picture.most - (len(printed) - end) - 1
        printed = [*printed[:start], f"\033[2m… {end - start} more lines\033[0m", *printed[end:]]
    _must_say(picture.name, picture.says, "\n".join(printed))
    return svg(f"Terminal: {command}", [f"\033[1m$ {command}\033[0m", "", *printed], COLUMNS)


def page_picture(picture: PagePicture, page: Page) -> bytes:
    """The picture, drawn in a page, which then shows what is drawn."""
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.emulate_media(color_scheme="dark" if picture.dark else "light", reduced_motion="reduce")
    page.goto("about:blank")
    page.set_content(_printed(*picture.command, "--format", "html"))
    if picture.before:
        page.evaluate(picture.before)
    top, bottom = page.evaluate(BETWEEN_HEADINGS, picture.below) if picture.below else (0, picture.height)
    _must_say(picture.name, picture.says, page.evaluate(TEXTS_BETWEEN, [top, bottom]))
    clip = {"x": 0, "y": top, "width": picture.width, "height": min(bottom - top, picture.height)}
    return page.screenshot(full_page=True, clip=clip)


BETWEEN_HEADINGS = """title => {
  const headings = [...document.querySelectorAll("h2, h3")];
  const first = headings.findIndex((heading) => heading.textContent.trim() === title);
  return headings.slice(first, first + 2).map((heading) => heading.getBoundingClientRect().top + scrollY - 16);
}"""

TEXTS_BETWEEN = """([top, bottom]) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.height && box.top + scrollY >= top && box.bottom + scrollY <= bottom) found.push(walker.currentNode.data);
  }
  return found.join("\\n");
}"""


def _must_say(name: str, words: Sequence[str], text: str) -> None:
    missing = [word for word in words if word not in text]
    if missing:
        raise ValueError(f"{name} does not say {', '.join(map(repr, missing))}; it says:\n{text}")


@cache
def _printed(*arguments: str) -> str:
    """What a command prints at the top of the repository. Raises ValueError if it finds nothing to print."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONPATH": str(ROOT)}
    for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK"):
        environment.pop(name, None)
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "dslint", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode not in (0, 1):
        raise ValueError(f"dslint {' '.join(arguments)} ended with exit code {run.returncode}: {run.stderr}")
    return run.stdout


if __name__ == "__main__":
    main()
