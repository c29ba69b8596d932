"""`python -m tests.guards [WORD…]`: takes each guard out of a copy of the checkout, and runs the test that must fail.

WORDs choose guards by their name. The exit code is 1 if a test passes without its guard.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.guards.guards import Guard, guards
from tools.checkout_copy import copied_checkout

PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-n0")
SECONDS = 120
"""A test that does not end without its guard has shown what the guard is for."""


def fails(guard: Guard, copy: Path) -> bool:
    """Whether the guard's test fails in the copy without the guard, which has it again afterwards."""
    file = copy / guard.file
    text = file.read_text(encoding="utf-8")
    file.write_text(guard.out_of(text), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*PYTEST, guard.test], cwd=copy, env=environment, check=False, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(text, encoding="utf-8")
    return done.returncode == 1


def results(wanted: Sequence[str], copy: Path) -> Iterator[tuple[Guard, bool]]:
    for guard in guards():
        if not wanted or any(word.lower() in guard.name.lower() for word in wanted):
            yield guard, fails(guard, copy)


def main(wanted: Sequence[str]) -> int:
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        for guard, failed in results(wanted, copied_checkout(Path(folder))):
            print(f"{'fails' if failed else 'PASSES':<6} without: {guard.name} ({guard.test})", flush=True)
            survived += not failed
    return int(survived > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
