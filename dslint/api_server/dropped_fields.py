"""Fields that the API server drops silently because a feature gate is off: the object lacks what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.field_path import field_text, lies_in
from dslint.kubernetes.gated_fields import changes_nothing
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Release, show
from dslint.validation.disabled_fields import DisabledField

DROPPED_FIELD = "DS560"

EFFECTS = {
    "SidecarContainers": "the pod waits for this init container to end",
    "PodSchedulingReadiness": "pods are scheduled at once",
    "UserNamespacesSupport": "the pod runs in the user namespace of its node",
}
"""What the object does instead, where the name of the field does not tell."""


def dropped_fields(value: Map, disabled: Iterable[DisabledField], release: Release) -> Iterator[Problem]:
    """The problem of each dropped field. `value` is the manifest as decoded, `disabled` what the server drops of it.

    Nothing is reported of a value that holds without the field too, nor of fields inside one that is dropped.
    """
    fields = {field.path: field.gate for field in disabled if not _is_volume(field.path)}
    for path, gate in fields.items():
        if not lies_in(path[:-1], fields) and not changes_nothing(str(path[-1]), _at(value, path)):
            yield _problem(path, gate, release)


def availability(gate: str) -> str:
    """From which release on a gate is on by default."""
    since = GATES[gate].on_since
    return f"on by default from Kubernetes {show(since)}" if since else "not on by default in any version so far"


def _problem(path: FieldPath, gate: str, release: Release) -> Problem:
    name = "the mount of an image volume" if isinstance(path[-1], int) else path[-1]
    effect = f"; {EFFECTS[gate]}" if gate in EFFECTS else ""
    message = f"the API server drops {name}: feature gate {gate} is off ({availability(gate)}){effect}"
    since = GATES[gate].on_since
    later = f"use Kubernetes {show(since)} or later, " if since and release.is_before(since) else ""
    help_ = f"{later}turn on {gate}, or remove the field"
    return Problem(DROPPED_FIELD, message, path, field_text(path), "key", help=help_)


def _is_volume(path: FieldPath) -> bool:
    """Whether a path is that of a volume: its source is dropped too, and is reported."""
    return path[-2:-1] == ("volumes",)


def _at(value: Any, path: FieldPath) -> Any:
    for key in path:
        value = value[key]
    return value
