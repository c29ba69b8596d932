"""Findings that a profile excuses because the configuration names it, not the manifest: they count as silenced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.release import Release
from dslint.policy.evaluation import violations
from dslint.policy.policies import Policies
from dslint.policy.profiles import declared
from dslint.policy.view import view_of

Excused = frozenset[tuple[str, FieldPath]]
"""The codes and paths of findings."""


def excused_by_configuration(value: Mapping[str, Any], release: Release, policies: Policies) -> Excused:
    """What the profiles of the configuration excuse in a decoded and defaulted object."""
    view = view_of(value)
    if view is None or declared(view, policies.profiles, {}).declares_any:
        return frozenset()
    profiles = declared(view, policies.profiles, policies.chosen).profiles
    if not profiles:
        return frozenset()
    excused: dict[bool, set[tuple[str, FieldPath]]] = {True: set(), False: set()}
    for one in violations(policies, view, release):
        excused[any(map(one.is_excused_by, profiles))].add((one.problem.code, one.problem.path))
    return frozenset(excused[True] - excused[False])
