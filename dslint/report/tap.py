"""TAP 14, the Test Anything Protocol: a test point for each case, and what is to say of it as a YAML block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dslint.report.cases import Case, Outcome, Suite
from dslint.report.escapes import json_text, visible

_SPECIAL = re.compile(r"[\\#]")


def lines(suites: Sequence[Suite], comments: Iterable[str]) -> Iterator[str]:
    """`comments` are lines about the whole report."""
    cases = [(suite, case) for suite in suites for case in suite.cases]
    yield "TAP version 14"
    yield f"1..{len(cases)}" if cases else "1..0 # SKIP nothing was checked"
    for number, (suite, case) in enumerate(cases, 1):
        yield from _point(number, suite, case)
    for suite in suites:
        yield from (f"# {visible(f'{suite.name}: {name}: {value}')}" for name, value in suite.properties)
    yield from (f"# {visible(comment)}" for comment in comments)


def _point(number: int, suite: Suite, case: Case) -> Iterator[str]:
    result = "ok" if case.outcome is Outcome.PASSED else "not ok"
    yield f"{result} {number} - {_SPECIAL.sub(_escaped, visible(f'{suite.name}: {case.name}'))}"
    if case.text or case.message:
        # A string of JSON is one of YAML.
        yield "  ---"
        yield f"  outcome: {case.outcome.value}"
        yield f"  message: {json_text(case.text or case.message)}"
        yield "  ..."


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
