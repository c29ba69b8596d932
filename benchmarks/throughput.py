"""`python -m benchmarks throughput [FILES]`: lint of many files beside kubeconform, which checks their schema only.

Both run in turn on the same folder, with all of dslint's rules: cold, with several processes, and again. kubeconform
gets a strict JSON Schema that is made from dslint's own. It is the command that KUBECONFORM names, or the one on PATH;
where there is none, the seconds stand alone. So it is with KUBERNETES_VALIDATE.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import write_corpus
from benchmarks.measure import DSLINT, Comparison, shown

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schemas" / "kubernetes-1.36.schema.json"
LINT = (*DSLINT, "lint")

FILES = 10_000
FEW = 300
PLAIN = ("type", "required", "enum", "pattern")
"""What a strict schema keeps beside its properties."""


def throughputs(folder: Path, files: int) -> Iterator[Comparison]:
    corpus = str(write_corpus(folder / "corpus", files))
    kubeconform = kubeconform_of(folder, corpus)
    cold = (*LINT, "--no-cache", "--jobs", "1", corpus)
    beside = "kubeconform"
    yield Comparison(f"{files:,} files", cold, kubeconform, processor=2.0, mebibytes=120, beside=beside)
    two = (*LINT, "--no-cache", "--jobs", "2", corpus)
    yield Comparison(f"{files:,} files, two processes", two, kubeconform, wall=1.0, beside=beside)
    yield Comparison(f"{files:,} files again", (*LINT, corpus), kubeconform, processor=0.12, beside=beside)
    few = str(write_corpus(folder / "few", FEW))
    yield Comparison(
        f"{FEW} files",
        (*LINT, "--no-cache", few),
        kubernetes_validate_of(few),
        processor=1.0,
        beside="kubernetes-validate",
    )


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


def lines(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    """A line for each; the first word is the number of files."""
    return map(shown, throughputs(folder, int(wanted[0]) if wanted else FILES))
