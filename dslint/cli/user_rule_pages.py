"""The pages of users' rules: from --rules and the configuration of the current folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dslint.cli.exit_codes import InputFailure, UsageFailure

if TYPE_CHECKING:
    from dslint.policy.rule_page import Page


def user_rule_pages(folders: Iterable[str]) -> Mapping[str, Page]:
    """By code.

    Raises UsageFailure for rules and configurations that cannot be used, InputFailure for rules that cannot be read.
    """
    from dslint.own_files.configuration.files import settings_for
    from dslint.own_files.configuration.settings import ConfigurationError
    from dslint.source.file_search import absolute

    try:
        found = (*map(Path, folders), *settings_for(absolute(Path())).rules_folders)
    except ConfigurationError as error:
        raise UsageFailure(str(error)) from error
    return _pages(found) if found else {}


def _pages(folders: Iterable[Path]) -> Mapping[str, Page]:
    from dslint.policy.policies import UnreadableRulesError, UserRulesError
    from dslint.policy.user_rules import read_user_rules

    try:
        return read_user_rules(folders).pages
    except UnreadableRulesError as error:
        raise InputFailure(str(error)) from error
    except UserRulesError as error:
        raise UsageFailure(str(error)) from error
