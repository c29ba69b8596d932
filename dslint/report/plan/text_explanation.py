"""Every check of a node as a table: component, check, result, compared values and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dslint.plans import Check, Explanation
from dslint.report.escapes import visible
from dslint.report.plan import explanation_wording
from dslint.report.plan.digest import Digest
from dslint.report.terminal import LOWEST_WIDTH, Ink, Terminal, indented, with_source

BELOW = " " * 8
"""What begins the lines of what is compared, if it is below its row, because it has no room beside."""

INK = {"passes": Ink.GOOD, "fails": Ink.ERROR}


def lines(explanations: Iterable[Explanation], digests: Iterable[Digest], terminal: Terminal) -> Iterator[str]:
    """A table for each node."""
    answers = explanation_wording.answers(digests)
    for explanation in explanations:
        yield from _table(explanation, answers.get(explanation.node, ""), terminal)


def _table(explanation: Explanation, answer: str, terminal: Terminal) -> Iterator[str]:
    yield ""
    yield f"  {terminal.paint(explanation.node, Ink.STRONG)}, check by check"
    asked = explanation_wording.asked(explanation)
    widths = [max((len(_columns(check)[column]) for check in asked), default=0) for column in range(3)]
    asked_before = ""
    for check in asked:
        yield from _check(check, widths, terminal, named=check.decider.value != asked_before)
        asked_before = check.decider.value
    for sentence in filter(None, (explanation_wording.idle(explanation), answer and f"answer: {answer}")):
        yield from indented(sentence, terminal)


def _columns(check: Check) -> tuple[str, str, str]:
    return check.decider.value, visible(check.name), check.verdict


def _check(check: Check, widths: list[int], terminal: Terminal, *, named: bool) -> Iterator[str]:
    decider, name, verdict = (text.ljust(width) for text, width in zip(_columns(check), widths, strict=True))
    painted = terminal.paint(verdict, INK[check.verdict])
    head = f"    {decider if named else ' ' * len(decider)}  {name}  {painted}"
    sources = ", ".join(map(str, check.sources))
    indent = " " * (sum(widths) + 10)
    below = terminal.width - len(indent) < LOWEST_WIDTH
    indent = BELOW if below else indent
    told = with_source(check.compared, sources, max(LOWEST_WIDTH, terminal.width - len(indent)), terminal)
    yield head.rstrip() if below else f"{head}  {next(told)}".rstrip()
    yield from (f"{indent}{line}".rstrip() for line in told if line)
