"""What a node looks like: a colour and a pattern for each answer, each colour with one meaning.

Blue is a new pod, light blue an old one that stays, black a node that should have a pod and has none available, magenta
one that loses its pod, and an empty square one without a pod.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from dslint.report.plan.wording import Answer

UNIT = 14
"""The side of a glyph's tile, gap included; maps scale it."""


class Glyph(NamedTuple):
    """One kind of square. `colour` is a variable of the style sheet, `mark` the `d` of a path on it; "" for none.

    `hollow`: only the edge has the colour.
    """

    name: str
    colour: str
    mark: str = ""
    hollow: bool = False


CROSS = "M3 3l6 6M9 3l-6 6"
DASH = "M2.5 6h7"
PLUS = "M6 2.5v7M2.5 6h7"
STRIPES = "M0 4l4-4M0 8l8-8M0 12l12-12M4 12l8-8M8 12l4-4"
BAR = "M6 2v4.5M6 8.5v1.5"
DOT = "M4.5 6h3"
DOTS = "M2.5 6h1.4M5.3 6h1.4M8.1 6h1.4"
SLASH = "M2.5 9.5l7-7"

GLYPHS = (
    Glyph("new", "--new"),
    Glyph("added", "--new", PLUS),
    Glyph("may", "--new", DOT, hollow=True),
    Glyph("old", "--old"),
    Glyph("misscheduled", "--old", SLASH),
    Glyph("both", "--old", PLUS),
    Glyph("down", "--down", STRIPES),
    Glyph("never-ready", "--down", BAR),
    Glyph("waits", "--down", DOTS),
    Glyph("refused", "--down", CROSS, hollow=True),
    Glyph("gone", "--gone", CROSS),
    Glyph("gone-in-turn", "--gone", DASH),
    Glyph("none", "--none", hollow=True),
)

OF_ANSWER: Mapping[Answer, str] = MappingProxyType(
    {
        Answer.REMOVED_AT_ONCE: "gone",
        Answer.REMOVED_IN_TURN: "gone-in-turn",
        Answer.NEVER_READY: "never-ready",
        Answer.PENDING: "down",
        Answer.REFUSED: "refused",
        Answer.MISSCHEDULED: "misscheduled",
        Answer.WAITS: "waits",
        Answer.REPLACED: "new",
        Answer.ADDED: "added",
        Answer.RUNS: "new",
        Answer.CANDIDATE: "may",
        Answer.NOT_SCHEDULED: "none",
        Answer.KEPT: "old",
        Answer.NEVER_RAN: "none",
    }
)

DURING: Mapping[str, str] = MappingProxyType(
    {
        "new": "new pod available",
        "both": "old pod available, new one starting",
        "old": "old pod available",
        "down": "no available pod",
        "gone": "pod removed",
        "none": "no pod",
    }
)
"""The kinds of nodes during a rollout, from the bottom of its chart to the top, and what they mean."""


AREAS: Mapping[str, str] = MappingProxyType(
    {"down": "M-2 2l4-4M0 8l8-8M6 10l4-4", "gone": "M2.5 2.5l3 3M5.5 2.5l-3 3", "both": "M4 2v4M2 4h4"}
)
"""The marks on areas of charts, which have no squares: the `d` of a path on a tile with a side of 8."""


def area_fill(kind: str) -> str:
    """The `fill` of an area of a chart; kinds without a mark are plain."""
    return f"url(#area-{kind})" if kind in AREAS else f"var(--{kind})"


_LEAST = 8
"""Smaller tiles have no room for marks: they are plain."""


def scaled(sizes: Iterable[int]) -> list[tuple[int, str]]:
    """The sizes of tiles other than UNIT, and how they are scaled; "" for those that are plain."""
    found = sorted(set(sizes) - {UNIT})
    return [(size, f"{size / UNIT:.4g}" if size >= _LEAST else "") for size in found]


def fill(name: str, size: int = UNIT) -> str:
    """The `fill` of a shape whose nodes are tiles of this size."""
    return f"url(#{name})" if size == UNIT else f"url(#{name}-{size})"
