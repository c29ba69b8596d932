"""How far dslint agrees with the recordings: a figure a group, and every miss listed with its reason or failing."""

from __future__ import annotations

import collections
import functools
from pathlib import Path
from typing import Any

import yaml

KNOWN_MISSES = Path(__file__).parent / "known_misses.yaml"


@functools.cache
def known_misses() -> dict[str, dict[str, str]]:
    """Group -> case -> the reason why dslint answers otherwise."""
    return yaml.safe_load(KNOWN_MISSES.read_text(encoding="utf-8")) or {}


class Agreement:
    """Counts agreements by group; keeps what disagrees, with what was wanted and what came."""

    def __init__(self) -> None:
        self.held: dict[str, set[str]] = collections.defaultdict(set)
        self.total: collections.Counter[str] = collections.Counter()
        self.misses: dict[str, dict[str, str]] = collections.defaultdict(dict)

    def hold(self, group: str, case: str, wanted: Any, got: Any) -> None:
        """Count one comparison."""
        self.total[group] += 1
        self.held[group].add(case)
        if wanted != got:
            self.misses[group][case] = f"recorded {wanted!r}, dslint {got!r}"

    def figures(self) -> list[str]:
        """One line a group: `words 1.36: 452/453 = 99.78 %`."""
        return [
            f"{group}: {total - len(self.misses[group])}/{total} = "
            f"{100 * (total - len(self.misses[group])) / total:.2f} %"
            for group, total in sorted(self.total.items())
        ]

    def unexplained(self) -> list[str]:
        """Misses that known_misses.yaml does not list, and listed ones that agree now."""
        found = []
        for group in self.total:
            listed = known_misses().get(group, {})
            found += [
                f"{group} / {case}: {detail}" for case, detail in self.misses[group].items() if case not in listed
            ]
            found += [
                f"{group} / {case}: agrees now; take it out of {KNOWN_MISSES.name}"
                for case in listed
                if case in self.held[group] and case not in self.misses[group]
            ]
        return found
