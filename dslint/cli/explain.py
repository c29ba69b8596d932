"""dslint explain: one rule's page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import UsageFailure
from dslint.report.escapes import Form

if TYPE_CHECKING:
    from dslint.policy.rule_page import Page

_AS_PRINTED = re.compile(r"(?:(?:error|warning|info) ?)?\[?(?P<code>[A-Za-z]{2,8}\d{3})(?: [a-z0-9-]+)?\]?:?")


@click.command("explain", short_help="Explain a rule: what it reports, why, and what to write.")
@click.argument("words", nargs=-1, required=True, metavar="RULE")
@options.own_rules()
@options.one_format("text", "markdown", "json", also=("md",))
@options.colour()
def command(words: tuple[str, ...], rules: tuple[str, ...], form: str, colour: str) -> None:
    """Explain a rule: what it reports, why that matters, and what to write instead.

    RULE is a code or a name, such as DS231 or selector-mismatch, or both as reports print them, or a guide:
    daemonset-to-static-pod or static-pod-to-daemonset.
    """
    from dslint.policy import guides
    from dslint.report import rule_page as report

    rule = _named(" ".join(words))
    if rule in guides.guides():
        output.write([guides.guide(rule).rstrip("\n")], Form.DOCUMENT)
        return
    page = _page(rule, rules)
    if form == "json":
        output.write_json(page.to_dict())
    elif form in ("markdown", "md"):
        output.write([report.markdown(page).rstrip("\n")], Form.DOCUMENT)
    else:
        output.write_for_terminal(lambda terminal: report.lines(page, terminal), colour)


def _named(text: str) -> str:
    """DS231 of `error[DS231 selector-mismatch]:`, which somebody has copied from a report; other texts as they are."""
    match = _AS_PRINTED.fullmatch(text.strip())
    return match["code"] if match else text


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
