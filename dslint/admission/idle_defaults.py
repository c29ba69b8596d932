"""Defaults that some releases set and nothing but the schema looks at: with and without them, the same is reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from dslint.admission.default_behaviours import (
    HOST_PATH_TYPE,
    REVISION_HISTORY,
    SCHEDULER_NAME,
    TERMINATION_MESSAGE_POLICY,
)
from dslint.admission.defaults import defaulted
from dslint.admission.field_defaults import Map
from dslint.kubernetes.release import Answer, Behaviour, Release, Version

_IDLE = frozenset({HOST_PATH_TYPE, REVISION_HISTORY, SCHEDULER_NAME, TERMINATION_MESSAGE_POLICY})
_GATES_OF_IDLE = frozenset({"DaemonSetUpdateSurge"})


def without_idle_defaults(read: Map, release: Release) -> Map:
    """A decoded DaemonSet with the defaults of a release but for these, so that more releases have the same."""
    return defaulted(read, _WithoutIdle(release))


class _WithoutIdle(Release):
    """A release as it is asked for defaults."""

    __slots__ = ("_release",)

    def __init__(self, release: Release) -> None:
        self._release = release

    @property
    def version(self) -> Version:
        return self._release.version

    @property
    def gates(self) -> Mapping[str, bool]:
        return self._release.gates

    def has(self, behaviour: Behaviour) -> bool:
        return behaviour not in _IDLE and self._release.has(behaviour)

    def enabled(self, gate: str) -> bool:
        return gate not in _GATES_OF_IDLE and self._release.enabled(gate)

    def once_a_part(self, step: Callable[..., Answer], *args: object) -> Answer:
        found: Answer = self._release.once_a_part(_without_idle(step), *args)
        return found


@cache
def _without_idle(step: Callable[..., Answer]) -> Callable[..., Answer]:
    def without(*args: Any) -> Answer:
        *given, release = args
        return step(*given, _WithoutIdle(release))

    return without
