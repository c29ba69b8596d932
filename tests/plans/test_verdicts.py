from __future__ import annotations

from dslint.plans import Level


def test_levels_are_ranked_from_the_worst() -> None:
    assert sorted(Level, key=lambda level: level.rank) == [
        Level.REJECTED,
        Level.OUTAGE,
        Level.BLOCKED,
        Level.AT_RISK,
        Level.SAFE,
    ]
