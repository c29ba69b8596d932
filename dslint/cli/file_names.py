"""File names that begin with a dash.

pre-commit and other tools append file names to the command line. If a repository contains a folder named
`--write-baseline=`, the name of a file in it looks like an option.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import click

from dslint.cli import output

END_OF_OPTIONS = "--"


class FilesGroup(click.Group):
    """A group whose commands take files: the name of an existing file is never read as an option."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, words = super().resolve_command(ctx, args)
        if command is None or isinstance(command, click.Group) or ctx.resilient_parsing:
            return name, command, words
        return name, command, files_last(command, ctx, words)


def files_last(command: click.Command, context: click.Context, words: Sequence[str]) -> list[str]:
    """The words of a command, with the files moved behind `--` if one of them looks like an option.

    Raises UsageError for a word that is both an option and the name of a file.
    """
    if not any(_looks_like_both(word) for word in words):
        return list(words)
    parameters = command.get_params(click.Context(command, parent=context))
    options = {name: option for option in parameters for name in (*option.opts, *option.secondary_opts)}
    typed: list[str] = []
    files: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == END_OF_OPTIONS:
            files.extend(rest)
        elif _is_file(word, options):
            files.append(word)
        else:
            typed.append(word)
            if _awaits_value(word, options):
                typed.extend(value for value in (next(rest, None),) if value is not None)
    return [*typed, END_OF_OPTIONS, *files]


def _looks_like_both(word: str) -> bool:
    return word.startswith("-") and word not in ("-", END_OF_OPTIONS) and os.path.lexists(word)


def _is_file(word: str, options: Mapping[str, click.Parameter]) -> bool:
    if not _looks_like_both(word):
        return word == "-" or not word.startswith("-")
    if word in options:
        raise click.UsageError(f"{word} is an option and the name of a file; write ./{word} for the file")
    option = word.partition("=")[0] if word.startswith("--") else word[:2]
    if option in options:
        output.write_to_stderr(
            f"dslint: {word!r} is read as a file, because a file has that name;"
            f" for the option, write {option} and its value as two words"
        )
    return True


def _awaits_value(word: str, options: Mapping[str, click.Parameter]) -> bool:
    """Whether the next word is this option's value."""
    if word.startswith("--"):
        return _takes_value(options.get(word))
    for index, letter in enumerate(word[1:], start=1):
        if _takes_value(options.get(f"-{letter}")):
            return index == len(word) - 1
    return False


def _takes_value(parameter: click.Parameter | None) -> bool:
    return isinstance(parameter, click.Option) and not parameter.is_flag and not parameter.count
