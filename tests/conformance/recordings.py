"""What real control planes did, recorded: one JSON object a line, gzipped, in recorded/.

`fresh` has other cases of the same kinds, `fresh/targeted` values at the edges of rules (for 1.33 and 1.30 the cases
that they answer otherwise than 1.36, and every tenth of the others), `new` whole scenarios by family.
"""

from __future__ import annotations

import functools
import gzip
import json
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

NOT_VALIDATION = (403, 404)
FOLDER = Path(__file__).parent / "recorded"
VERSIONS = ("1.36", "1.33", "1.30", "1.27", "1.25", "1.21")


@functools.cache
def lines(name: str, within: str = "") -> tuple[dict[str, Any], ...]:
    """The objects of one recording, e.g. `cases` or `seen-1.36`, within a folder of recorded/."""
    with gzip.open(FOLDER / within / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        return tuple(json.loads(line) for line in stream if line.strip())


def by_name(name: str, within: str = "") -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in lines(name, within)}


@functools.cache
def bases() -> dict[str, Any]:
    """The objects that the cases of validation edit, by name."""
    return json.loads((FOLDER / "bases.json").read_text(encoding="utf-8"))


def edited(base: dict[str, Any], edits: list[list[Any]]) -> dict[str, Any]:
    """A copy of the base with each dotted path set; a number indexes a list, missing maps are made."""
    result: dict[str, Any] = _copy(base)
    for path, value in edits:
        *parents, last = path.split(".")
        target: Any = result
        for key in parents:
            target = target[int(key)] if isinstance(target, list) else target.setdefault(key, {})
        target[int(last) if isinstance(target, list) else last] = _copy(value)
    return result


def _copy(value: Any) -> Any:
    """As copy.deepcopy, which takes ten times as long."""
    return pickle.loads(pickle.dumps(value))


def validated(version: str, within: str = "") -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Name, object and what was seen of each case that admission let through and that this version was asked."""
    for name, value, seen in validated_by((version,), within):
        yield name, value, seen[version]


def validated_by(
    versions: Sequence[str], within: str = ""
) -> Iterator[tuple[str, dict[str, Any], dict[str, dict[str, Any]]]]:
    """Name and object of each such case, and what was seen by version, without the versions that were not asked."""
    answers = {version: by_name(f"seen-{version}", within) for version in versions}
    for case in lines("cases", within):
        name = case["name"]
        asked = {version: found[name] for version, found in answers.items() if name in found}
        seen = {version: found for version, found in asked.items() if found["code"] not in NOT_VALIDATION}
        if seen:
            yield name, edited(bases()[case["base"]], case["edits"]), seen


def rollback_steps() -> Iterator[Path]:
    """The folders of a DaemonSet's recorded life, in time's order."""
    yield from sorted((FOLDER / "rollback").iterdir())
