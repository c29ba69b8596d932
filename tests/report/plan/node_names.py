"""Ranges of node names, expanded as a reader does it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def expanded(text: str) -> Iterator[str]:
    """The names of a range as its reader expands it; of a text that is none, the text."""
    match = re.fullmatch(r"([^\[\]]*)\[([0-9,/-]+)\]([^\[\]]*)", text)
    if match is None:
        yield text
        return
    before, inside, after = match.groups()
    yield from (f"{before}{digits}{after}" for item in inside.split(",") for digits in _digits(item))


def _digits(item: str) -> Iterable[str]:
    bounds, _, step = item.partition("/")
    first, _, last = bounds.partition("-")
    numbers = range(int(first), int(last or first) + 1, int(step or 1))
    return (str(number).zfill(len(first)) for number in numbers)
