"""Liveness, readiness and startup probes.

Kubernetes: validateLivenessProbe, validateReadinessProbe, validateStartupProbe.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map
from dslint.validation.container.handlers import PROBE_HANDLERS, handler_errors

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
READINESS = "readinessProbe"


def probe_errors(probe: Map, place: Field, *, kind: str) -> Problems:
    kinds = PROBE_HANDLERS if place.release.enabled("GRPCContainerProbe") else PROBE_HANDLERS[:3]
    yield from handler_errors(probe, place, kinds)
    seconds = probe.get("terminationGracePeriodSeconds")
    if kind != READINESS:
        threshold = probe.get("successThreshold", 1)
        if threshold != 1:
            yield invalid(place.child("successThreshold"), threshold, "must be 1")
    elif seconds is not None:
        yield invalid(place.child("terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes")
