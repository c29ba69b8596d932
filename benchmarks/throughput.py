"""`python -m benchmarks throughput [FILES]`: lint of many files beside kubeconform, which checks their schema only.

Both run in turn on the same folder, with all of dslint's rules: cold, with several processes, and again. kubeconform
gets a strict JSON Schema that is made from dslint's own. It is the command that KUBECONFORM names, or the one on PATH;
where there is none, the seconds stand alone. So it is with KUBERNETES_VALIDATE.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpus import write_corpus
from benchmarks.measure import Run, run

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schemas" / "kubernetes-1.36.schema.json"
LINT = (sys.executable, "-m", "dslint", "lint")
NOTHING = (sys.executable, "-c", "pass")

FILES = 10_000
FEW = 300
PLAIN = ("type", "required", "enum", "pattern")
"""What a strict schema keeps beside its properties."""


class Throughput(NamedTuple):
    """A command beside another; the ratios that are allowed of processor and of wall-clock seconds, and of memory.

    `beside` is what people call the other command, which is None where it is not installed.
    """

    name: str
    command: Sequence[str]
    other: Sequence[str] | None
    processor: float | None = None
    wall: float | None = None
    mebibytes: float | None = None
    runs: int = 3
    beside: str = "`python -c pass`"


class Pairs(NamedTuple):
    """Runs of a command and of the other in turn."""

    ours: Sequence[Run]
    theirs: Sequence[Run]

    @classmethod
    def of(cls, one: Throughput) -> Pairs:
        """After a run of each that does not count."""
        run(one.command)
        pairs = [(run(one.command), run(one.other) if one.other else None) for _ in range(one.runs)]
        return cls([mine for mine, _ in pairs], [other for _, other in pairs if other is not None])

    def times(self, kind: str) -> tuple[float, float, float]:
        """The median of the ratios, the least and the largest, of `seconds` or of `wall`."""
        pairs = zip(self.ours, self.theirs, strict=True)
        found = sorted(getattr(mine, kind) / getattr(other, kind) for mine, other in pairs)
        return statistics.median(found), found[0], found[-1]


def throughputs(folder: Path, files: int) -> Iterator[Throughput]:
    corpus = str(write_corpus(folder / "corpus", files))
    kubeconform = kubeconform_of(folder, corpus)
    cold = (*LINT, "--no-cache", "--jobs", "1", corpus)
    beside = "kubeconform"
    yield Throughput(f"{files:,} files", cold, kubeconform, processor=2.0, mebibytes=120, beside=beside)
    two = (*LINT, "--no-cache", "--jobs", "2", corpus)
    yield Throughput(f"{files:,} files, two processes", two, kubeconform, wall=1.0, beside=beside)
    yield Throughput(f"{files:,} files again", (*LINT, corpus), kubeconform, processor=0.12, beside=beside)
    few = str(write_corpus(folder / "few", FEW))
    yield Throughput(
        f"{FEW} files",
        (*LINT, "--no-cache", few),
        kubernetes_validate_of(few),
        processor=1.0,
        beside="kubernetes-validate",
    )


def starts(folder: Path) -> Iterator[Throughput]:
    one = str(next(write_corpus(folder / "one", 1).iterdir()))
    yield Throughput("one file", (*LINT, "--no-cache", one), NOTHING, processor=7.5, runs=9)
    yield Throughput("one file again", (*LINT, one), NOTHING, processor=3.0, runs=9)
    yield Throughput("version", (*LINT[:3], "--version"), NOTHING, processor=1.3, runs=9)


def installed(name: str) -> str | None:
    """The program that a variable of the environment names, or the one on PATH."""
    return os.environ.get(name.upper().replace("-", "_")) or shutil.which(name)


def kubernetes_validate_of(corpus: str) -> Sequence[str] | None:
    """The command that checks the files of the corpus; None if it is not installed."""
    program = installed("kubernetes-validate")
    if program is None:
        return None
    return program, "-k", "1.36", "--strict", *map(str, sorted(Path(corpus).iterdir()))


def kubeconform_of(folder: Path, corpus: str) -> Sequence[str] | None:
    """The command that checks the corpus; None if it is not installed."""
    program = installed("kubeconform")
    if program is None:
        return None
    (folder / "daemonset.json").write_text(json.dumps(strict_schema(json.loads(SCHEMA.read_text(encoding="utf-8")))))
    return program, "-n", "2", "-strict", "-summary", "-schema-location", f"{folder}/{{{{.ResourceKind}}}}.json", corpus


def strict_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """A plain JSON Schema of DaemonSets: types, required fields, enums, and no other fields than those it names."""
    return {
        "$schema": schema["$schema"],
        "$ref": "#/$defs/apps.v1.DaemonSet",
        "$defs": {name: _strict(one) for name, one in schema["$defs"].items()},
    }


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    kept = {name: schema[name] for name in (*PLAIN, "$ref") if name in schema}
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            kept[name] = _strict(schema[name])
    if "anyOf" in schema:
        kept["anyOf"] = [_strict(one) for one in schema["anyOf"]]
    if "properties" in schema:
        kept["properties"] = {name: _strict(one) for name, one in schema["properties"].items()}
        kept["additionalProperties"] = False
    return kept


def lines(folder: Path, files: int = FILES) -> Iterator[str]:
    for one in (*throughputs(folder, files), *starts(folder)):
        yield shown(one)


def shown(one: Throughput) -> str:
    pairs = Pairs.of(one)
    text = (
        f"{one.name:<32} {_median(pairs.ours, 'seconds'):7.2f} s processor, {_median(pairs.ours, 'wall'):7.2f} s wall, "
        f"{max(each.mebibytes for each in pairs.ours):5.0f} MiB{_allowed(one.mebibytes)}"
    )
    if not pairs.theirs:
        return text
    beside = f"; beside it {_median(pairs.theirs, 'seconds'):.2f} s and {_median(pairs.theirs, 'wall'):.2f} s"
    processor, wall = pairs.times("seconds")[0], pairs.times("wall")[0]
    return f"{text}{beside}: {processor:.2f}{_allowed(one.processor)} and {wall:.2f}{_allowed(one.wall)} times"


def _median(runs: Sequence[Run], kind: str) -> float:
    return float(statistics.median(getattr(one, kind) for one in runs))


def _allowed(limit: float | None) -> str:
    return "" if limit is None else f" (allowed {limit:g})"
