"""How many examples a property is tried on: a few, always the same, unless more are asked for.

PROPERTY_EXAMPLES=1000 tries as many of each, and others in each run.
"""

from __future__ import annotations

import os

from hypothesis import Phase, settings

WISHED = int(os.environ.get("PROPERTY_EXAMPLES", "0"))
# A failure is told by its smallest example alone: explaining it takes longer than finding it.
PHASES = [phase for phase in Phase if phase is not Phase.explain]


def few(count: int) -> settings:
    return settings(
        max_examples=WISHED or count, derandomize=not WISHED, database=None, phases=PHASES, print_blob=bool(WISHED)
    )
