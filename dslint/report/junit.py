"""JUnit XML that both the schema of Jenkins and that of Ant, which is the common one, accept.

Ant's has no attributes of all suites together, no file and line of a case, and no output of a case that passed: a
suite has the output of its cases. It requires properties, of which Jenkins' requires at least one, and a time stamp.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from xml.sax.saxutils import escape, quoteattr

from dslint.report.cases import Case, Outcome, Suite
from dslint.report.escapes import visible

_ELEMENT = {Outcome.FAILED: "failure", Outcome.ERROR: "error"}


def lines(suites: Iterable[Suite]) -> Iterator[str]:
    timestamp = _time()
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<testsuites>"
    for number, suite in enumerate(suites):
        yield from _suite(suite, number, timestamp)
    yield "</testsuites>"


def _time() -> str:
    """SOURCE_DATE_EPOCH, else the first of all times: equal reports have equal text, whenever they are made."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given) if given.isdecimal() else 0, timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _suite(suite: Suite, number: int, timestamp: str) -> Iterator[str]:
    counts = (
        f'tests="{len(suite.cases)}" failures="{suite.count(Outcome.FAILED)}" errors="{suite.count(Outcome.ERROR)}"'
    )
    about = f'package="dslint" id="{number}" hostname="localhost" timestamp="{timestamp}" time="0"'
    yield f"  <testsuite name={_attribute(suite.name.strip() or 'dslint')} {counts} {about}>"
    yield "    <properties>"
    yield from (f'      <property name="{name}" value={_attribute(value)}/>' for name, value in suite.properties)
    yield "    </properties>"
    for case in suite.cases:
        yield from _case(case, suite.name)
    passed = [case for case in suite.cases if case.outcome is Outcome.PASSED and case.text]
    told = "\n".join(f"{visible(case.name)}: {case.text}" for case in passed)
    yield f"    <system-out>{escape(told)}</system-out>"
    yield "    <system-err></system-err>"
    yield "  </testsuite>"


def _case(case: Case, suite: str) -> Iterator[str]:
    head = f'    <testcase classname={_attribute(suite)} name={_attribute(case.name)} time="0"'
    if case.outcome is Outcome.PASSED:
        yield f"{head}/>"
        return
    element = _ELEMENT[case.outcome]
    message = _attribute(case.message)
    yield f"{head}>"
    yield f'      <{element} type="error" message={message}>{escape(case.text)}</{element}>'
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
