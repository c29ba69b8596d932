"""Bytes at the reader, led by the branches that they reach. It needs atheris, which has wheels for some Pythons only.

python -m tests.fuzz.bytes_at_reader --minutes 10

It begins with the corpus of seeds.py. What fails is written to build/fuzz, and the run ends.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz.corpus import seeds

FOUND = Path("build/fuzz")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.bytes_at_reader", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--inputs", type=int, default=-1, help="default: as many as there is time for")
    asked = parser.parse_args()
    try:
        import atheris
    except ImportError:
        print("skipped: atheris is not installed; pip install atheris, where there is a wheel for this Python")
        return
    with atheris.instrument_imports(include=["dslint.source"]):
        from tests.source import test_any_text  # noqa: F401 - what is imported here is instrumented
    FOUND.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dslint-fuzz-") as corpus:
        for number, data in enumerate(seeds().values()):
            (Path(corpus) / f"{number:03}").write_bytes(data)
        options = [
            f"-max_total_time={round(asked.minutes * 60)}",
            f"-runs={asked.inputs}",
            f"-artifact_prefix={FOUND}/",
        ]
        atheris.Setup([sys.argv[0], *options, corpus], read)
        atheris.Fuzz()


def read(data: bytes) -> None:
    """Raises AssertionError for a place that lies outside the text, and what else gets past the reader."""
    from dslint.source.encodings import as_kubectl_reads
    from tests.source.test_any_text import check_read

    text = as_kubectl_reads(data)
    if text is not None:
        check_read(text)


if __name__ == "__main__":
    main()
