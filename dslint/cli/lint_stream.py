"""JSON Lines on standard output: each finding when its file is done, and what is left at the end of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from dslint.cli import output
from dslint.cli.lint_options import Request
from dslint.cli.lint_request import LintRun, Outcome, asked
from dslint.findings import Finding, LintReport
from dslint.report.escapes import Form
from dslint.report.lint import json_lines


def streamed(request: Request) -> tuple[Outcome, Callable[[LintReport], Iterator[str]]]:
    """The outcome of a request whose findings are written meanwhile, and what gives the lines that remain.

    Raises as `asked` does.
    """

    def ask(run: LintRun) -> tuple[Outcome, FindingStream]:
        stream = FindingStream(run.shown)
        run.on_file = stream.tell
        return run.outcome(), stream

    outcome, stream = asked(request, ask)
    return outcome, stream.rest


class FindingStream:
    """Writes findings once. `shown` gives what a file's findings are in the report, after filters and folding."""

    def __init__(self, shown: Callable[[LintReport], LintReport]) -> None:
        self.shown = shown
        self.written: Counter[Finding] = Counter()

    def tell(self, report: LintReport) -> None:
        """The findings of a file. Raises UsageFailure if standard output cannot be written."""
        found = self.shown(report)
        self.written.update(found.findings)
        output.write(_lines(found, found.findings), Form.DOCUMENT)

    def rest(self, report: LintReport) -> Iterator[str]:
        """The lines of the findings that are not written yet, and that of the totals."""
        left = Counter(self.written)
        new = []
        for finding in report.findings:
            if left[finding]:
                left[finding] -= 1
            else:
                new.append(finding)
        yield from _lines(report, new)
        yield json_lines.summary_line(report)


def _lines(report: LintReport, findings: Iterable[Finding]) -> Iterator[str]:
    """With the edits of fixes by line and column."""
    some = report._replace(findings=tuple(findings))
    if any(some.fixable):
        from dslint.edit.placed_edits import with_placed_edits

        some = with_placed_edits(some)
    return map(json_lines.finding_line, some.findings)
