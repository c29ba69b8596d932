"""dslint lint: check manifests for errors, warnings and pitfalls."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dslint.cli import options, output, reports
from dslint.cli.exit_codes import ExitCode
from dslint.cli.parameters import Destination

if TYPE_CHECKING:
    from dslint.cli.lint_options import Request
    from dslint.cli.lint_request import Outcome
    from dslint.findings import LintReport
    from dslint.report.terminal import Terminal

FORMATS = (
    *("text", "concise", "statistics", "json", "jsonl", "sarif", "junit", "tap", "github", "gitlab", "checkstyle"),
    *("markdown", "html"),
)

WITH_UNREADABLE = frozenset({"text", "concise", "statistics", "tap", "github", "markdown", "html"})
"""Formats that list inputs that cannot be read."""

WITH_REMARKS = frozenset({"text", "concise", "statistics", "json", "jsonl", "tap", "markdown", "html"})
"""Formats that contain the remarks on a report."""

WITH_SKIPPED = frozenset(FORMATS) - {"gitlab", "checkstyle"}
"""Formats that tell what was skipped."""

WITH_SILENCED = frozenset(FORMATS) - {"gitlab", "checkstyle"}
"""Formats that count silenced findings."""

FIXES = ("fix", "diff", "unsafe_fixes", "exit_non_zero_on_fix")
"""The options that fix."""

SHOWN = ("colour", "quiet", "verbose")
"""The options that decide how the report looks."""

WITH_FIXES = frozenset({"json", "jsonl", "sarif", "html"})
"""Formats that show what fixes change of the text."""

STREAM = Destination("jsonl", None)
"""What is written while files are checked."""


@click.command("lint")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.versions("; default: the configuration's, else 1.36")
@options.gates()
@click.option(
    "--from",
    "baseline",
    metavar="OLD",
    help="What runs now: manifests, or git:REF for the same paths at a commit; also check that it can be updated.",
)
@click.option(
    "--cluster",
    multiple=True,
    metavar="FILE",
    help="What the cluster has: namespaces, limit ranges, quotas, classes, admission policies; a file, a folder or -.",
)
@click.option("--bind-all", is_flag=True, help="Also ask admission policies that no binding puts into force.")
@click.option(
    "--static-pods", "folder", metavar="DIR", help="A kubelet's manifest folder, read as the kubelet reads it."
)
@click.option("--node", metavar="NAME", help="Node that --static-pods belongs to.")
@click.option(
    "--kustomize",
    multiple=True,
    metavar="DIR",
    help="Also check what kustomize (or kubectl) builds of this folder, from local files only.",
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, code prefixes or names.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All rules except these.")
@options.formats(FORMATS, "text, or github in GitHub Actions")
@options.output_file()
@options.relative_to()
@click.option("--statistics", is_flag=True, help="Show findings per rule, as --format statistics.")
@options.fail_on()
@options.allow_empty()
@click.option("--stdin-filename", metavar="NAME", help="File name of standard input; its configuration applies.")
@options.exclude()
@click.option("--no-respect-gitignore", is_flag=True, help="Also read files that git ignores.")
@options.configuration()
@click.option(
    "--baseline", "findings_baseline", metavar="FILE", help="Show only findings that are not in this baseline."
)
@click.option("--write-baseline", metavar="FILE", help="Write the findings to this file as a baseline.")
@options.own_rules()
@click.option("--strict", is_flag=True, help="Enable strict policies too.")
@click.option("--no-fold", is_flag=True, help="Show each finding by itself, also those that a profile would excuse.")
@click.option("--no-ignores", is_flag=True, help="Also show what comments, annotations and the configuration suppress.")
@click.option("--fix", is_flag=True, help="Make the safe fixes of the findings in the files.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing; exit code 1 if it would.")
@click.option("--unsafe-fixes", is_flag=True, help="Also make fixes that may change what a manifest means.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit code 1 if --fix has fixed anything.")
@options.jobs("check files; default: one, or one for each processor from 300 files on")
@click.option("--no-cache", is_flag=True, help="Do not read or write the cache.")
@options.isolated()
@options.colour()
@click.option("-q", "--quiet", is_flag=True, help="Show findings only, without totals and remarks.")
@click.option("-v", "--verbose", is_flag=True, help="Show info findings whole in the format text.")
def command(
    *,
    destinations: tuple[Destination, ...],
    output_file: str | None,
    relative_to: str | None,
    statistics: bool,
    allow_empty: bool,
    **given: Any,
) -> int:
    """Check manifests for errors, warnings and pitfalls.

    PATH is a file, a folder, or - for standard input; default: the current folder.
    """
    from dslint.cli.lint_options import Request
    from dslint.cli.lint_request import lint_reports

    fixes = {name: given.pop(name) for name in FIXES}
    shown = {name: given.pop(name) for name in SHOWN}
    request = Request(**given, allow_empty=allow_empty)
    chosen = _destinations(destinations, output_file, statistics=statistics)
    renamed = reports.renaming(relative_to, (one.format for one in chosen))
    ending = Ending(request, chosen, **shown, renamed=renamed)
    if any(fixes.values()):
        from dslint.cli.fix import FixOptions, fix_command

        return fix_command(request, FixOptions(**fixes), ending)
    if STREAM in chosen:
        from dslint.cli.lint_stream import streamed

        outcome, rest = streamed(request)
        ending = ending._replace(rest=rest)
    else:
        outcome = lint_reports(request)
    code = ending.reported(outcome)
    if output.record is not None:
        output.record.keep(request, chosen, outcome.report, code)
    return code


class Ending(NamedTuple):
    """How a run ends: the report and the exit code."""

    request: Request
    destinations: Sequence[Destination]
    colour: str
    quiet: bool
    verbose: bool
    renamed: Callable[[str], str] | None = None
    """How formats for repositories name files."""
    rest: Callable[[LintReport], Iterable[str]] | None = None
    """The lines that remain of a format that was written during the run."""

    def reported(self, outcome: Outcome, *, to_stderr: bool = False) -> int:
        """Write the report; with `to_stderr`, standard output has something else. Returns the exit code."""
        report = outcome.report
        self._write(report, verbose=self.verbose or outcome.info_fails, to_stderr=to_stderr)
        if not self.quiet:
            _write_remarks(report, {destination.format for destination in self.destinations})
        if report.unreadable:
            _write_unreadable(report, self.destinations, quiet=self.quiet)
            return ExitCode.INPUT
        if outcome.failed:
            return ExitCode.FINDINGS
        return ExitCode.INPUT if report.unchecked else self.checked(report)

    def checked(self, report: LintReport) -> int:
        """The exit code of a report without failures: whether anything was checked."""
        if report.documents or report.findings or self.request.allow_empty:
            return ExitCode.CLEAN
        named = (*self.request.paths, *filter(None, [self.request.folder]), *self.request.kustomize)
        searched = ", ".join(named or ["."])
        output.write_to_stderr(
            f"dslint: nothing to check: no DaemonSet or Pod in {searched}; --allow-empty makes that a success"
        )
        return ExitCode.INPUT

    def without_report(self, report: LintReport) -> int:
        """As `reported`, for standard output that has no report."""
        if report.unreadable:
            _write_unreadable(report, (), quiet=True)
            return ExitCode.INPUT
        return self.checked(report)

    def _write(self, report: LintReport, *, verbose: bool, to_stderr: bool) -> None:
        from dslint.report.lint import wording
        from dslint.report.lint.formats import FORMATS as WRITERS

        found = report
        if {destination.format for destination in self.destinations} & WITH_FIXES and any(report.fixable):
            from dslint.edit.placed_edits import with_placed_edits

            report = with_placed_edits(report)

        def lines(destination: Destination, terminal: Terminal) -> Iterable[str]:
            if self.rest is not None and destination == STREAM:
                return self.rest(found)
            form = destination.format
            return WRITERS[form](self._as_known_to(form, report), terminal)

        reports.deliver(
            self.destinations,
            lines,
            lambda: wording.summary(report),
            colour=self.colour,
            quiet=self.quiet,
            verbose=verbose,
            to_stderr=to_stderr,
        )

    def _as_known_to(self, form: str, report: LintReport) -> LintReport:
        """The report with the names that files have for the readers of a format."""
        if self.renamed is None or form not in reports.FOR_REPOSITORIES:
            return report
        from dslint.report.lint.paths import with_paths

        return with_paths(report, self.renamed)


def _write_unreadable(report: LintReport, destinations: Sequence[Destination], *, quiet: bool) -> None:
    """Explain exit code 3 on standard error, unless the report on standard output does."""
    shown = {destination.format for destination in destinations if destination.file is None}
    if not quiet and shown & WITH_UNREADABLE:
        return
    from dslint.report.wording import where

    for note in report.unreadable:
        output.write_to_stderr(f"dslint: {where(note)}: {note.message}")


def _write_remarks(report: LintReport, formats: set[str]) -> None:
    """Write what none of the formats contains to standard error."""
    from dslint.report.wording import silenced, skipped_notes

    skipped = () if formats & WITH_SKIPPED else tuple(skipped_notes(report.skipped))
    remarks = () if formats & WITH_REMARKS else report.remarks
    silenced_findings = "" if formats & WITH_SILENCED else silenced(report.silenced)
    for line in filter(None, (*skipped, *remarks, silenced_findings)):
        output.write_to_stderr(f"dslint: {line}")


def _destinations(given: Sequence[Destination], output_file: str | None, *, statistics: bool) -> Sequence[Destination]:
    asked = (*given, Destination("statistics", None)) if statistics else given
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return reports.destinations(asked, default, output_file)
