"""dslint explain: one rule's page."""

from __future__ import annotations

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import UsageFailure


@click.command("explain", short_help="A rule: what is wrong, why, and what to write instead.")
@click.argument("rule")
@options.one_format("text", "md", "json")
@options.colour()
def command(rule: str, form: str, colour: str) -> None:
    """What a rule says, why it matters, and what to write instead.

    RULE is a code or a name: DS231 or selector-mismatch; or a guide: daemonset-to-static-pod, static-pod-to-daemonset.
    """
    import json

    from dslint.policy import catalogue, guides
    from dslint.report import page as report

    if rule in guides.guides():
        output.write(guides.guide(rule).rstrip("\n").split("\n"))
        return
    try:
        page = catalogue.page(catalogue.find(rule).code)
    except catalogue.UnknownRuleError as error:
        raise UsageFailure(str(error)) from error
    if form == "json":
        output.write([json.dumps(page.to_dict(), indent=2, ensure_ascii=False)])
    elif form == "md":
        output.write([report.markdown(page).rstrip("\n")])
    else:
        output.write(report.lines(page, output.terminal(colour)))
