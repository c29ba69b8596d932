"""What the API server says beyond types: one module a subject, and its warnings.

Rules on one value alone stand in the schemas; here are those that look at several fields, at versions and gates, at
the object that is updated, and those whose error bears another name than the field.
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
    """Why the API server refuses a defaulted DaemonSet or Pod; nothing for other kinds.

    `baseline` is the defaulted object that it updates. `faults` are problems already found: a volume with one of them
    is not there for a mount.
    """
    from dslint.validation.objects import object_errors

    return object_errors(value, release, baseline, faults)


def warnings(
    value: Mapping[str, Any], release: Release, *, baseline: Mapping[str, Any] | None = None
) -> Iterator[Problem]:
    """What the API server warns of when it takes a defaulted DaemonSet or Pod."""
    from dslint.validation.objects import object_warnings

    return object_warnings(value, release, baseline)


def unvalidated(
    value: Mapping[str, Any], release: Release, *, baseline: Mapping[str, Any] | None = None
) -> frozenset[FieldPath]:
    """Places of a defaulted object that the server's validation never looks at: nothing is to be said at or below.

    They are fields whose feature is off, a second source of a volume, a second handler of a probe, and the like.
    """
    from dslint.validation.unvalidated_fields import unvalidated_paths

    return unvalidated_paths(value, release, baseline)
