"""dslint migrate-config: what other linters are told to ignore, as dslint's own configuration and suppressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dslint.cli import output
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure

if TYPE_CHECKING:
    from dslint.edit.other_linters.ignored_checks import Left
    from dslint.edit.other_linters.migration import Change

_NAME = ".dslint.yaml"
_NOTHING = (
    "nothing to migrate: there is no configuration of kube-linter, polaris, checkov or trivy, and no manifest with "
    "annotations or comments of these linters or of kube-score"
)


@click.command("migrate-config", short_help="Take over what other linters are told to ignore.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write the files. Default: only show what would change.")
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], *, write: bool) -> None:
    """Take over what kube-linter, kube-score, polaris, checkov and trivy are told to ignore.

    A PATH is a file, or a folder with the configurations of these linters, and with manifests that have their
    annotations or comments; default: the current folder. The configurations become settings in .dslint.yaml, the
    annotations and comments those of dslint. What is there already stays, and what has no counterpart is listed.

    The exit code is 1 if something is listed that dslint may report, although it was ignored.
    """
    from dslint.edit.other_linters.migration import migrated

    migration = migrated(paths or (Path(),))
    for note in migration.notes:
        output.write_to_stderr(f"{note.file} {note.message}")
    if not migration.found:
        raise InputFailure(_NOTHING)
    changes = (*_configurations(migration.settings), *migration.manifests)
    if write:
        _write(changes)
    else:
        _show(changes)
    if not changes:
        output.write(["nothing to change: dslint ignores all of it already"])
    output.write(_left(migration.left))
    if migration.notes:
        context.exit(ExitCode.INPUT)
    context.exit(ExitCode.FINDINGS if any(one.lost for one in migration.left) else ExitCode.CLEAN)


def _configurations(settings: Mapping[Path, Mapping[str, Any]]) -> Iterator[Change]:
    """The configuration of each folder with its new settings. Raises UsageFailure."""
    from dslint.edit.other_linters.configuration_text import ConfigurationTextError, with_settings
    from dslint.edit.other_linters.migration import Change
    from dslint.own_files.configuration.files import nearest, settings_of
    from dslint.own_files.configuration.settings import ConfigurationError

    for folder, new in settings.items():
        try:
            existing = nearest(folder)
            if existing is not None:
                settings_of(existing)
        except ConfigurationError as error:
            raise UsageFailure(str(error)) from error
        file = _target(folder, existing)
        before = _text(existing) if existing else ""
        try:
            after = with_settings(before, new)
        except ConfigurationTextError as error:
            raise UsageFailure(f"{file} cannot be changed: {error}") from error
        if after != before:
            yield Change(file, before, after)


def _text(file: Path) -> str:
    """With its line ends. Raises UsageFailure."""
    from dslint.findings import Note
    from dslint.source.inputs import text_of

    text = text_of(file)
    if isinstance(text, Note):
        raise UsageFailure(f"{file}: {text.message}")
    return text.text


def _target(folder: Path, existing: Path | None) -> Path:
    """The configuration to write. Raises UsageFailure for one that this command does not write."""
    if existing is None:
        return folder / _NAME
    if existing.parent != folder.absolute():
        raise UsageFailure(f"{existing} applies to {folder}; move the other linter's configuration beside it")
    if existing.suffix == ".toml":
        raise UsageFailure(f"{existing} is not written; move [tool.dslint] to {_NAME} first")
    return folder / existing.name


def _show(changes: Sequence[Change]) -> None:
    from dslint.edit.unified_diff import unified_diff

    for change in changes:
        output.write_text("".join(unified_diff(str(change.file), change.before, change.after)))


def _write(changes: Sequence[Change]) -> None:
    """Write all of the files, or none that cannot be. Raises UsageFailure."""
    from dslint import written_file

    for change in changes:
        why = written_file.why_not_writable(change.file) if change.file.exists() else ""
        if why:
            raise UsageFailure(f"{change.file} cannot be written: {why}")
    for change in changes:
        if not change.file.exists():
            output.write_file(str(change.file), change.after.splitlines())
        else:
            try:
                written_file.write(change.file, change.after.encode("utf-8"))
            except OSError as error:
                raise UsageFailure(f"{change.file} cannot be written: {error.strerror}") from error
        output.write([f"wrote {change.file}"])


def _left(left: Sequence[Left]) -> Iterator[str]:
    """What has no counterpart: first what dslint may report, then what it does not look at."""
    for lost, title in ((True, "No counterpart:"), (False, "Nothing to ignore:")):
        found = sorted((one for one in left if one.lost is lost), key=lambda one: (one.file, one.line, one.what))
        if found:
            yield ""
            yield title
            yield from (f"  {one.file}:{one.line}: {one.what}: {one.why}" for one in found)
