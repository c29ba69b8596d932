"""A baseline file: the findings of one day, which later runs leave out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dslint.findings import Finding, LintReport, Silenced, Silencer

KIND = "FindingsBaseline"
_PARTS = ("file", "code", "object", "pointer")

Known = Counter[tuple[str, ...]]
"""How often each finding was there."""


class BaselineFileError(ValueError):
    """A baseline that cannot be read; the text names the file and says what to do."""


def written(report: LintReport) -> Iterator[str]:
    """The report's findings as a baseline file, line by line; equal findings give equal text."""
    counted = Counter(_key(finding) for finding in report.findings)
    entries = [{**dict(zip(_PARTS, key, strict=True)), "count": count} for key, count in sorted(counted.items())]
    document = {"apiVersion": "dslint.dev/v1", "kind": KIND, "findings": entries}
    yield from json.dumps(document, indent=1, ensure_ascii=False).split("\n")


def read(path: Path) -> Known:
    """Raises BaselineFileError."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BaselineFileError(f"{path}: there is no such file; --write-baseline {path} makes it") from error
    except (OSError, ValueError) as error:
        raise BaselineFileError(f"{path} is no baseline: {error}; --write-baseline {path} makes one") from error
    return read_document(document, str(path))


def read_document(document: Any, name: str) -> Known:
    """The same of what stands in a baseline file. Raises BaselineFileError."""
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise BaselineFileError(f"{name} is no baseline: its kind is not {KIND}; --write-baseline {name} makes one")
    return Counter({_entry_key(entry, name): int(entry.get("count", 1)) for entry in document.get("findings") or ()})


def without(report: LintReport, known: Known, file: str = "") -> LintReport:
    """The report without what the baseline `file` knows; of findings alike, those beyond the known count are new."""
    left = Counter(known)
    kept = []
    for finding in report.findings:
        key = _key(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(finding)
    gone = sum(left.values())
    noun = "finding of the baseline is" if gone == 1 else "findings of the baseline are"
    remarks = (f"{gone} {noun} there no more; write it anew",) if gone else ()
    silenced = Silenced(Silencer.BASELINE, file, len(report.findings) - len(kept))
    return replace(report.without(kept, [silenced]), remarks=(*report.remarks, *remarks))


def _key(finding: Finding) -> tuple[str, ...]:
    """What makes it the same finding in a later version of its file: no line numbers."""
    return (finding.file or "", finding.code, str(finding.object or ""), finding.pointer)


def _entry_key(entry: Any, name: str) -> tuple[str, ...]:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(part), str) for part in _PARTS):
        raise BaselineFileError(f"{name} is no baseline: an entry lacks {', '.join(_PARTS)}; write it anew")
    return tuple(entry[part] for part in _PARTS)
