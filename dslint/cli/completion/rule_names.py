"""The codes and names of rules: dslint's own, and those of the user's folders."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.cli.exit_codes import InputFailure, UsageFailure


def rule_names(folders: Iterable[str]) -> dict[str, str]:
    """The name of each rule by its code. Users' rules that cannot be read are left out."""
    from dslint.cli.user_rule_pages import user_rule_pages
    from dslint.policy.catalogue import names

    try:
        own = user_rule_pages(folders)
    except (InputFailure, UsageFailure):
        own = {}
    return {**names(), **{code: page.rule.name for code, page in own.items()}}
