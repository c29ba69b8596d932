"""dslint lint --fix and --diff: the fixes of a run's findings in the texts of its files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dslint.cache import Memory
from dslint.cli import output
from dslint.cli.exit_codes import ExitCode, UsageFailure
from dslint.cli.inputs import file_name
from dslint.cli.lint_options import Request
from dslint.cli.lint_request import LintRun, Outcome, asked, lint_reports
from dslint.edit.fixed_text import Fixing, is_offered
from dslint.edit.unified_diff import unified_diff
from dslint.findings import Finding, Fixed, Note
from dslint.progress import watched
from dslint.source.document_reader import KNOWN
from dslint.source.inputs import Text, shown, text_of
from dslint.written_file import why_not_writable, write

if TYPE_CHECKING:
    from dslint.cli.lint import Ending

KEPT = 16_000_000
"""Code points of the documents that are kept: --fix reads a text to find what is wrong in it, then to fix that; and the
fixed text to prove the fix, then to find what is left. What is read of a document takes some twenty times its room.
"""


CHANGED = "it has changed since it was read"


class FixOptions(NamedTuple):
    """How to fix. `diff` only shows what would change."""

    fix: bool = False
    diff: bool = False
    unsafe_fixes: bool = False
    exit_non_zero_on_fix: bool = False

    def check(self, request: Request) -> None:
        """Raises UsageFailure for an option without the one that it belongs to, and where there is no file to fix."""
        if self.unsafe_fixes and not (self.fix or self.diff):
            raise UsageFailure("--unsafe-fixes has no effect without --fix or --diff; add one of them")
        if self.exit_non_zero_on_fix and not self.fix:
            raise UsageFailure("--exit-non-zero-on-fix has no effect without --fix; add it")
        if not request.paths and (request.folder or request.kustomize):
            raise UsageFailure("--fix and --diff need a PATH: they change no file of --static-pods or --kustomize")


class Change(NamedTuple):
    """A text before and after it was fixed; `file` is None for standard input."""

    name: str
    file: Path | None
    before: str
    after: str


class FixOutcome(NamedTuple):
    """What remains, and all texts that were fixed. Standard input is always among them.

    `left` says which fixes could not be made, `locked` which files with a fix are not to be written, `failed` which
    could not be, and why.
    """

    outcome: Outcome
    changes: tuple[Change, ...]
    left: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def standard_input(self) -> Change | None:
        return next((change for change in self.changes if change.file is None), None)

    def diff(self) -> str:
        parts = (unified_diff(change.name, change.before, change.after) for change in self.changes)
        return "".join(line for part in parts for line in part)


def fix_command(request: Request, options: FixOptions, ending: Ending) -> int:
    """Fix, write what is asked for, and return the exit code."""
    options.check(request)
    found = fixed(request, options)
    report = found.outcome.report
    if options.diff:
        return _shown_diff(found, ending)
    text = found.standard_input
    if text is not None:
        output.write_exact(text.after)
    code = ending.reported(found.outcome, to_stderr=text is not None)
    if found.locked or found.failed:
        if ending.quiet:
            _tell((*found.locked, *found.failed))
        return ExitCode.USAGE if found.failed else ExitCode.INPUT
    some = report.fixed is not None and report.fixed.findings > 0
    return ExitCode.FINDINGS if code == ExitCode.CLEAN and options.exit_non_zero_on_fix and some else code


def _shown_diff(found: FixOutcome, ending: Ending) -> int:
    """Write the differences to standard output; what keeps fixes from being made goes to standard error."""
    diff = found.diff()
    if diff:
        # A log executes commands in it; only what is read by `patch` has to be exact.
        show = output.write_text if os.environ.get("GITHUB_ACTIONS") == "true" else output.write_exact
        show(diff)
    _tell(found.left)
    code = ending.without_report(found.outcome.report)
    return ExitCode.FINDINGS if diff and code == ExitCode.CLEAN else code


def _tell(remarks: Iterable[str]) -> None:
    for remark in remarks:
        output.write_to_stderr(f"dslint: {remark}")


def fixed(request: Request, options: FixOptions) -> FixOutcome:
    """The outcome of a request once the fixes are made; files are written unless only the diff is wanted.

    Raises as `asked` does.
    """
    with KNOWN.keeping(KEPT):
        found = asked(request._replace(write_baseline=None), lambda run: _FixRun(run, options).outcome())
    if request.write_baseline is not None and not options.diff:
        lint_reports(request)
    return found


def _why_not_written(change: Change) -> str:
    """Write a text into its file if it has changed; returns why it could not be."""
    if change.file is None or change.after == change.before:
        return ""
    reason = why_not_writable(change.file)
    if reason:
        return reason
    now = text_of(change.file)
    text = now.text if isinstance(now, Text) else None
    if text == change.after:  # it was written by another name
        return ""
    if text != change.before:
        return CHANGED
    try:
        write(change.file, change.after.encode("utf-8"))
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


class _FixRun:
    """Rounds of lint over all inputs, with the fixes of the files made in between."""

    def __init__(self, run: LintRun, options: FixOptions) -> None:
        self.run = run
        self.options = options
        self.fixing: dict[str, Fixing] = {}
        self.texts: dict[str, Text] = {}
        self.locked: dict[str, str] = {}
        self.failed: dict[str, str] = {}
        run.caches = {one: Memory() for one in run.groups}
        self.files: Mapping[str, Path | Text] = {
            file_name(one): one
            for inputs in run.groups.values()
            for one in inputs
            if isinstance(one, Path) or (isinstance(one, Text) and one.name == run.inputs.stdin_filename)
        }

    def outcome(self) -> FixOutcome:
        self.run.tells_all = True  # All are fixed, not only the first few of a kind.
        outcome = self.run.outcome()
        while self._round(outcome):
            outcome = self.run.outcome()
        changes = tuple(self._changes())
        if not self.options.diff and self._write(changes):
            outcome, changes = self.run.outcome(), tuple(self._changes())
        done = [one.result() for one in self.fixing.values()]
        left = tuple(dict.fromkeys(_left(finding, reason) for one in done for finding, reason in one.left))
        applied = {name: len(one.applied) for name, one in zip(self.fixing, done, strict=True) if one.applied}
        locked = tuple(f"{name}: cannot be fixed: {reason}" for name, reason in self.locked.items())
        failed = tuple(f"{name}: cannot be written: {reason}" for name, reason in self.failed.items())
        report = self.run.summed_up(outcome.report)._replace(
            remarks=(*outcome.report.remarks, *locked, *failed, *left),
            fixed=Fixed(sum(applied.values()), tuple(applied)),
        )
        return FixOutcome(outcome._replace(report=report), changes, left, locked, failed)

    def _write(self, changes: Sequence[Change]) -> bool:
        """Write the texts; one that cannot be written counts as it was. Returns whether there are any."""
        for change in watched.get()(changes, "writing files"):
            reason = _why_not_written(change)
            if reason:
                self.failed[change.name] = reason
                del self.fixing[change.name]
                self.run.texts[change.name] = self.texts[change.name]
        return bool(self.failed)

    def _round(self, outcome: Outcome) -> bool:
        """Make the fixes of what was found; returns whether any text has changed."""
        offered: dict[str, list[Finding]] = {name: [] for name in self.fixing}
        for finding in outcome.report.findings:
            name = finding.file or ""
            if name in self.files and is_offered(finding, unsafe=self.options.unsafe_fixes):
                offered.setdefault(name, []).append(finding)
        changed = [name for name, findings in offered.items() if self._fix(name, findings, outcome)]
        return bool(changed)

    def _fix(self, name: str, findings: Sequence[Finding], outcome: Outcome) -> bool:
        if name not in self.fixing and not self._begin(name, outcome.report.sources.get(name)):
            return False
        one = self.fixing[name]
        changed = one.go_on(findings)
        self.run.texts[name] = one.text
        return changed

    def _begin(self, name: str, read: str | None) -> bool:
        """Whether a file can be fixed: it can be written, and is as it was read."""
        given = self.files[name]
        reason = why_not_writable(given) if isinstance(given, Path) and not self.options.diff else ""
        text = text_of(given) if isinstance(given, Path) else given
        if not reason and (isinstance(text, Note) or shown(text) != read):
            reason = CHANGED
        if reason or isinstance(text, Note):
            self.locked[name] = reason
            return False
        self.texts[name] = text
        self.fixing[name] = Fixing(text, unsafe=self.options.unsafe_fixes)
        return True

    def _changes(self) -> Iterator[Change]:
        for name, given in self.files.items():
            file = given if isinstance(given, Path) else None
            before = self.texts.get(name) or (given if isinstance(given, Text) else None)
            if before is not None:
                after = self.fixing[name].text if name in self.fixing else before
                yield Change(name, file, before.text, after.text)


def _left(finding: Finding, reason: str) -> str:
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.file}{line}: {finding.code} is not fixed: {reason}"
