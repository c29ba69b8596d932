"""What happens in some inputs only."""

from __future__ import annotations

from random import Random


def happens(random: Random, chance: float) -> bool:
    """Whether it does. Hypothesis makes inputs small by drawing small numbers: then it does not."""
    return random.random() >= 1 - chance
