"""The validation of the API server beyond types, by subject, and its warnings.

Rules about a single value are in the schemas. Here are the rules about several fields, versions and feature gates, and
updates, and those whose errors use another name for the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import Release


def errors(
    value: Mapping[str, Any],
    release: Release,
    *,
    baseline: Mapping[str, Any] | None = None,
    faults: Iterable[Problem] = (),
) -> Iterator[Problem]:
    """Yield why the API server rejects a DaemonSet or Pod; nothing for other kinds.

    `value` and `baseline`, the object that it updates, are after defaulting. `faults` are the problems found before:
    mounts cannot refer to a volume with such a problem.
    """
    from dslint.validation.objects import object_errors

    return object_errors(value, release, baseline, faults)


def warnings(
    value: Mapping[str, Any], release: Release, *, baseline: Mapping[str, Any] | None = None
) -> Iterator[Problem]:
    """Yield the warnings of the API server when it accepts a DaemonSet or Pod, given after defaulting."""
    from dslint.validation.objects import object_warnings

    return object_warnings(value, release, baseline)


def unvalidated(
    value: Mapping[str, Any], release: Release, *, baseline: Mapping[str, Any] | None = None
) -> frozenset[FieldPath]:
    """The paths that the API server never validates: no problem at or below them counts.

    Such are fields whose feature gate is off, the second source of a volume, and the second handler of a probe.
    """
    from dslint.validation.unvalidated_fields import unvalidated_paths

    return unvalidated_paths(value, release, baseline)
