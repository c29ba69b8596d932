"""One suppression: the rules it names, where it holds, until when, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dslint.findings import Finding, ObjectRef, Origin, Silencer, Span
from dslint.policy import catalogue

ONLY_BY_NAME = frozenset({Origin.READER, Origin.SCHEMA, Origin.API_SERVER, Origin.KUBELET})
"""What somebody refuses is silenced by its code or name alone, never by the beginning of codes."""

_BEGINNING = re.compile(r"DS\d{0,2}")
_UNTIL = re.compile(r"\buntil=(\S+)")


class SuppressionError(ValueError):
    """A suppression that says what it cannot say."""


@dataclass(slots=True)
class Suppression:
    """`rules` are as written; `covers` tells whether a finding lies where the suppression holds.

    `until` is the last day of it. `by` says what it is, `file` and `span` are where it stands, and `object` what it
    stands in; `used` once it has silenced something.
    """

    rules: tuple[str, ...]
    covers: Callable[[Finding], bool]
    reason: str = ""
    until: date | None = None
    file: str | None = None
    span: Span | None = None
    object: ObjectRef | None = None
    by: Silencer = Silencer.COMMENT
    used: bool = False
    unknown: tuple[str, ...] = field(init=False, default=())
    _codes: frozenset[str] = field(init=False, default=frozenset())
    _beginnings: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        codes, beginnings, unknown = set(), [], []
        for rule in self.rules:
            if _BEGINNING.fullmatch(rule.upper()):
                beginnings.append(rule.upper())
                continue
            try:
                codes.add(catalogue.code_of(rule))
            except catalogue.UnknownRuleError as error:
                unknown.append(str(error))
        self._codes, self._beginnings, self.unknown = frozenset(codes), tuple(beginnings), tuple(unknown)

    def expired(self, today: date) -> bool:
        return self.until is not None and self.until < today

    def silences(self, finding: Finding) -> bool:
        return self.names(finding) and self.covers(finding)

    def names(self, finding: Finding) -> bool:
        if finding.code in self._codes:
            return True
        return finding.origin not in ONLY_BY_NAME and finding.code.startswith(self._beginnings or ("\0",))


def parted(text: str) -> tuple[str, ...]:
    """`DS601, host-network` -> both."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def last_day(text: str) -> date:
    """`2027-01-31` as a date. Raises SuppressionError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SuppressionError(f"until={text} is no date; write it as until=2027-01-31") from error


def reason_and_day(text: str) -> tuple[str, date | None]:
    """A reason with `until=2027-01-31` in it. Raises SuppressionError."""
    match = _UNTIL.search(text)
    if match is None:
        return text.strip(), None
    return _UNTIL.sub("", text).strip(), last_day(match[1])
