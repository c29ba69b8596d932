"""One suppression: the rules that it names, the findings that it covers, its last day, and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import InitVar, dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dslint.findings import Finding, ObjectRef, Origin, Silencer, Span
from dslint.policy.report_filter import UnknownSelectorError, code_of

if TYPE_CHECKING:
    from dslint.policy.suppressions.suppression_fixes import Written

ONLY_BY_NAME = frozenset({Origin.READER, Origin.SCHEMA, Origin.API_SERVER, Origin.KUBELET})
"""Findings that Kubernetes rejects an object for: only a code or a name suppresses them, never a code prefix."""

_PREFIX = re.compile(r"DS\d{0,2}")
_USER_PREFIX = re.compile(r"[A-Z]+")
_UNTIL = re.compile(r"\buntil=(\S+)")


class SuppressionError(ValueError):
    """A suppression that cannot be read."""


@dataclass(slots=True)
class Suppression:
    """`rules` are codes, names or code prefixes as written; `covers` tells whether a finding is in its scope.

    `until` is its last day. `by` says what kind it is, `file` and `span` where it is written, `written` how, and
    `object` the object that contains it. `judged` is whether it is reported if it has no effect; `used` becomes true
    when it suppresses a finding. `user_rules` are the names of the user's rules by code; they are known beside dslint's
    own.
    """

    rules: tuple[str, ...]
    covers: Callable[[Finding], bool]
    reason: str = ""
    until: date | None = None
    file: str | None = None
    span: Span | None = None
    object: ObjectRef | None = None
    by: Silencer = Silencer.COMMENT
    judged: bool = True
    used: bool = False
    unknown: tuple[str, ...] = field(init=False, default=())
    unknown_rules: tuple[str, ...] = field(init=False, default=())
    _codes: frozenset[str] = field(init=False, default=frozenset())
    _prefixes: tuple[str, ...] = field(init=False, default=())
    written: Written | None = None
    user_rules: InitVar[Mapping[str, str] | None] = None

    def __post_init__(self, user_rules: Mapping[str, str] | None) -> None:
        codes, prefixes, unknown = set(), [], {}
        for rule in dict.fromkeys(self.rules):
            if _is_prefix(rule.upper(), user_rules or {}):
                prefixes.append(rule.upper())
                continue
            try:
                codes.add(code_of(rule, user_rules or {}))
            except UnknownSelectorError as error:
                unknown[rule] = str(error)
        self._codes, self._prefixes, self.unknown = frozenset(codes), tuple(prefixes), tuple(unknown.values())
        self.unknown_rules = tuple(unknown)

    def expired(self, today: date) -> bool:
        return self.until is not None and self.until < today

    def silences(self, finding: Finding) -> bool:
        return self.names(finding) and self.covers(finding)

    def names(self, finding: Finding) -> bool:
        if finding.code in self._codes:
            return True
        return finding.origin not in ONLY_BY_NAME and finding.code.startswith(self._prefixes)

    def may_name(self, code: str) -> bool:
        """Whether it names findings of a rule by their code, name or code prefix."""
        return code in self._codes or code.startswith(self._prefixes)


def _is_prefix(text: str, user_rules: Mapping[str, str]) -> bool:
    """Whether it is a prefix of codes: `DS6`, or for a user's ACME001 `ACME` and `ACME0`, but not `AC`."""
    if _PREFIX.fullmatch(text):
        return True
    codes = {code: _USER_PREFIX.match(code) for code in user_rules}
    return any(
        code.startswith(text) and len(match[0]) <= len(text) < len(code) for code, match in codes.items() if match
    )


def rule_list(text: str) -> tuple[str, ...]:
    """The rules in `DS601, host-network`."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def last_day(text: str) -> date:
    """`2027-01-31` as a date. Raises SuppressionError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SuppressionError(f"until={text} is not a valid date; write until=2027-01-31") from error


def reason_and_day(text: str) -> tuple[str, date | None]:
    """A reason with `until=2027-01-31` in it. Raises SuppressionError."""
    match = _UNTIL.search(text)
    if match is None:
        return text.strip(), None
    return _UNTIL.sub("", text).strip(), last_day(match[1])
