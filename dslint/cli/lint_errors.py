"""The errors of a lint as the failures of the command; imported only when something fails."""

from __future__ import annotations

from dslint.cli.exit_codes import InputFailure, UsageFailure


def failure(error: Exception) -> Exception | None:
    """What the command fails with; None if it is an error that nobody expects."""
    if isinstance(error, _input_errors()):
        return InputFailure(str(error))
    if isinstance(error, _usage_errors()):
        return UsageFailure(str(error))
    return None


def _input_errors() -> tuple[type[Exception], ...]:
    from dslint.api_server.baseline import BaselineError
    from dslint.inventory.errors import InventoryError
    from dslint.policy.policies import UnreadableRulesError
    from dslint.policy.suppressions.baseline import BaselineFileError

    return UnreadableRulesError, BaselineError, BaselineFileError, InventoryError


def _usage_errors() -> tuple[type[Exception], ...]:
    from dslint.api_server.baseline import BaselineUsageError
    from dslint.own_files.configuration.settings import ConfigurationError
    from dslint.policy.catalogue import UnknownRuleError
    from dslint.policy.policies import UserRulesError
    from dslint.policy.report_filter import UnknownSelectorError

    return ConfigurationError, UnknownSelectorError, UnknownRuleError, UserRulesError, BaselineUsageError
