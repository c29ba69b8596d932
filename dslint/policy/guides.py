"""Guides in rules/guides/: pages about a task rather than a rule."""

from __future__ import annotations

from pathlib import Path

from dslint.data import rules_folder


def guides() -> tuple[str, ...]:
    """The names of all guides."""
    return tuple(sorted(path.stem for path in _folder().glob("*.md")))


def guide(name: str) -> str:
    """The text of a guide, in Markdown. Raises LookupError for an unknown name."""
    if name not in guides():
        raise LookupError(name)
    return (_folder() / f"{name}.md").read_text(encoding="utf-8")


def _folder() -> Path:
    return rules_folder() / "guides"
