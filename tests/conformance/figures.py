"""figures.yaml: how many comparisons of each group agree with the recordings; docs/control-planes.md shows them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "figures.yaml"
HEAD = """\
# How many of the comparisons with recorded control planes agree, by group. The tests of each group hold it to this.
# Written by `pytest tests/conformance -n0 --accept`; then `make generate` writes docs/control-planes.md.
"""


def listed() -> dict[str, str]:
    """`452/453` by group."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def accept(figures: Mapping[str, str]) -> None:
    """Rewrite the file with these figures, and the present ones of all other groups."""
    text = yaml.safe_dump({**listed(), **figures}, width=1000)
    FILE.write_text(HEAD + text, encoding="utf-8")


def stale(figures: Mapping[str, str]) -> list[str]:
    """What the file says otherwise than these figures."""
    known = listed()
    return [
        f"{group}: {figure} agree, figures.yaml has {known.get(group)}; write it with --accept"
        for group, figure in figures.items()
        if known.get(group) != figure
    ]
