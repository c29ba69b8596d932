"""dslint versions: which Kubernetes serves which API version of DaemonSet, and what changed for node agents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.parameters import STANDARD_INPUT

if TYPE_CHECKING:
    from dslint.cli.lint_options import Request
    from dslint.cli.lint_request import LintRun
    from dslint.upgrades.between import Span
    from dslint.upgrades.manifests import Manifest, ManifestChanges

STANDARD_INPUT_SHOWN = "<stdin>"


@click.command("versions", short_help="Show what changed for node agents, version by version.")
@click.argument("start", required=False, metavar="[FROM")
@click.argument("end", required=False, metavar="TO]")
@click.option(
    "--for",
    "files",
    multiple=True,
    metavar="FILE",
    help="Show only what touches the manifests of FILE, and which findings differ. - for standard input. Repeatable.",
)
@options.versions("; default: all")
@options.one_format("text", "json")
@options.colour()
def command(
    start: str | None,
    end: str | None,
    files: Sequence[str],
    versions: tuple[str, ...] | None,
    form: str,
    colour: str,
) -> int:
    """Show what changes for node agents between two Kubernetes versions.

    Without FROM and TO, show which Kubernetes serves which API version of DaemonSet, and the main changes of all
    versions; with -k, all changes in these versions. If TO is older than FROM, the changes are those that a downgrade
    takes back.
    """
    if start is None:
        if files:
            raise UsageFailure("--for needs two versions: dslint versions 1.29 1.34 --for FILE")
        _all(versions, form, colour)
        return ExitCode.CLEAN
    if versions is not None:
        raise UsageFailure("give two versions or -k, not both")
    span = _span(start, end)
    found = _of_files(span, files) if files else None
    unreadable = found.unreadable if found is not None else ()
    for note in unreadable:
        output.write_to_stderr(f"dslint: {note.file}: {note.message}")
    if unreadable and found is not None and not found.objects:
        return ExitCode.INPUT
    if form == "json":
        output.write_json(_document(span, found))
    else:
        _write_text(span, found, colour)
    return ExitCode.INPUT if unreadable else ExitCode.CLEAN


def _all(versions: tuple[str, ...] | None, form: str, colour: str) -> None:
    from dslint.report import versions as report
    from dslint.schema.served_versions import DAEMONSET_VERSIONS, NEVER_DAEMONSET
    from dslint.upgrades.between import all_changes

    changes = all_changes(versions)
    if form == "text":
        lines = report.all_lines
        output.write_for_terminal(
            lambda terminal: lines(DAEMONSET_VERSIONS, NEVER_DAEMONSET, changes, terminal), colour
        )
        return
    served = [entry._asdict() for entry in DAEMONSET_VERSIONS]
    output.write_json({"daemonSet": served, "changes": [change.to_dict() for change in changes]})


def _span(start: str, end: str | None) -> Span:
    from dslint.kubernetes.release import UnknownVersionError, parse_version, parse_versions, show
    from dslint.upgrades.between import Span

    if end is None:
        raise UsageFailure(f"only one version is given; write two: dslint versions {start} 1.36, or -k {start}")
    try:
        both = [show(parse_version(text)) for text in (start, end)]
    except UnknownVersionError as error:
        raise UsageFailure(str(error)) from error
    if len(parse_versions(",".join(both))) == 1:
        raise UsageFailure(f"both versions are {both[0]}: nothing changes between them")
    return Span(*both)


def _of_files(span: Span, files: Sequence[str]) -> ManifestChanges:
    from dslint.cli.lint_request import asked
    from dslint.upgrades.manifests import manifest_changes

    def ask(run: LintRun) -> ManifestChanges:
        report = run.outcome().report
        return manifest_changes(span, _manifests(run), report)

    found = asked(_request(span, files), ask)
    if not found.objects and not found.unreadable:
        raise InputFailure(f"nothing to check: no DaemonSet or Pod in {', '.join(files)}")
    return found


def _request(span: Span, files: Sequence[str]) -> Request:
    """To lint the files in both versions, as their configurations say."""
    from dslint.cli.lint_options import Request

    return Request(
        paths=tuple(files),
        versions=tuple(span),
        stdin_filename=STANDARD_INPUT_SHOWN if STANDARD_INPUT in files else None,
        no_fold=True,
    )


def _manifests(run: LintRun) -> Iterator[Manifest]:
    """The texts that the run has read; it names itself what cannot be read."""
    from pathlib import Path

    from dslint.source.inputs import Text, text_of
    from dslint.upgrades.manifests import Manifest

    for given, inputs in run.groups.items():
        for one in inputs:
            text = text_of(one) if isinstance(one, Path) else one
            if isinstance(text, Text):
                yield Manifest(text, dict(given.gates), given.static_pod_folders)


def _document(span: Span, found: ManifestChanges | None) -> dict[str, Any]:
    if found is None:
        return {**span.to_dict(), "changes": [change.to_dict() for change in span.changes()]}
    return {**span.to_dict(), "objects": [item.to_dict() for item in found.objects]}


def _write_text(span: Span, found: ManifestChanges | None, colour: str) -> None:
    from dslint.report import versions as report

    if found is None:
        changes = span.changes()
        output.write_for_terminal(lambda terminal: report.between_lines(span, changes, terminal), colour)
    else:
        objects = found.objects
        output.write_for_terminal(lambda terminal: report.manifest_lines(span, objects, terminal), colour)
