"""dslint rules: all that dslint can say."""

from __future__ import annotations

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import UsageFailure


@click.group("rules", invoke_without_command=True)
@click.option("--select", multiple=True, metavar="RULES", help="Only these: codes, beginnings of codes, or names.")
@options.one_format("text", "json")
@options.colour()
@click.pass_context
def command(context: click.Context, select: tuple[str, ...], form: str, colour: str) -> None:
    """All rules, one line each."""
    if context.invoked_subcommand is None:
        _list(select, form, colour)


def _list(select: tuple[str, ...], form: str, colour: str) -> None:
    import json

    from dslint.policy import catalogue
    from dslint.policy.selection import Selection, UnknownSelectorError
    from dslint.report import rule_list

    try:
        selection = Selection.of(select, ())
    except UnknownSelectorError as error:
        raise UsageFailure(str(error)) from error
    rules = [rule for rule in catalogue.rules() if selection.keeps(rule.code)]
    if form == "json":
        output.write([json.dumps([rule.to_dict() for rule in rules], indent=2, ensure_ascii=False)])
    else:
        output.write(rule_list.lines(rules, output.terminal(colour)))
