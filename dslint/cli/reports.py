"""Write a report in several formats: to files first, then at most one to standard output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

from dslint.cli import output
from dslint.cli.exit_codes import UsageFailure
from dslint.cli.parameters import Destination
from dslint.report.escapes import Form, harmless
from dslint.report.terminal import Terminal

FORMS = MappingProxyType({"text": Form.LINES, "concise": Form.LINES, "statistics": Form.LINES, "github": Form.COMMANDS})
"""The form of each format; all others are documents."""

FOR_REPOSITORIES = ("github", "sarif", "gitlab", "checkstyle", "junit")
"""Formats for services that show findings in the files of a repository."""

Writer = Callable[[Destination, Terminal], Iterable[str]]
"""The lines of the report in the format of a destination."""


def destinations(given: Sequence[Destination], default: str, to: str | None = None) -> Sequence[Destination]:
    """The formats and their files; `to` is the file of the one that would be printed.

    Raises UsageFailure if two formats have the same destination, or nothing would be written to `to`.
    """
    if not given:
        return (Destination(default, to),)
    shown = [destination.format for destination in given if destination.file is None]
    if len(shown) > 1:
        raise UsageFailure(
            f"{' and '.join(shown)} cannot both go to standard output; write one to a file: --format {shown[0]}=FILE"
        )
    if to is not None:
        if all(destination.file is not None for destination in given):
            raise UsageFailure("--output-file has no effect: every --format has its own file; leave one of them out")
        given = [one._replace(file=one.file or to) for one in given]
    for file, count in Counter(destination.file for destination in given).items():
        if count > 1:
            raise UsageFailure(f"{count} formats cannot be written to {file}; write each to its own file")
    return given


def renaming(relative_to: str | None, formats: Iterable[str]) -> Callable[[str], str] | None:
    """How formats for repositories name files; None if there is no such format.

    Raises UsageFailure for --relative-to with no such format or no such folder.
    """
    if set(formats).isdisjoint(FOR_REPOSITORIES):
        if relative_to is not None:
            raise UsageFailure(f"--relative-to has no effect here: it is for {', '.join(FOR_REPOSITORIES)}")
        return None
    from dslint.cli import repository_paths

    return repository_paths.renaming(relative_to)


def deliver(
    chosen: Sequence[Destination],
    writer: Writer,
    summary: Callable[[], str],
    *,
    colour: str,
    quiet: bool = False,
    verbose: bool = False,
    to_stderr: bool = False,
) -> None:
    """Write the report; if all formats go to files, print a summary that names them. Raises UsageFailure.

    With `to_stderr`, standard error gets what standard output would.
    """
    # Files first: the reader of standard output may close it early.
    for destination in sorted(chosen, key=lambda destination: destination.file is None):
        form = form_of(destination.format)
        if destination.file is None and to_stderr:
            lines = writer(destination, output.paper(verbose=verbose))
            output.write_text_to_stderr("".join(f"{harmless(line, form)}\n" for line in lines))
        elif destination.file is None:
            shown = output.terminal(colour, quiet=quiet, verbose=verbose)
            output.write(writer(destination, shown), form, styled=shown.styled)
        else:
            lines = writer(destination, output.paper(verbose=verbose))
            output.write_file(destination.file, (harmless(line, form) for line in lines))
    files = [destination.file for destination in chosen if destination.file is not None]
    if len(files) == len(chosen) and not quiet:
        output.write_to_stderr(f"dslint: {summary()}; see {', '.join(files)}")


def form_of(name: str) -> Form:
    return FORMS.get(name, Form.DOCUMENT)
