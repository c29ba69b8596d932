"""How far dslint agrees with the recordings: a figure a group, and every miss listed with its reason or failing."""

from __future__ import annotations

import collections
from typing import Any

from tests.conformance import known_misses


class Agreement:
    """Counts agreements by group; keeps what disagrees, with what was wanted and what came.

    A group belongs to one test. `within` is the folder of the recordings and begins the groups' names.
    """

    def __init__(self) -> None:
        self.within = ""
        self.total: collections.Counter[str] = collections.Counter()
        self.misses: dict[str, dict[str, str]] = collections.defaultdict(dict)

    def open(self, *groups: str) -> None:
        """Say that the test may compare something in these groups, so that what is listed there is checked."""
        for group in groups:
            self.total[f"{self.within} {group}".strip()] += 0

    def hold(self, group: str, case: str, wanted: Any, got: Any) -> None:
        """Count one comparison."""
        group = f"{self.within} {group}".strip()
        self.total[group] += 1
        if wanted != got:
            self.misses[group][case] = f"recorded {wanted!r}, dslint {got!r}"

    def agreeing(self) -> dict[str, str]:
        """By group, how many of its comparisons agree: `452/453`."""
        totals = sorted(self.total.items())
        return {group: f"{total - len(self.misses[group])}/{total}" for group, total in totals if total}

    def figures(self) -> list[str]:
        """One line a group: `words 1.36: 452/453 = 99.78 %`."""
        return [
            f"{group}: {figure} = {100 * (1 - len(self.misses[group]) / self.total[group]):.2f} %"
            for group, figure in self.agreeing().items()
        ]

    def unexplained(self) -> list[str]:
        """Misses that are not listed with a reason, and listed ones that are none."""
        found = []
        known = known_misses.by_group()
        for group in self.total:
            listed = known[group]
            found += [f"{group} / {case}: {told}" for case, told in self.misses[group].items() if case not in listed]
            found += [
                f"{group} / {case}: agrees now, or is not compared any more; take it out of known_misses.yaml"
                for case in sorted(listed - set(self.misses[group]))
            ]
        return found
