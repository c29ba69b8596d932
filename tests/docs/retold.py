"""Rewrites what a page shows of a command, for `pytest tests/docs --accept`: what stands for `…` stays left out."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

ELLIPSIS = "…"


def retold(shown: Sequence[str], real: Sequence[str]) -> list[str]:
    """The lines as they are printed now, with `…` where it was. All of them, if the page showed none."""
    if not shown:
        return list(real)
    found: list[str] = []
    start = 0
    *before, last = parts(shown)
    for part in before:
        at = nearest(part, real, start)
        start = at + len(part)
        found += [*real[at:start], ELLIPSIS]
    # The last lines stay the last ones, also if there are more of them now.
    return [*found, *(real[nearest(last[:1], real, start) :] if last else ())]


def parts(shown: Sequence[str]) -> list[list[str]]:
    """The lines between one `…` and the next."""
    found: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == ELLIPSIS:
            found.append([])
        else:
            found[-1].append(line)
    return found


def nearest(part: Sequence[str], real: Sequence[str], start: int) -> int:
    """Where as many lines stand that are most like these."""
    text = "\n".join(part)
    places = range(start, max(start + 1, len(real) - len(part) + 1))
    return max(places, key=lambda at: difflib.SequenceMatcher(None, text, "\n".join(real[at : at + len(part)])).ratio())
