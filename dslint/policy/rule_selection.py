"""Which rules a run asks for: by code, by the beginning of codes, or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
    def of(cls, select: Iterable[str], ignore: Iterable[str], own: Mapping[str, str] | None = None) -> Selection:
        """Each text may hold several, parted by commas; `own` are names of users' rules, by code.

        Raises UnknownSelectorError.
        """
        known = {**catalogue.names(), **(own or {})}
        return cls(tuple(_prefixes(select, known)), tuple(_prefixes(ignore, known)))

    def keeps(self, code: str) -> bool:
        kept = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=0 if self.select else 1)
        left = max((len(prefix) for prefix in self.ignore if code.startswith(prefix)), default=0)
        return kept > left

    def idle(self, known: Iterable[str]) -> tuple[str, ...]:
        """Beginnings to leave out that leave nothing out, for none of these codes that they begin is kept at all."""
        kept = [code for code in known if Selection(self.select, ()).keeps(code)]
        return tuple(prefix for prefix in self.ignore if not any(code.startswith(prefix) for code in kept))


def _prefixes(texts: Iterable[str], known: Mapping[str, str]) -> list[str]:
    parts = [part.strip() for text in texts for part in text.split(",")]
    if not all(parts):
        raise UnknownSelectorError("an empty string selects no rules; write a code, a code prefix or a name")
    return [_prefix(part, known) for part in parts]


def _prefix(text: str, known: Mapping[str, str]) -> str:
    if _PREFIX.fullmatch(text.upper()) and any(code.startswith(text.upper()) for code in known):
        return text.upper()
    return code_of(text, known)


def code_of(text: str, known: Mapping[str, str]) -> str:
    """The code of a rule given by code, name or former name; `known` are names by code. Raises UnknownSelectorError."""
    for code, name in known.items():
        if text.upper() == code or text.lower() == name:
            return code
    try:
        return catalogue.code_of(text)
    except catalogue.UnknownRuleError as error:
        raise UnknownSelectorError(str(error)) from error
