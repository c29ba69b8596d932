"""The number of findings per rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dslint.findings import LintReport, Severity
from dslint.report.escapes import visible
from dslint.report.lint.text import INK, summary_lines
from dslint.report.terminal import Terminal


def lines(report: LintReport, terminal: Terminal) -> Iterator[str]:
    counts = Counter((finding.code, finding.name, finding.severity) for finding in report.findings)
    digits = max((len(str(number)) for number in counts.values()), default=1)
    for (code, name, severity), number in sorted(counts.items(), key=_most_first):
        yield f"{number:>{digits}}  {code}  {terminal.paint(f'{severity.value:<7}', INK[severity])}  {visible(name)}"
    yield from summary_lines(report, terminal)


def _most_first(item: tuple[tuple[str, str, Severity], int]) -> tuple[int, str]:
    (code, _, _), number = item
    return -number, code
