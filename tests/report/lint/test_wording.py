from __future__ import annotations

import pytest

from dslint.findings import Finding, Origin, Severity
from dslint.report.lint.wording import help_of
from tests.golden.story import REPORT

ADVICE = "set resources.limits.memory"


def finding(message: str, help_: str | None, origin: Origin = Origin.POLICY) -> Finding:
    return REPORT.findings[0]._replace(message=message, help=help_, origin=origin, severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("message", "help_", "shown"),
    [
        ("container agent can use all memory; set resources.limits.memory", ADVICE, None),
        (
            "hostPID: this pod can see all; remove it, or declare a profile",
            "remove hostPID, or declare a profile",
            None,
        ),
        ("container agent can use all memory of its node", ADVICE, ADVICE),
        ("container agent can use all memory of its node", None, None),
        ("container agent can use all memory", "fix it", "fix it"),
    ],
)
def test_the_help_of_a_policy_is_shown_if_its_message_does_not_say_it(
    message: str, help_: str | None, shown: str | None
) -> None:
    assert help_of(finding(message, help_)) == shown


def test_the_help_of_what_kubernetes_says_is_always_shown() -> None:
    assert help_of(finding(ADVICE, ADVICE, Origin.API_SERVER)) == ADVICE
