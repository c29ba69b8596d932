"""The commands by name. The module of a command is imported when the command runs."""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Iterator
from typing import Any

import click

from dslint.cli.exit_codes import ExitCode
from dslint.cli.file_names import FilesGroup
from dslint.version import __version__

COMMANDS = {
    "lint": "dslint.cli.lint",
    "plan": "dslint.cli.plan",
    "explain": "dslint.cli.explain",
    "rules": "dslint.cli.rules",
    "init": "dslint.cli.init",
    "config": "dslint.cli.config",
    "migrate": "dslint.cli.migrate",
    "migrate-config": "dslint.cli.migrate_config",
    "rollout": "dslint.cli.rollout",
    "inventory": "dslint.cli.inventory",
    "versions": "dslint.cli.versions",
    "policy": "dslint.cli.policy",
    "schema": "dslint.cli.schema",
    "completion": "dslint.cli.completion.command",
    "server": "dslint.cli.server",
}


class Interruption(Exception):  # noqa: N818 - as KeyboardInterrupt, it is no error
    """Ctrl-C. click would write an empty line before it passes it on."""


class Commands(FilesGroup):
    """The commands. click writes help itself, so a closed pipe is handled here, before click ends the run."""

    def main(self, *arguments: Any, **extra: Any) -> Any:
        if os.environ.get(COMPLETION):
            from dslint.cli.completion.shells import register

            register()
            # click ends the interpreter; dslint leaves faster by itself.
            try:
                return super().main(*arguments, **extra)
            except SystemExit as ended:
                return ended.code
        return super().main(*arguments, **extra)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        asked = [*args[1:], "--help"] if args[:1] == ["help"] else args
        with _pipe_may_close():
            return super().make_context(info_name, asked, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _pipe_may_close():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from dslint.kubernetes.suggestions import suggestion

            nearest = suggestion(args[0], COMMANDS, otherwise=f"; the commands are {', '.join(COMMANDS)}")
            raise click.UsageError(f"unknown command {args[0]}{nearest}", ctx)
        return super().resolve_command(ctx, args)


@contextlib.contextmanager
def _pipe_may_close() -> Iterator[None]:
    """A closed pipe is not an error: its reader has read enough."""
    try:
        yield
    except BrokenPipeError as closed:
        raise click.exceptions.Exit(ExitCode.CLEAN) from closed
    except KeyboardInterrupt as stopped:
        raise Interruption from stopped


EPILOG = """\b
Start with:
  dslint lint manifests/
  dslint plan --nodes nodes.yaml agent.yaml
  dslint explain selector-mismatch

\b
Exit codes:
  0  no findings at or above --fail-on
  1  findings, a failed expectation or a blocked rollout
  2  wrong usage or configuration
  3  an input that cannot be read, or nothing to check
  4  an error in dslint itself

\b
Complete commands, options and values in bash (or zsh, or fish):
  eval "$(dslint completion bash)"

Read more in docs/ of the repository, from docs/index.md on.
"""

COMPLETION = "_DSLINT_COMPLETE"
"""The variable by which a shell asks for completions."""


@click.command(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="dslint %(version)s")
@click.option("--debug", is_flag=True, help="Show a traceback for errors in dslint itself.", expose_value=False)
def command() -> None:
    """Know what Kubernetes will do with your DaemonSets before you apply them."""
