"""dslint rules: the list of all rules, and the test of the user's own."""

from __future__ import annotations

from pathlib import Path

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.file_names import FilesGroup


@click.group("rules", cls=FilesGroup, invoke_without_command=True)
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, code prefixes or names.")
@options.own_rules()
@options.one_format("text", "json")
@options.colour()
@click.pass_context
def command(context: click.Context, select: tuple[str, ...], rules: tuple[str, ...], form: str, colour: str) -> None:
    """List all rules, one per line."""
    if context.invoked_subcommand is None:
        _list(select, rules, form, colour)


def _list(select: tuple[str, ...], folders: tuple[str, ...], form: str, colour: str) -> None:
    from dslint.cli.user_rule_pages import user_rule_pages
    from dslint.findings import json_form
    from dslint.policy import catalogue
    from dslint.policy.report_filter import Selection, UnknownSelectorError
    from dslint.report import rule_list

    own = [page.rule for page in user_rule_pages(folders).values()]
    try:
        selection = Selection.of(select, (), {rule.code: rule.name for rule in own})
    except UnknownSelectorError as error:
        raise UsageFailure(str(error)) from error
    rules = [rule for rule in (*catalogue.rules(), *own) if selection.keeps(rule.code)]
    if form == "json":
        output.write_json(json_form(rules))
    else:
        output.write_for_terminal(lambda terminal: rule_list.lines(rules, terminal), colour)


@command.command("test")
@click.argument("folders", nargs=-1, required=True, metavar="DIR...")
def test(folders: tuple[str, ...]) -> int:
    """Test your own rules against their examples.

    Each bad example must have findings exactly on its marked lines, each good example none.
    """
    from dslint.cli.exit_codes import ExitCode
    from dslint.cli.rule_examples import failures
    from dslint.policy.policies import UnreadableRulesError, UserRulesError
    from dslint.policy.user_rules import read_user_rules

    try:
        own = read_user_rules(map(Path, folders))
    except UnreadableRulesError as error:
        raise InputFailure(str(error)) from error
    except UserRulesError as error:
        raise UsageFailure(str(error)) from error
    from dslint.report.wording import plural

    failed = [line for code in own.pages for line in failures(own, code)]
    examples = plural(sum(len(page.examples) for page in own.pages.values()), "example")
    profiles = plural(len(own.profiles), "profile")
    output.write([*failed, f"{examples} of {plural(len(own.pages), 'rule')}, {len(failed)} failed; {profiles} read"])
    if not own.pages and not own.profiles:
        return ExitCode.INPUT
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN
