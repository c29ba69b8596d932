"""What real control planes did, recorded: one JSON object a line, gzipped, in recorded/."""

from __future__ import annotations

import copy
import functools
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "recorded"
VERSIONS = ("1.36", "1.33", "1.30", "1.27", "1.25", "1.21")


@functools.cache
def lines(name: str) -> tuple[dict[str, Any], ...]:
    """The objects of one recording, e.g. `cases` or `seen-1.36`."""
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        return tuple(json.loads(line) for line in stream if line.strip())


def by_name(name: str) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in lines(name)}


@functools.cache
def bases() -> dict[str, Any]:
    """The objects that the cases of validation edit, by name."""
    return json.loads((FOLDER / "bases.json").read_text(encoding="utf-8"))


def edited(base: dict[str, Any], edits: list[list[Any]]) -> dict[str, Any]:
    """A copy of the base with each dotted path set; a number indexes a list, missing maps are made."""
    result = copy.deepcopy(base)
    for path, value in edits:
        *parents, last = path.split(".")
        target: Any = result
        for key in parents:
            target = target[int(key)] if isinstance(target, list) else target.setdefault(key, {})
        target[int(last) if isinstance(target, list) else last] = copy.deepcopy(value)
    return result


def rollback_steps() -> Iterator[Path]:
    """The folders of a DaemonSet's recorded life, in time's order."""
    yield from sorted((FOLDER / "rollback").iterdir())
