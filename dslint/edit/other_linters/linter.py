"""A linter whose ignores are taken over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Linter(NamedTuple):
    """A linter and its checks.

    `rules` maps checks to codes and `partly` those that find less than the rule. `together` are codes with the checks
    that must all be ignored. `rejected` find what the API server or the decoder rejects. `unchecked` have no rule.
    `plain` gives the name of a check as the tables have it.
    """

    name: str
    rules: Mapping[str, tuple[str, ...]]
    partly: Mapping[str, str] = {}
    together: Mapping[str, frozenset[str]] = {}
    rejected: Mapping[str, str] = {}
    unchecked: frozenset[str] = frozenset()
    defaults: frozenset[str] = frozenset()
    plain: Callable[[str], str] = str.strip

    @property
    def all_checks(self) -> frozenset[str]:
        return frozenset({*self.rules, *self.partly, *self.rejected, *self.unchecked})


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
