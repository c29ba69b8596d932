"""Which rules a run asks for: by code, by the beginning of codes, or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dslint.policy import catalogue

_PREFIX = re.compile(r"[A-Z]+\d{0,3}")


class UnknownSelectorError(ValueError):
    """A text that selects no rule; it says which is near."""


class Selection(NamedTuple):
    """Beginnings of codes to keep and to leave out. The longer beginning wins; without any to keep, all are kept."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> Selection:
        """Each text may hold several, parted by commas. Raises UnknownSelectorError."""
        return cls(tuple(_prefixes(select)), tuple(_prefixes(ignore)))

    def keeps(self, code: str) -> bool:
        kept = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=0 if self.select else 1)
        left = max((len(prefix) for prefix in self.ignore if code.startswith(prefix)), default=0)
        return kept > left


def _prefixes(texts: Iterable[str]) -> list[str]:
    parts = (part.strip() for text in texts for part in text.split(","))
    return [_prefix(part) for part in parts if part]


def _prefix(text: str) -> str:
    codes = catalogue.names()
    if _PREFIX.fullmatch(text.upper()) and any(code.startswith(text.upper()) for code in codes):
        return text.upper()
    try:
        return catalogue.find(text).code
    except catalogue.UnknownRuleError as error:
        raise UnknownSelectorError(str(error)) from error
