"""Findings as test cases in suites, for the formats of test reports: JUnit XML and TAP."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    """What a case came to. An ERROR is one that could not be decided: an input that cannot be read."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"


class Case(NamedTuple):
    """`message` is one line that says why it failed; `text` has all that is to say, also of a case that passed."""

    name: str
    outcome: Outcome = Outcome.PASSED
    message: str = ""
    text: str = ""


class Suite(NamedTuple):
    """Cases of one subject, such as a file; `properties` are names and values."""

    name: str
    cases: tuple[Case, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    def count(self, outcome: Outcome) -> int:
        return sum(case.outcome is outcome for case in self.cases)
