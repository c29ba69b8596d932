"""The names of commands and options that may follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

import click
from click.shell_completion import CompletionItem

from dslint.cli.completion.command_line import Place

if TYPE_CHECKING:
    Item: TypeAlias = CompletionItem[str]
else:
    Item = CompletionItem  # takes no type before click 8.3


def names(place: Place) -> Iterator[Item]:
    """The commands of a group; options once a dash is typed, without those that were given and cannot be repeated."""
    if not place.word.startswith("-"):
        yield from _commands(place)
    elif not place.ended:
        yield from _options(place)


def _commands(place: Place) -> Iterator[Item]:
    if isinstance(place.command, click.Group):
        context = place.context()
        for name in place.command.list_commands(context):
            if name.startswith(place.word):
                found = place.command.get_command(context, name)
                yield Item(name, help=found.get_short_help_str(100) if found else None)


def _options(place: Place) -> Iterator[Item]:
    for parameter in place.command.get_params(place.context()):
        if isinstance(parameter, click.Option) and not parameter.hidden and not _is_done(parameter, place):
            for name in (*parameter.opts, *parameter.secondary_opts):
                if name.startswith(place.word):
                    yield Item(name, help=_first_sentence(parameter.help or ""))


def _is_done(option: click.Option, place: Place) -> bool:
    return option.name in place.given and not option.multiple and not option.count


def _first_sentence(text: str) -> str:
    return text.partition("; ")[0].partition(". ")[0].rstrip(".")
