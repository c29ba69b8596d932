"""The policies of a run: dslint's own and those of the user's folders, as the configuration selects them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    enabled: Iterable[str] = (),
) -> Policies:
    """Raises UserRulesError."""
    if not folders:
        return built_in()._replace(chosen=chosen or {}, strict=strict, enabled=frozenset(enabled))
    from dslint.policy.user_rules import read_user_rules

    return with_user_rules(read_user_rules(folders), chosen, strict=strict, enabled=enabled)


def with_user_rules(
    own: UserRules,
    chosen: Mapping[str, tuple[str, ...]] | None = None,
    *,
    strict: bool = False,
    enabled: Iterable[str] = (),
) -> Policies:
    """dslint's policies with the user's. A user's profile replaces the one of dslint with the same name."""
    base = built_in()
    return base._replace(
        policies=(*base.policies, *own.policies),
        profiles={**base.profiles, **own.profiles},
        rules={code: page.rule for code, page in own.pages.items()},
        chosen=chosen or {},
        strict=strict,
        enabled=frozenset(enabled),
        own=own.text,
    )
