"""All rules as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Fixable, Rule
from dslint.report.escapes import visible
from dslint.report.lint.text import INK
from dslint.report.terminal import Ink, Terminal, wrapped

FIXABLE = {
    Fixable.SAFE: "fixable",
    Fixable.UNSAFE: "unsafe fix",
    Fixable.SOMETIMES: "partly fixable",
}


def lines(rules: Sequence[Rule], terminal: Terminal) -> Iterator[str]:
    name_width = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        severity = terminal.paint(f"{rule.severity.value:<7}", INK[rule.severity])
        indent = len(rule.code) + 7 + name_width + 6
        summary = f"{rule.summary} ({FIXABLE[rule.fixable]})" if rule.fixable else rule.summary
        first, *others = wrapped(visible(summary), max(terminal.width - indent, 24))
        code = terminal.linked(rule.code, rule.code, rule.name)
        yield f"{code}  {severity}  {terminal.paint(rule.name.ljust(name_width), Ink.STRONG)}  {first}"
        yield from (f"{' ' * indent}{line}" for line in others)
