"""Whether there is something to say of an expectation."""

from __future__ import annotations

import pytest

from dslint.plans import Expectation


@pytest.mark.parametrize(
    ("passed", "silenced", "fails"),
    [(True, "", False), (False, "", True), (False, ".dslint.yaml", False), (True, ".dslint.yaml", False)],
)
def test_an_expectation_fails_unless_it_passed_or_was_silenced(passed, silenced, fails):
    assert Expectation("all-bound", passed, "2 pending", silenced=silenced).fails is fails
