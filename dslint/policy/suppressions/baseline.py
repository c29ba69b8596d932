"""A baseline file: the findings of one run, which later runs leave out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dslint.findings import Finding, LintReport, Silenced, Silencer
from dslint.limits import BASELINE_BYTES
from dslint.own_files.errors import OwnFileErrors, UnreadableFileError
from dslint.own_files.reader import read as read_file
from dslint.own_files.schema import check

KIND = "FindingsBaseline"
_PARTS = ("file", "code", "object", "pointer")

Known = Counter[tuple[str, ...]]
"""The number of equal findings, by finding."""


class BaselineFileError(ValueError):
    """A baseline that cannot be read. The message names the file and says what to do."""


def written(report: LintReport) -> Iterator[str]:
    """The lines of a baseline file with the report's findings; equal findings give equal text."""
    counted = Counter(_key(finding) for finding in report.findings)
    entries = [{**dict(zip(_PARTS, key, strict=True)), "count": count} for key, count in sorted(counted.items())]
    document = {"apiVersion": "dslint.dev/v1", "kind": KIND, "findings": entries}
    yield from json.dumps(document, indent=1, ensure_ascii=False).split("\n")


def read(path: Path) -> Known:
    """Raises BaselineFileError."""
    again = f"--write-baseline {path} writes a new one"
    try:
        file = read_file(path, most_bytes=BASELINE_BYTES)
        check(file, "findings-baseline")
    except UnreadableFileError as error:
        raise BaselineFileError(f"{error}; {again}") from error
    except OwnFileErrors as error:
        raise BaselineFileError(f"{error}\n{path}: is not a valid baseline; {again}") from error
    return _known(file.value["findings"])


def _known(entries: Iterable[Mapping[str, Any]]) -> Known:
    known: Known = Counter()
    for entry in entries:
        known[tuple(entry[part] for part in _PARTS)] += int(entry.get("count", 1))
    return known


def without(report: LintReport, known: Known, file: str = "") -> LintReport:
    """The report without the findings of the baseline `file`; equal findings beyond the known count are new."""
    left = Counter(known)
    kept = []
    for finding in report.findings:
        key = _key(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(finding)
    gone = sum(left.values())
    entries = "baseline entry no longer matches" if gone == 1 else "baseline entries no longer match"
    remarks = (f"{gone} {entries}; regenerate with --write-baseline",) if gone else ()
    silenced = Silenced(Silencer.BASELINE, file, len(report.findings) - len(kept))
    return report.without(kept, [silenced])._replace(remarks=(*report.remarks, *remarks))


def _key(finding: Finding) -> tuple[str, ...]:
    """What identifies a finding in later versions of its file: no line numbers."""
    return (finding.file or "", finding.code, str(finding.object or ""), finding.pointer)
