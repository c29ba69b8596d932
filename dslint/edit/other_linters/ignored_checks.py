"""What a linter is told to ignore, and the rules of dslint that are to be ignored for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from dslint.edit.other_linters.linter import Linter


class Check(NamedTuple):
    """A check by the name that it is written with, and its line."""

    name: str
    line: int


class Left(NamedTuple):
    """What was found and has no counterpart, with the reason. It is `lost` if dslint may report what was ignored."""

    file: str
    line: int
    what: str
    why: str
    lost: bool = True


class Ignored(NamedTuple):
    """Checks that are ignored together: everywhere, or where the lists say; `until` is the last day."""

    linter: Linter
    file: str
    checks: tuple[Check, ...]
    reason: str = ""
    until: str = ""
    namespaces: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        return not any(self[3:])

    def entry(self, codes: Sequence[str]) -> dict[str, Any]:
        """As an entry of `ignores`."""
        lists = {name: [*getattr(self, name)] for name in ("namespaces", "names", "containers", "paths")}
        given = {"rules": [*codes], **lists, "reason": self.reason, "until": self.until}
        return {key: value for key, value in given.items() if value}


class Settings(NamedTuple):
    """What a linter's configuration says that dslint can be told, too. `excluded` are patterns as in .gitignore."""

    ignored: tuple[Ignored, ...] = ()
    excluded: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    left: tuple[Left, ...] = ()


def all_of(linter: Linter, line: int) -> tuple[Check, ...]:
    """All checks of a linter that dslint has a rule for, ignored in one line."""
    return tuple(Check(name, line) for name in linter.rules)


def codes_of(ignored: Ignored) -> tuple[tuple[str, ...], list[Left]]:
    """The rules to ignore, and the checks that have none."""
    linter = ignored.linter
    codes: dict[str, None] = {}
    left: list[Left] = []
    known: set[str] = set()
    for check in ignored.checks:
        plain = linter.plain(check.name)
        matching = [name for name in sorted(linter.all_checks) if fnmatchcase(name, plain)]
        known.update(matching)
        found = [code for name in matching for code in linter.rules.get(name, ())]
        codes.update(dict.fromkeys(found))
        if not found:
            why, lost = _why_left(linter, matching)
            left.append(Left(ignored.file, check.line, f"{linter.name}: {check.name}", why, lost))
    codes.update({code: None for code, checks in linter.together.items() if checks <= known})
    return tuple(sorted(codes)), left


def _why_left(linter: Linter, matching: Iterable[str]) -> tuple[str, bool]:
    """Why a check ignores no rule, and whether dslint will say what it said."""
    for name in matching:
        if name in linter.partly:
            return f"{linter.partly[name]} finds much more; ignore it where it should not be reported", True
        if name in linter.rejected:
            return f"what it finds is rejected by the API server ({linter.rejected[name]})", True
        return "dslint does not check this", False
    return f"not a check of {linter.name} that dslint knows", True
