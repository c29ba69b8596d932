from __future__ import annotations

import pytest

from dslint.admission.policies.answers import Action, Answer


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (Action.DENY, "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no"),
        (Action.WARN, "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': no"),
        (Action.AUDIT, "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': no"),
        (Action.UNCHECKED, "ValidatingAdmissionPolicy 'p' with binding 'b' could not be checked: no"),
    ],
)
def test_an_answer_is_said_in_the_words_of_the_server(action, sentence):
    assert Answer("p", "b", action, "no").sentence == sentence


def test_a_policy_that_cannot_be_used_has_no_binding():
    assert Answer("p", "", Action.DENY, "no").sentence == "ValidatingAdmissionPolicy 'p' denied request: no"
