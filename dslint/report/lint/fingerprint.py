"""A name for each finding that stays when lines move, so that services can tell new findings from old ones."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from dslint.findings import Finding, ObjectRef

_NO_OBJECT = ObjectRef("", "", "", "")


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with its fingerprint: the rule, the file, the object and the path in it, and no line.

    Findings that agree in all of these (two documents of one file that define the same object) are counted.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        identity = _identity(finding)
        seen[identity] += 1
        text = "\0".join((*identity, str(seen[identity])))
        yield finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _identity(finding: Finding) -> tuple[str, ...]:
    about = finding.object or _NO_OBJECT
    file = (finding.file or "").replace("\\", "/")
    return (
        finding.code,
        file,
        about.kind,
        about.namespace,
        about.name,
        finding.pointer,
    )
