"""The policies of a run: dslint's own, those of the user's folders, and what the configuration says of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dslint.policy.policies import Policies, built_in

if TYPE_CHECKING:
    from dslint.policy.user_rules import UserRules


def active_policies(
    folders: Sequence[Path] = (),
    chosen: Mapping[str, tuple[str, ...]] | None = None,
    *,
    strict: bool = False,
    asked_for: Iterable[str] = (),
) -> Policies:
    """Raises UserRulesError."""
    if not folders:
        return replace(built_in(), chosen=chosen or {}, strict=strict, asked_for=frozenset(asked_for))
    from dslint.policy.user_rules import read_user_rules

    return with_user_rules(read_user_rules(folders), chosen, strict=strict, asked_for=asked_for)


def with_user_rules(
    own: UserRules,
    chosen: Mapping[str, tuple[str, ...]] | None = None,
    *,
    strict: bool = False,
    asked_for: Iterable[str] = (),
) -> Policies:
    """A profile of the user's takes the place of dslint's of that name."""
    base = built_in()
    return replace(
        base,
        policies=(*base.policies, *own.policies),
        profiles={**base.profiles, **own.profiles},
        rules={code: page.rule for code, page in own.pages.items()},
        chosen=chosen or {},
        strict=strict,
        asked_for=frozenset(asked_for),
        own=own.text,
    )
