from __future__ import annotations

import pytest

from dslint.plans.refusals import refusal, unknown_policy

POLICY = "ValidatingAdmissionPolicy 'no-host-network' with binding 'all'"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ('pods "agent-" is forbidden: exceeded quota: q', "the API server refuses them: exceeded quota: q"),
        ("admission webhook denied the request", "the API server refuses them: admission webhook denied the request"),
        (f'pods "a-" is forbidden: {POLICY} denied request: no\nway', "policy no-host-network denies them: no\nway"),
        ("ValidatingAdmissionPolicy 'p' denied request: no", "policy p denies them: no"),
    ],
)
def test_a_refusal_names_the_policy_or_has_what_admission_says_after_the_name_of_the_pod(
    message: str, said: str
) -> None:
    assert refusal(message, "them") == said


def test_a_policy_that_could_not_be_checked_is_named_without_the_reason() -> None:
    assert unknown_policy(f"{POLICY} could not be checked: why") == "policy no-host-network could not be checked"
    assert unknown_policy("something else") == "something else"
