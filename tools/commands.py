"""What click's help says of each command, as values: the man pages and the site's page of commands are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import click

from dslint.cli.group import command

VERBATIM = "\b"
"""click's sign that the lines of a paragraph stay as they are."""


class Part(NamedTuple):
    """A paragraph of help. One that begins with a line of its own and indented ones has a title."""

    title: str
    lines: tuple[str, ...]
    verbatim: bool


class Command(NamedTuple):
    """A command or group: `dslint rollout undo`."""

    path: str
    summary: str
    usage: str
    help: tuple[Part, ...]
    options: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, str], ...]
    """Its commands by path, with their summaries."""
    epilog: tuple[Part, ...]


def commands() -> tuple[Command, ...]:
    """All commands, each behind its group."""
    return tuple(_walk(command, "dslint", None))


def _walk(one: click.Command, name: str, parent: click.Context | None) -> Iterator[Command]:
    ctx = click.Context(one, info_name=name, parent=parent, **one.context_settings)
    below = _below(one, ctx)
    yield Command(
        path=ctx.command_path,
        summary=one.get_short_help_str(limit=200).rstrip("."),
        usage=" ".join((ctx.command_path, *one.collect_usage_pieces(ctx))),
        help=_parts(one.help or ""),
        options=_options(one, ctx),
        commands=tuple((f"{ctx.command_path} {each}", sub.get_short_help_str(limit=200)) for each, sub in below),
        epilog=_parts(one.epilog or ""),
    )
    for each, sub in below:
        yield from _walk(sub, each, ctx)


def _below(one: click.Command, ctx: click.Context) -> list[tuple[str, click.Command]]:
    if not isinstance(one, click.Group):
        return []
    found = ((name, one.get_command(ctx, name)) for name in one.list_commands(ctx))
    return [(name, sub) for name, sub in found if sub is not None and not sub.hidden]


def _options(one: click.Command, ctx: click.Context) -> tuple[tuple[str, str], ...]:
    options = (each for each in one.get_params(ctx) if isinstance(each, click.Option))
    return tuple(record for each in options if (record := each.get_help_record(ctx)))


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(_part(part.strip("\n")) for part in text.strip("\n").split("\n\n") if part.strip())


def _part(text: str) -> Part:
    verbatim = text.startswith(VERBATIM)
    first, *rest = text.removeprefix(VERBATIM).strip("\n").split("\n")
    if verbatim and rest and first.endswith(":"):
        return Part(first.rstrip(":"), tuple(line.removeprefix("  ") for line in rest), verbatim=True)
    return Part("", (first, *rest), verbatim)
