from __future__ import annotations

import pytest

from dslint.api_server.baseline import BaselineError, BaselineUsageError
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.lint_errors import failure
from dslint.inventory.errors import InventoryError
from dslint.policy.policies import UnreadableRulesError, UserRulesError
from dslint.policy.report_filter import UnknownSelectorError


@pytest.mark.parametrize("error", [UnreadableRulesError("x"), BaselineError("x"), InventoryError("x")])
def test_what_cannot_be_read_is_a_failure_of_the_input(error: Exception) -> None:
    assert isinstance(failure(error), InputFailure)


@pytest.mark.parametrize("error", [UserRulesError("x"), UnknownSelectorError("x"), BaselineUsageError("x")])
def test_what_is_asked_in_vain_is_wrong_usage(error: Exception) -> None:
    found = failure(error)
    assert isinstance(found, UsageFailure)
    assert found.message == "x"


def test_nobody_expects_other_errors() -> None:
    assert failure(KeyError("x")) is None
