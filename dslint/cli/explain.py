"""dslint explain: one rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import UsageFailure
from dslint.report.escapes import Form

if TYPE_CHECKING:
    from dslint.policy.rule_page import Page


@click.command("explain", short_help="Explain a rule: what it reports, why, and what to write.")
@click.argument("rule")
@options.own_rules()
@options.one_format("text", "md", "json")
@options.colour()
def command(rule: str, rules: tuple[str, ...], form: str, colour: str) -> None:
    """Explain a rule: what it reports, why that matters, and what to write instead.

    RULE is a code or a name, such as DS231 or selector-mismatch, or a guide: daemonset-to-static-pod or
    static-pod-to-daemonset.
    """
    from dslint.policy import guides
    from dslint.report import rule_page as report

    if rule in guides.guides():
        output.write([guides.guide(rule).rstrip("\n")], Form.DOCUMENT)
        return
    page = _page(rule, rules)
    if form == "json":
        output.write_json(page.to_dict())
    elif form == "md":
        output.write([report.markdown(page).rstrip("\n")], Form.DOCUMENT)
    else:
        output.write_for_terminal(lambda terminal: report.lines(page, terminal), colour)


def _page(rule: str, folders: tuple[str, ...]) -> Page:
    """The page of one of dslint's rules, or of the user's. Raises UsageFailure."""
    from dslint.cli.user_rule_pages import user_rule_pages
    from dslint.policy import catalogue

    for code, page in user_rule_pages(folders).items():
        if rule.casefold() in (code.casefold(), page.rule.name):
            return page
    try:
        return catalogue.page(catalogue.find(rule).code)
    except catalogue.UnknownRuleError as error:
        raise UsageFailure(str(error)) from error
