"""What the exit code says, whatever the format of the report."""

from __future__ import annotations

from enum import IntEnum

import click


class ExitCode(IntEnum):
    CLEAN = 0
    """Nothing at or above --fail-on."""
    FINDINGS = 1
    """Findings, a failed expectation or a blocked rollout."""
    USAGE = 2
    """Wrong usage or configuration."""
    INPUT = 3
    """An input that cannot be read, or nothing to check."""
    INTERNAL_ERROR = 4
    """A fault of dslint itself."""
    INTERRUPTED = 130
    """As a shell says of a command that Ctrl-C ended."""


class UsageFailure(click.ClickException):
    """Wrong usage or configuration that only shows once the command runs."""

    exit_code = ExitCode.USAGE


class InputFailure(click.ClickException):
    """An input that cannot be read, or nothing to check."""

    exit_code = ExitCode.INPUT
