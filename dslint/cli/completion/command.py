"""dslint completion: the script that completes command lines in a shell."""

from __future__ import annotations

import click

from dslint.cli import output
from dslint.cli.completion.shells import SHELLS, script
from dslint.cli.parameters import one_of
from dslint.report.escapes import Form


@click.command("completion", short_help="Print a script that completes command lines in a shell.")
@click.argument("shell", type=one_of(SHELLS), metavar="|".join(SHELLS))
def command(shell: str) -> None:
    """Print a script that completes commands, options, rules, versions, nodes and files in a shell.

    \b
    bash, in ~/.bashrc:
      eval "$(dslint completion bash)"
    zsh, in ~/.zshrc after compinit:
      eval "$(dslint completion zsh)"
    fish, once:
      dslint completion fish > ~/.config/fish/completions/dslint.fish
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    output.write(script(shell).splitlines(), Form.DOCUMENT)
