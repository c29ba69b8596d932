from __future__ import annotations

from dslint.admission.policies.cel.outcomes import ABSENT, Reading


def test_an_absent_field_is_shown_as_such() -> None:
    assert str(Reading(("object", "spec"), ABSENT)) == "Reading(path=('object', 'spec'), value=absent)"
