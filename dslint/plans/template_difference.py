"""A difference between two pod templates."""

from __future__ import annotations

from typing import NamedTuple

from dslint.plans.placements import SourceLine


class TemplateDifference(NamedTuple):
    """A value of the pod template that changes; None if it is absent.

    `pointer` is its JSON Pointer in the new manifest, `field` its path in the notation of the API server.
    """

    pointer: str
    field: str
    old: object
    new: object
    source: SourceLine | None = None
