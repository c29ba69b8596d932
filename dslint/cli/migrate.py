"""dslint migrate: take manifests to other versions of Kubernetes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.parameters import STANDARD_INPUT, check_standard_input, kubernetes_version, kubernetes_versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dslint.edit.migration import Migration
    from dslint.findings import Note


class Migrations(NamedTuple):
    """The manifests of a run, each with its file, None for standard input; and the inputs that could not be read."""

    found: tuple[tuple[Path | None, Migration], ...]
    unreadable: tuple[Note, ...]

    @property
    def all(self) -> tuple[Migration, ...]:
        return tuple(migration for _, migration in self.found)

    @property
    def exit_code(self) -> ExitCode:
        if self.unreadable or not any(one.objects or one.rest for one in self.all):
            return ExitCode.INPUT
        return ExitCode.CLEAN if all(one.complete for one in self.all) else ExitCode.FINDINGS


@click.command("migrate", short_help="Take manifests to other versions of Kubernetes.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--to",
    "versions",
    type=kubernetes_versions,
    required=True,
    metavar="VERSIONS",
    help="Kubernetes versions that the manifests are for: 1.36, 1.29,1.34 or 1.29..1.36.",
)
@click.option(
    "--from",
    "written_for",
    type=kubernetes_version,
    metavar="VERSION",
    help="Version that they were written for; default: the newest that serves their apiVersion.",
)
@click.option("--write", "in_place", is_flag=True, help="Change the files instead of printing the manifests.")
@click.option("--diff", is_flag=True, help="Show what would change instead of printing the manifests.")
@options.one_format("text", "json")
@options.allow_empty()
@click.option("-q", "--quiet", is_flag=True, help="Tell changes and what is left only, without totals.")
def command(  # noqa: PLR0913 - the options
    *,
    paths: tuple[str, ...],
    versions: tuple[str, ...],
    written_for: str | None,
    in_place: bool,
    diff: bool,
    form: str,
    allow_empty: bool,
    quiet: bool,
) -> int:
    """Take DaemonSets, Pods and static pods to other versions of Kubernetes.

    PATH is a file, a folder, or - for standard input. The migrated manifests go to standard output. Standard error
    tells what was done ("done"), what cannot be moved by itself ("left": the exit code is then 1), and what is
    deprecated, but works in all versions, and has no new form for all of them ("kept").
    """
    check_standard_input(PATH=paths)
    if in_place and diff:
        raise UsageFailure("--write and --diff exclude each other: a diff changes nothing")
    if in_place and STANDARD_INPUT in paths:
        raise UsageFailure("--write cannot change standard input; leave it out to print the manifest")
    found = _migrations(paths, versions, written_for)
    if in_place:
        _write(found)
    _report(found, versions, form, quiet=quiet)
    if form == "text" and not in_place:
        output.write_exact(_difference(found.all) if diff else _joined([one.after for one in found.all]))
    empty = not found.unreadable and found.exit_code == ExitCode.INPUT
    if empty and not allow_empty:
        output.write_to_stderr(f"dslint: nothing to migrate: no DaemonSet or Pod in {', '.join(paths)}")
    return ExitCode.CLEAN if empty and allow_empty else found.exit_code


def _migrations(paths: Sequence[str], versions: Sequence[str], written_for: str | None) -> Migrations:
    from dslint.cli.file_settings import FileSettings
    from dslint.cli.inputs import Inputs
    from dslint.findings import Note
    from dslint.migrations import migrated
    from dslint.source.inputs import Skipped, text_of

    found: list[tuple[Path | None, Migration]] = []
    unreadable: list[Note] = []
    for one in Inputs(FileSettings()).of(paths):
        text = text_of(one) if isinstance(one, Path) else one
        if isinstance(text, Note):
            unreadable.append(text)
        elif not isinstance(text, Skipped):
            file = one if isinstance(one, Path) else None
            found.append((file, migrated(text, to=versions, written_for=written_for)))
    return Migrations(tuple(found), tuple(unreadable))


def _write(migrations: Migrations) -> None:
    """All or, if one of the files cannot be written, none. Raises InputFailure."""
    from dslint.source.inputs import Text, text_of
    from dslint.written_file import why_not_writable

    changed = [(file, one) for file, one in migrations.found if file is not None and one.after != one.before]
    for file, _ in changed:
        reason = why_not_writable(file)
        if reason:
            raise InputFailure(f"{file} cannot be changed: {reason}; no file was")
    for file, one in changed:
        now = text_of(file) if file.is_file() else None
        if not isinstance(now, Text) or now.text not in (one.before, one.after):  # by another name, it is written
            raise InputFailure(f"{file} cannot be changed: it has changed since it was read")
        _put(file, one.after)


def _put(file: Path, text: str) -> None:
    from dslint.written_file import write

    try:
        write(file, text.encode("utf-8"))
    except OSError as error:
        raise InputFailure(f"{file} cannot be written: {error.strerror}") from error


def _report(migrations: Migrations, versions: Sequence[str], form: str, *, quiet: bool) -> None:
    from dslint.report import migration as report

    if form == "json":
        output.write_json(report.document(migrations.all, migrations.unreadable, versions))
        return
    terminal = output.paper()._replace(quiet=quiet)
    for line in report.lines(migrations.all, migrations.unreadable, versions, terminal):
        output.write_to_stderr(line)


def _difference(migrations: Sequence[Migration]) -> str:
    from dslint.edit.unified_diff import unified_diff

    return "".join(line for one in migrations for line in unified_diff(one.name, one.before, one.after))


def _joined(texts: Sequence[str]) -> str:
    """The texts as one, with a separator between two of them."""
    return "".join(_parts(texts))


def _parts(texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if not number:
            yield text
            continue
        before = texts[number - 1]
        yield "" if before.endswith("\n") or not before else "\n"
        following = text.removeprefix("\ufeff")
        yield following if following.startswith("---") else f"---\n{following}"
