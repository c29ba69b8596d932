"""The exit codes. They do not depend on the format of the report."""

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
    """An error in dslint itself."""
    HUNG_UP = 129
    """As shells report a command whose terminal was closed (SIGHUP)."""
    INTERRUPTED = 130
    """As shells report a command that was stopped with Ctrl-C (SIGINT)."""
    TERMINATED = 143
    """As shells report a command that was told to end (SIGTERM)."""


class UsageFailure(click.ClickException):
    """Wrong usage or configuration that is found while the command runs."""

    exit_code = ExitCode.USAGE


class InputFailure(click.ClickException):
    """An input that cannot be read, or nothing to check."""

    exit_code = ExitCode.INPUT
