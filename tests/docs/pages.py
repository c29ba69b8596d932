"""The pages that people read, and the blocks of code in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]
READMES = (TOP / "README.md", TOP / "README.zh-CN.md")
DOCS = tuple(sorted((TOP / "docs").glob("*.md")))
PAGES = (*(page for page in READMES if page.exists()), *DOCS)
BLOCK = re.compile(r"^([ ]*)```(\w*)(?: title=\"([^\"]*)\")?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language, the name of the file that it shows, and its text."""

    language: str
    file: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    for indent, language, file, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        yield Block(language, file, re.sub(rf"(?m)^{indent}", "", text))


def prose(page: Path) -> str:
    """The text of a page without its blocks."""
    return BLOCK.sub("", page.read_text(encoding="utf-8"))
