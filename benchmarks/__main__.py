"""`python -m benchmarks [NAME…]`: each command compared with `python -c pass` or another, and its limit.

`python -m benchmarks growth [NAME…]` measures how the cost of commands grows with their input.
`python -m benchmarks throughput [FILES]` measures lint of many files.
`python -m benchmarks page [SECTION…]` measures all that docs/benchmarks.md shows, and writes it there.
`python -m benchmarks soak [SESSIONS [FILES [ROUNDS]]]` looks for what grows over many runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import growth, page, ratios, soak, throughput

OTHERS = {"growth": growth.lines, "throughput": throughput.lines, "page": page.lines, "soak": soak.lines}
"""What is measured besides ratios, by the first word."""


def main(wanted: Sequence[str]) -> None:
    measure = OTHERS.get(wanted[0]) if wanted else None
    words = wanted[1:] if measure else wanted
    found = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        for line in (measure or ratios.lines)(Path(folder), words):
            print(line, flush=True)
            found = True
    if not found:
        sys.exit(f"nothing that is measured has {' or '.join(words)} in its name")


if __name__ == "__main__":
    main(sys.argv[1:])
