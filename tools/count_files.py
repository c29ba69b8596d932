"""Counts the files of dslint/ that two commands use: lint of one document, and plan of one update.

    python -m tools.count_files [--files] [lint|plan]

A command uses a file if it calls a function of it; code that an import runs does not count. `--files` lists each file
with its number of lines and of functions that were called.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).parent.parent
WALKS: dict[str, tuple[str, ...]] = {
    "lint": ("lint", "examples/fluentd.yaml", "--no-cache"),
    "plan": (
        "plan", "--trace", "--nodes", "examples/nodes.yaml", "--from", "examples/update/old.yaml",
        "examples/update/new.yaml",
    ),
}  # fmt: skip
NOT_FUNCTIONS = ("<lambda>", "<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>")


def functions_called(arguments: Sequence[str]) -> set[CodeType]:
    """The functions of dslint/ that a command calls, run in this process from the top of the repository.

    Bodies of classes, lambdas and comprehensions are not counted. Raises ValueError if the command fails.
    """
    package = str(ROOT / "dslint")
    seen: set[CodeType] = set()
    importing = 0

    def look(frame: FrameType, event: str, _: Any) -> None:
        nonlocal importing
        code = frame.f_code
        if not code.co_filename.startswith(package):
            return
        if code.co_name == "<module>":
            importing += {"call": 1, "return": -1}.get(event, 0)
        elif event == "call" and not importing and code.co_flags & CO_OPTIMIZED:
            seen.add(code)

    from dslint.cli.run import run

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            code = run(list(arguments))
    finally:
        sys.setprofile(before)
    if code not in (0, 1):
        raise ValueError(f"dslint {' '.join(arguments)} ended with exit code {code}")
    return {code for code in seen if code.co_name not in NOT_FUNCTIONS}


def by_file(functions: set[CodeType]) -> Counter[str]:
    return Counter(str(Path(code.co_filename).relative_to(ROOT)) for code in functions)


def lines(walk: str, *, files: bool) -> list[str]:
    found = by_file(functions_called(WALKS[walk]))
    text = [f"{walk}: {len(found)} files, {sum(found.values())} functions"]
    if files:
        text += [f"  {size(name):4} lines {count:3} functions  {name}" for name, count in sorted(found.items())]
    return text


def size(name: str) -> int:
    return len((ROOT / name).read_text(encoding="utf-8").splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("walk", nargs="?", choices=WALKS, help="the command to count (default: both)")
    parser.add_argument("--files", action="store_true", help="list each file with its lines and functions")
    options = parser.parse_args()
    if options.walk:
        print("\n".join(lines(options.walk, files=options.files)))
        return
    for walk in WALKS:  # each in its own process: the second would not call what the first has cached
        subprocess.run([sys.executable, "-m", "tools.count_files", walk, *sys.argv[1:]], cwd=ROOT, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
