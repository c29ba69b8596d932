"""The commands by name."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from dslint.cli.exit_codes import ExitCode
from dslint.cli.group import COMMANDS, Commands, command


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_imported_by_its_name(name: str) -> None:
    found = command.get_command(click.Context(command), name)  # type: ignore[attr-defined]
    assert isinstance(found, click.Command)
    assert found.help


def test_an_unknown_name_is_no_command() -> None:
    assert command.get_command(click.Context(command), "zzz") is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "said"),
    [("plna", "unknown command plna; did you mean plan"), ("zzz", "zzz; the commands are lint, plan,")],
)
def test_an_unknown_command_is_answered_with_the_nearest_or_with_all(name: str, said: str) -> None:
    with pytest.raises(click.UsageError) as refused:
        command.resolve_command(click.Context(command), [name])  # type: ignore[attr-defined]
    assert said in refused.value.message


def test_a_pipe_that_closes_ends_a_command_without_an_error() -> None:
    group = Commands("dslint")

    @group.command()
    def versions() -> Iterator[None]:
        raise BrokenPipeError

    group.get_command = lambda *_: versions  # type: ignore[method-assign]
    with pytest.raises(click.exceptions.Exit) as ended:
        group.invoke(group.make_context("dslint", ["versions"]))
    assert ended.value.exit_code == ExitCode.CLEAN


def test_help_lists_the_exit_codes_of_the_contract() -> None:
    assert {int(code) for code in ExitCode} >= {0, 1, 2, 3, 4}
    assert all(f"\n  {code}  " in (command.epilog or "") for code in range(5))
