"""Pages about a whole task rather than one rule, in rules/guides/."""

from __future__ import annotations

from pathlib import Path

from dslint.data import rules_folder


def guides() -> tuple[str, ...]:
    """The names of all guides."""
    return tuple(sorted(path.stem for path in _folder().glob("*.md")))


def guide(name: str) -> str:
    """The guide's text, Markdown. Raises LookupError for a name that none has."""
    if name not in guides():
        raise LookupError(name)
    return (_folder() / f"{name}.md").read_text(encoding="utf-8")


def _folder() -> Path:
    return rules_folder() / "guides"
