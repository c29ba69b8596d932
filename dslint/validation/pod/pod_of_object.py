"""From an object to the pods under validation: a Pod itself, or the template of a DaemonSet."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.findings import Problem
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release
from dslint.validation.disabled_fields import disabled_paths, without_disabled
from dslint.validation.pod.pod_under_validation import PodUnderValidation

POD = "Pod"
DAEMONSET = "DaemonSet"
VALUE_FAULTS = "DS2"
DECODING_FAULTS = "DS1"
"""Codes of the server's own validation and of its decoder begin so."""
DROPPED_FIELD = "DS102"


def pod_under_validation(
    value: Map, release: Release, baseline: Map | None, faults: Iterable[Problem] = ()
) -> PodUnderValidation:
    """The pod of a defaulted Pod or DaemonSet, without the fields that the server drops."""
    top = Field.top(release)
    template = value.get("kind") == DAEMONSET
    place = top.child("spec", "template") if template else top
    holder, stored = _holder(value, template=template), _holder(baseline, template=template) if baseline else None
    old = map_of(stored, "spec") if stored is not None else None
    spec = map_of(holder, "spec")
    told = [problem for problem in faults if problem.code != DROPPED_FIELD]
    return PodUnderValidation(
        spec=without_disabled(spec, disabled_paths(spec, release, old)),
        metadata=map_of(holder, "metadata"),
        place=place.child("spec"),
        metadata_place=place.child("metadata"),
        template=template,
        old=old,
        old_metadata=map_of(stored, "metadata") if stored is not None else None,
        faulty=frozenset(problem.path for problem in told if problem.code.startswith(VALUE_FAULTS)),
        unreadable=frozenset(problem.path for problem in told if problem.code.startswith(DECODING_FAULTS)),
    )


def _holder(value: Map, *, template: bool) -> Map:
    return map_of(value, "spec", "template") if template else value
