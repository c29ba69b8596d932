"""The corpus of the reader: for each thing that it can say, one of the smallest texts about which it says it.

python -m tests.fuzz.seeds --inputs 2000 looks for what is not among them, and adds it. Mutations begin with these.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import dslint
from dslint.findings import Origin
from tests.fuzz.cases import Case
from tests.fuzz.corpus import SEEDS as FILE
from tests.fuzz.corpus import seeds
from tests.fuzz.fuzzing import made
from tests.fuzz.shrinking import shrunk
from tests.fuzz.targets import TARGETS

SEEN = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|\{.*|0x[0-9a-f]+|\d+|\\[xuU]\w+")
"""What a message quotes of the text."""


def said(data: bytes) -> set[str]:
    """What the reader says of a text, without what it quotes."""
    with tempfile.TemporaryDirectory(prefix="dslint-fuzz-") as folder:
        file = Path(folder) / "ds.yaml"
        file.write_bytes(data)
        report = dslint.lint(file)
    told = [(each.code, each.message) for each in report.findings if each.origin is Origin.READER]
    told += [("unreadable", note.message) for note in report.unreadable]
    return {f"{code} {SEEN.sub('…', message)}" for code, message in told}


def new_ones(known: Mapping[str, bytes], target: str, seed: int, inputs: int) -> Iterator[tuple[str, bytes]]:
    """What no known text leads to, each with a small one that does."""
    seen = set(known)
    for number in range(inputs):
        case = made(TARGETS[target], target, seed, number)
        assert isinstance(case, Case)
        for data in case.files.values():
            for one in sorted(said(data) - seen):
                seen.add(one)
                yield one, smallest(data, one)


def smallest(data: bytes, wanted: str) -> bytes:
    case = Case(("lint",), {"ds.yaml": data})
    return shrunk(case, lambda other: wanted in said(other.files.get("ds.yaml", b""))).files["ds.yaml"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.seeds", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = dict(seeds()) if FILE.exists() else {}
    for target in ("reader", "texts"):
        for one, data in new_ones(found, target, asked.seed, asked.inputs):
            found[one] = data
            print(len(data), one, flush=True)
            FILE.write_text(
                json.dumps({one: _told(found[one]) for one in sorted(found)}, indent=1) + "\n", encoding="utf-8"
            )


def _told(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return f"base64:{base64.b64encode(data).decode()}"
    return text if not text.startswith("base64:") else f"base64:{base64.b64encode(data).decode()}"


if __name__ == "__main__":
    sys.exit(main())
