"""dslint server: the language server, over standard input and output."""

from __future__ import annotations

import sys

import click

from dslint.cli import output
from dslint.cli.exit_codes import UsageFailure

EXTRA = "pip install 'kube-dslint[server]'"
PACKAGES = frozenset({"pygls", "lsprotocol", "cattrs", "attrs"})


@click.command("server", short_help="Run the language server, for editors.")
# Many clients add it to any server's command.
@click.option("--stdio", is_flag=True, expose_value=False, help="Use standard input and output; it does so anyway.")
def command() -> int:
    """Run the language server. Editors start it, and speak with it over standard input and output.

    It shows findings while you type, explains and fixes them, completes what the nodes of your inventory have, and
    shows where a workload will run. docs/editors.md says how to set up editors.
    """
    try:
        from dslint.server import connection
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in PACKAGES:
            raise
        raise UsageFailure(f"the language server needs {error.name}, which is not installed; run {EXTRA}") from None
    from dslint.cli.editor_checks import EditorChecks

    if sys.stdin is None or sys.stdin.isatty():
        output.write_to_stderr("dslint: the language server waits for an editor on standard input; Ctrl-C ends it")
    return connection.serve(EditorChecks)
